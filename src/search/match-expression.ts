/**
 * A query in the syntax of FTS5. Every term stands in double quotes and holds letters and digits only, so that nothing
 * a reader types can be an operator.
 */
import type { QueryTerm, SearchQuery } from './parse-query.ts';
import { pairsOf } from './unsegmented-runs.ts';

/**
 * The expression. `topicCues` are phrases of which each list must be met by one; phrases are required, words add to the
 * rank. Undefined for a query with nothing to look for.
 */
export function matchExpression(
  query: SearchQuery,
  topicCues: readonly (readonly string[])[] = [],
): string | undefined {
  const words = query.words.map((term) => expressionOf([term]));
  const phrases = query.phrases.map(expressionOf);
  const required = phrases.join(' AND ');
  const wanted = words.length === 0 ? required : joined(words, ' OR ');
  if (wanted === '') return undefined;
  // Twice, so that words beside a required phrase raise the rank and are not required themselves.
  const positive =
    words.length === 0 || phrases.length === 0 ? wanted : `((${required}) OR (${required} AND ${wanted}))`;
  const cues = topicCues.map((list) => `(${list.map(quoted).join(' OR ')})`);
  const all = [positive, ...cues].map((part) => `(${part})`).join(' AND ');
  if (query.excluded.length === 0) return all;
  return `(${all}) NOT ${joined(query.excluded.map(expressionOf), ' OR ')}`;
}

function joined(parts: readonly string[], operator: string): string {
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(operator)})`;
}

/** Terms that follow one another; runs of scripts without spaces are indexed apart, so they are joined by AND. */
function expressionOf(terms: readonly QueryTerm[]): string {
  const words = terms.filter(({ isRun }) => !isRun).map(({ text }) => text);
  const parts = terms.filter(({ isRun }) => isRun).map(({ text }) => runExpression(text));
  if (words.length > 0) parts.unshift(quoted(words.join(' ')));
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' AND ')})`;
}

function runExpression(run: string): string {
  const pairs = pairsOf(run);
  // A single character begins a pair or ends a run.
  return pairs.length === 0 ? `${quoted(run)} *` : quoted(pairs.join(' '));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', ' ')}"`;
}
