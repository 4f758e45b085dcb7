/**
 * What an import noticed, gathered while the text is read. Whatever has no place in the content is quoted here
 * whole, so that content and findings together hold every word of the file.
 */
import type { Finding, Severity } from '#domain/finding.ts';
import type { Line } from './text-lines.ts';

/** Where in the file, and which words: both null when the finding is about something that is not there. */
export type NoticePlace = { readonly line: number | null; readonly excerpt: string | null };

/** Collects findings in the order in which they are noticed. */
export type Notices = {
  /** Adds one finding. `code` is UPPER_SNAKE, `message` one sentence. */
  readonly add: (code: string, severity: Severity, message: string, place?: NoticePlace) => void;
  /** Keeps lines that fit nowhere; neighbours become one finding. `where` ends the sentence: `in the header`. */
  readonly unplaced: (lines: readonly Line[], where: string) => void;
  /** All findings so far. */
  readonly list: () => Finding[];
};

/** An empty collection. */
export function startNotices(): Notices {
  const findings: Finding[] = [];
  const add: Notices['add'] = (code, severity, message, place) => {
    const { line, excerpt } = place ?? { line: null, excerpt: null };
    findings.push({ code, severity, message, place: null, line, excerpt });
  };
  return {
    add,
    list: () => [...findings],
    unplaced(lines, where) {
      for (const run of neighbouringRuns(lines)) {
        const excerpt = run.map((line) => line.text).join('\n');
        const message = `Text ${where} fits no part of the page; it is kept here and shown nowhere else.`;
        add('UNPLACED_TEXT', 'minor', message, { line: run[0]?.number ?? null, excerpt });
      }
    },
  };
}

/** Groups lines that follow each other, one blank line between them allowed. */
function neighbouringRuns(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const run = runs.at(-1);
    if (run !== undefined && last !== undefined && line.number - last.number <= 2) run.push(line);
    else runs.push([line]);
    last = line;
  }
  return runs;
}
