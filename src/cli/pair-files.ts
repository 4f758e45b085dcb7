/** Which provider grounding belongs to which report, by their names: `x.grounding.json` is that of `x.md`. */
import { existsSync } from 'node:fs';
import { extname } from 'node:path';

/** A report and the grounding that belongs to it. */
export type FilePair = { readonly file: string; readonly grounding?: string };

const REPORT_ENDINGS = ['.md', '.markdown', '.txt'];

/**
 * Puts `x.grounding.json` (or `x.json`, when both were named) to the report `x.md` or `x.txt`, whether it was named
 * or only lies beside it. Everything else stands alone; a file named twice is one.
 */
export function pairWithGrounding(
  files: readonly string[],
  exists: (file: string) => boolean = existsSync,
): FilePair[] {
  const named = new Set(files);
  const taken = new Set<string>();
  const pairs = [...named].map((file): FilePair => {
    const extension = extname(file);
    if (!REPORT_ENDINGS.includes(extension)) return { file };
    const stem = file.slice(0, -extension.length);
    const beside = [`${stem}.grounding.json`, `${stem}.json`].find(
      (candidate) => named.has(candidate) || (candidate.endsWith('.grounding.json') && exists(candidate)),
    );
    if (beside === undefined) return { file };
    taken.add(beside);
    return { file, grounding: beside };
  });
  return pairs.filter((pair) => !taken.has(pair.file));
}
