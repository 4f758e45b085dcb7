/** What of a brief was not drawn on, told so that a reader can tell a thin corpus from a silent one. */
import type { RunFinding } from '#domain/drafted-page.ts';
import { sourceName } from '../source-names.ts';
import type { ReadSource } from './read-sentences.ts';

/** What of the brief was left out for what it is, and not for what it says. */
export function leftOutFindings({ source, scope, addressed }: ReadSource): RunFinding[] {
  const name = `“${sourceName(source)}”`;
  if (scope === 'other')
    return [
      {
        code: 'SOURCE_ABOUT_OTHER_JURISDICTION',
        severity: 'info',
        message: `${name} is about another jurisdiction; nothing of it was used.`,
        passages: [],
      },
    ];
  if (addressed.length === 0) return [];
  return [
    {
      code: 'TEXT_ADDRESSES_ANALYST',
      severity: 'minor',
      message: `${name} has words that tell whoever drafts from it what to write. The passages with them were left out.`,
      passages: addressed.map(({ id }) => id),
    },
  ];
}

/** The words, and how many sources they were read from. */
export function withScope(words: string, sources: readonly ReadSource[]): string {
  const foreign = sources.filter(({ scope }) => scope === 'other').length;
  const read = sources.length - foreign;
  const others = foreign === 1 ? '1 more is about another jurisdiction' : `${foreign} more are about others`;
  const aside = foreign === 0 ? '' : `; ${others} and nothing of it was used`;
  return `${words} Read: ${read} ${read === 1 ? 'source' : 'sources'}${aside}.`;
}
