/** `regatlas search QUERY`: passages of stored sources and places on analysis pages, best first. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import { findTopic, type Reference } from '#ingest/reference.ts';
import { isEmptyQuery, parseQuery, type SearchFilters } from '#search/parse-query.ts';
import { searchAnalyses, type UnitHit } from '#search/search-analyses.ts';
import { type PassageHit, searchPassages } from '#search/search-passages.ts';
import type { CliContext } from './context.ts';

type SearchFlags = {
  readonly jurisdiction: readonly string[];
  readonly topic: readonly string[];
  readonly tier: readonly string[];
  readonly after?: string;
  readonly before?: string;
  readonly limit: string;
};

const MOST_RESULTS = 500;

/** Adds the command. */
export function registerSearch(program: Command, context: CliContext): void {
  const collect = (value: string, before: readonly string[]) => [...before, value];
  program
    .command('search')
    .description('search the passages of stored sources and the analysis pages')
    .argument('<query...>', 'words, "phrases", -exclusions, and filters such as tier:law or after:2024-06')
    .option('--jurisdiction <code-or-name>', 'only about it; may be repeated', collect, [])
    .option('--topic <key>', 'only of this topic; may be repeated', collect, [])
    .option('--tier <tier>', `only passages of this tier: ${SOURCE_TIERS.join(', ')}`, collect, [])
    .option('--after <date>', 'published then or later (analyses: recorded)')
    .option('--before <date>', 'published then or earlier')
    .option('--limit <n>', 'most results of either kind', '10')
    .action(async (words: readonly string[], flags: SearchFlags) => {
      await runSearch(context, words.join(' '), flags);
    });
}

async function runSearch(context: CliContext, typed: string, flags: SearchFlags): Promise<void> {
  const { out } = context;
  const limit = readLimit(flags.limit);
  const query = parseQuery(typed, readFilters(flags, await context.reference()));
  if (isEmptyQuery(query)) {
    throw new AppError('invalid-input', 'There is nothing to search for in the query.', {
      place: { field: 'query' },
      remedy: 'Give at least one word or "phrase"; filters and exclusions alone find nothing.',
    });
  }
  await using app = await context.openApp();
  await app.search.catchUp();
  const passages = searchPassages(app.search, query, limit);
  const analyses = searchAnalyses(app.search, query, limit);
  for (const remark of query.remarks) out.note(`regatlas: ${remark}`);
  out.json({ query: typed, remarks: query.remarks, passages: passages.map(presentPassage), analyses });
  for (const passage of passages) describePassage(passage).forEach(out.line);
  for (const unit of analyses) describeUnit(unit).forEach(out.line);
  if (passages.length + analyses.length === 0) out.hint('Nothing stored has these words.');
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_RESULTS) return limit;
  throw new AppError('invalid-input', `“${text}” is not a number of results.`, {
    place: { field: '--limit' },
    remedy: `Give a whole number from 1 to ${MOST_RESULTS}.`,
  });
}

/** A flag is a decision, so what is wrong with it is refused; in the query it would only be remarked on. */
function readFilters(flags: SearchFlags, reference: Reference): Partial<SearchFilters> {
  const filters: Partial<SearchFilters> = {
    jurisdictions: flags.jurisdiction.map((name) => {
      const known = reference.gazetteer.byCode(name.toUpperCase()) ?? reference.gazetteer.byName(name);
      if (known === undefined) throw refuse('--jurisdiction', name, 'Give a code such as KP, or a name.');
      return known.code;
    }),
    topics: flags.topic.map((key) => {
      if (findTopic(reference, key) !== undefined) return key;
      throw refuse('--topic', key, `Use one of ${reference.topics.map((topic) => topic.key).join(', ')}.`);
    }),
    tiers: flags.tier,
    after: flags.after ?? null,
    before: flags.before ?? null,
  };
  const [remark] = parseQuery('', filters).remarks;
  if (remark === undefined) return filters;
  throw new AppError('invalid-input', remark, {
    remedy: `Tiers are ${SOURCE_TIERS.join(', ')}; dates are YYYY-MM-DD, YYYY-MM or YYYY.`,
  });
}

function refuse(field: string, value: string, remedy: string): AppError {
  return new AppError('invalid-input', `“${value}” is not known.`, { place: { field }, remedy });
}

function presentPassage({ id: _id, sourceText: _text, ...hit }: PassageHit): object {
  return { ...hit, page: hit.page, address: `/sources/${hit.source}?at=${hit.start}` };
}

function describePassage(hit: PassageHit): string[] {
  const about = hit.jurisdictions.length === 0 ? '' : `  about ${hit.jurisdictions.slice(0, 3).join(', ')}`;
  const example = hit.isExample ? '  (bundled example)' : '';
  const page = hit.page === null ? '' : `, page ${hit.page}`;
  return [
    `source ${hit.source}  ${hit.title ?? 'title not known'}  ${hit.tier}  ${hit.publishedOn ?? 'no date'}${about}${example}`,
    `  characters ${hit.start} to ${hit.end}${page}: ${flat(hit)}`,
  ];
}

function describeUnit(hit: UnitHit): string[] {
  return [
    `analysis #${hit.analysis} version ${hit.version}  ${hit.jurisdiction} × ${hit.topic}: ${hit.status}`,
    `  ${hit.unit}: ${flat(hit)}`,
  ];
}

function flat({ snippet }: Pick<PassageHit, 'snippet'>): string {
  return snippet
    .map((part) => part.text)
    .join('')
    .replace(/\s+/g, ' ');
}
