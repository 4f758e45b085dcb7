/** What the editor needs of other rooms: the check, files, and sources. `main` puts it together. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { AddedSource, CapturedBytes, PreparedSourceFile, SourceOverrides } from '#ingest/add-source.ts';
import type { CheckContent } from '#review/check-working-copy.ts';
import type { SaveVersionDeps } from '#review/save-version.ts';
import type { WriteTx } from '#store/connect.ts';

/** See the module comment. */
export type Editing = Pick<SaveVersionDeps, 'verifyVersion' | 'onAppended'> & {
  readonly checkContent: CheckContent;
  /** Reads a page, report or export; of several versions the newest. Throws what the import of a file throws. */
  readonly readFile: (file: { readonly file: string; readonly bytes: Uint8Array }) => {
    readonly analysis: number | null;
    readonly content: AnalysisContent;
  };
  /** Reads text and facts out of the bytes; stores nothing. Throws on what cannot be read. */
  readonly prepareSource: (captured: CapturedBytes, said: SourceOverrides) => Promise<PreparedSourceFile>;
  /** Stores a source and asks for what that entails. */
  readonly addSource: (tx: WriteTx, source: PreparedSourceFile, actor: string) => Promise<AddedSource>;
  /** Throws what fetching throws. */
  readonly fetchSource: (url: string) => Promise<CapturedBytes>;
};
