/** Imported files, kept byte for byte, so that an import can be done again by a later reader. */
import type { WriteTx } from './connect.ts';

/** Keeps the bytes of an imported file; the same bytes twice are one row. */
export async function keepImportFile(
  tx: WriteTx,
  file: { sha256: string; name: string; bytes: Uint8Array; at: string },
): Promise<void> {
  await tx
    .insertInto('import_file')
    .values({ sha256: file.sha256, name: file.name, bytes: Buffer.from(file.bytes), imported_at: file.at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
}
