/** `regatlas diff NUMBER BEFORE AFTER`: what changed between two versions of an analysis, and why. */
import type { Command } from 'commander';
import type { DiffRow, RowKind } from '#compare/version-diff.ts';
import { compareStoredVersions, type StoredComparison } from '#review/compare-stored-versions.ts';
import { nameCause } from '#review/name-causes.ts';
import { presentComparison } from '#review/present-comparison.ts';
import type { CliContext } from './context.ts';
import { parseNumber, parseVersion } from './parse-number.ts';

const MOST_ROWS = 200;
const SIGNS: Readonly<Record<RowKind, string>> = {
  same: '=',
  typography: '≈',
  recited: '≈',
  reworded: '≠',
  added: '+',
  removed: '−',
  'moved-away': '→',
  'moved-here': '→',
};

/** Adds the command. */
export function registerDiff(program: Command, context: CliContext): void {
  program
    .command('diff')
    .description(
      'compare two versions of an analysis: status, laws, sentences, sources, evidence, and the cause',
    )
    .argument('<number>', 'number of the analysis')
    .argument('<before>', 'number of a version')
    .argument('<after>', 'number of another version')
    .action(async (numberText: string, beforeText: string, afterText: string) => {
      const analysis = parseNumber(numberText);
      const versions = [parseVersion(beforeText), parseVersion(afterText)] as const;
      await using app = await context.openApp();
      const { reference } = app.deps;
      const found = await app.store.read((tx) =>
        compareStoredVersions(tx, reference, { analysis, versions }),
      );
      context.out.json(presentComparison(found));
      for (const line of describeComparison(found)) context.out.line(line);
    });
}

function describeComparison(found: StoredComparison): string[] {
  const { before, after, summary, contradictions, explanations, history } = found;
  return [
    `#${after.analysis} version ${before.number} → version ${after.number}  ${after.content.jurisdiction} × ${after.content.topic}`,
    ...summary.map((sentence) => `  ${sentence}`),
    ...contradictions.flatMap((one) => [
      `Contradiction  ${one.reason}`,
      `  version ${before.number}: ${one.before.words}`,
      `  version ${after.number}: ${one.after.words}`,
    ]),
    ...explanations.map(({ sentence }) => `No contradiction  ${sentence}`),
    ...history.flatMap(({ number, causes }) =>
      causes.map((cause) => `Cause of version ${number}  ${nameCause(cause)}`),
    ),
    ...describeRows(found),
  ];
}

function describeRows({ diff }: StoredComparison): string[] {
  const lines = diff.parts.flatMap(({ key, rows }) => {
    const changed = rows.filter(({ kind }) => kind !== 'same');
    return changed.length === 0 ? [] : [key, ...changed.flatMap(describeRow)];
  });
  const left = lines.length - MOST_ROWS;
  return left <= 0 ? lines : [...lines.slice(0, MOST_ROWS), `… and ${left} more lines; --json has all`];
}

function describeRow({ kind, before, after, words, other }: DiffRow): string[] {
  const sign = SIGNS[kind];
  if (words.length > 0 && kind === 'reworded') {
    const marks = { same: ['', ''], removed: ['[−', '−]'], added: ['{+', '+}'] } as const;
    const text = words.map((run) => {
      const [open, close] = marks[run.kind];
      const said = run.kind === 'removed' ? run.before : run.after;
      const trimmed = said.trimEnd();
      return `${open}${trimmed}${close}${said.slice(trimmed.length)}`;
    });
    return [`  ${sign} ${text.join('')}`];
  }
  if (kind === 'moved-away') return [`  ${sign} (moved to ${other?.part}) ${before?.text}`];
  if (kind === 'moved-here') return [`  ${sign} (moved from ${other?.part}) ${after?.text}`];
  if (before !== null && after !== null) return [`  ${sign} ${after.text}`];
  return [`  ${sign} ${before?.text ?? after?.text}`];
}
