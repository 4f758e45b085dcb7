/**
 * What a reader types into a search: words, "phrases", -exclusions and filters such as `tier:law`. Nothing of it ever
 * reaches the index as syntax; it is taken apart here into plain words, and every odd piece is told instead of refused.
 */
import { isLegalDate } from '#domain/legal-date.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import { unsegmentedRuns, withoutUnsegmentedRuns } from './unsegmented-runs.ts';

/** What results are restricted to. An empty list, or a null date, restricts nothing; several values mean any of them. */
export type SearchFilters = {
  /** Codes of jurisdictions. */
  readonly jurisdictions: readonly string[];
  /** Keys of topics. An analysis has one; a passage is of a topic when it has one of the topic's search cues. */
  readonly topics: readonly string[];
  /** Tiers of sources; analyses have none and are then left out. */
  readonly tiers: readonly string[];
  /** Legal dates. Published (analyses: recorded) then or later, then or earlier; what has no date is left out. */
  readonly after: string | null;
  readonly before: string | null;
};

/** Words in a row: words of a spaced script, or one run of a script without spaces. */
export type QueryTerm = { readonly text: string; readonly isRun: boolean };

/** A query taken apart. */
export type SearchQuery = {
  /** At least one of them is to be there; the more and the rarer, the better. */
  readonly words: readonly QueryTerm[];
  /** Each of them must be there: terms that follow one another. */
  readonly phrases: readonly (readonly QueryTerm[])[];
  /** None of them may be there. */
  readonly excluded: readonly (readonly QueryTerm[])[];
  readonly filters: SearchFilters;
  /** What was not understood or left out, each a sentence. */
  readonly remarks: readonly string[];
};

/** Most characters of a query that are read. */
export const LONGEST_QUERY = 10_000;
/** Most different words of a query that are looked for; further ones are left out. */
export const MOST_TERMS = 200;

/** Most values of one filter. */
const MOST_VALUES = 50;

/** No filter at all. */
export const NO_FILTERS: SearchFilters = {
  jurisdictions: [],
  topics: [],
  tiers: [],
  after: null,
  before: null,
};

const FILTER_NAMES = ['jurisdiction', 'topic', 'tier', 'after', 'before'] as const;
const PIECE = /(-?)"([^"]*)"?|(\S+)/gu;
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/** Words of grammar, which stand in every passage; they are looked for only when a query has no others. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
  was will with`.split(/\s+/),
);

/** Takes a typed query apart; `filters` given beside it hold as well. */
export function parseQuery(typed: string, filters: Partial<SearchFilters> = {}): SearchQuery {
  const reading = startReading(typed);
  const words: string[] = [];
  const phrases: QueryTerm[][] = [];
  const excluded: QueryTerm[][] = [];
  for (const [, minus, phrase, plain] of reading.text.matchAll(PIECE)) {
    if (phrase !== undefined) {
      const terms = termsOf(phrase);
      if (terms.length > 0) (minus === '-' ? excluded : phrases).push(terms);
    } else if (plain?.startsWith('-') && plain.length > 1) {
      const terms = termsOf(plain);
      if (terms.length > 0) excluded.push(terms);
    } else if (plain !== undefined && !readFilter(plain, reading)) {
      words.push(plain);
    }
  }
  for (const [name, value] of givenFilters(filters)) readFilter(`${name}:${value}`, reading);
  return {
    ...boundTerms({ words: usefulWords(termsOf(words.join(' '))), phrases, excluded }, reading),
    filters: reading.filters,
    remarks: reading.remarks,
  };
}

/** A text as a query of its words alone, whatever marks it has; for sentences, quotations and questions. */
export function wordsOf(text: string, filters: Partial<SearchFilters> = {}): SearchQuery {
  const reading = startReading(text);
  const terms = { words: usefulWords(termsOf(reading.text)), phrases: [], excluded: [] };
  return {
    ...boundTerms(terms, reading),
    filters: { ...NO_FILTERS, ...filters },
    remarks: reading.remarks,
  };
}

/** True when there is nothing to look for; exclusions and filters alone find nothing. */
export function isEmptyQuery({ words, phrases }: SearchQuery): boolean {
  return words.length === 0 && phrases.length === 0;
}

type Reading = {
  readonly text: string;
  readonly remarks: string[];
  filters: SearchFilters;
};

function startReading(text: string): Reading {
  const isCut = text.length > LONGEST_QUERY;
  const remarks = isCut ? [`Only the first ${LONGEST_QUERY} characters of the query were read.`] : [];
  // Composed forms first, so that full-width letters and half-width kana meet what is indexed.
  return {
    text: withoutUnseen(text.slice(0, LONGEST_QUERY)).normalize('NFKC'),
    remarks,
    filters: NO_FILTERS,
  };
}

function termsOf(text: string): QueryTerm[] {
  const runs = unsegmentedRuns(text).map((run) => ({ text: run, isRun: true }));
  const words = (withoutUnsegmentedRuns(text).match(WORD) ?? []).map((word) => ({
    text: word,
    isRun: false,
  }));
  return [...words, ...runs];
}

/** Different words, without words of grammar unless there are no others. */
function usefulWords(terms: readonly QueryTerm[]): QueryTerm[] {
  const different = [...new Map(terms.map((term) => [term.text.toLowerCase(), term])).values()];
  const useful = different.filter(({ text }) => !STOP_WORDS.has(text.toLowerCase()));
  return useful.length === 0 ? different : useful;
}

type Terms = Pick<SearchQuery, 'words' | 'phrases' | 'excluded'>;

function boundTerms({ words, phrases, excluded }: Terms, reading: Reading): Terms {
  let left = MOST_TERMS;
  const take = (terms: readonly QueryTerm[]) => {
    const kept = terms.slice(0, left);
    left -= kept.length;
    return kept;
  };
  const takeAll = (lists: readonly (readonly QueryTerm[])[]) =>
    lists.map(take).filter((terms) => terms.length > 0);
  const bounded = { phrases: takeAll(phrases), excluded: takeAll(excluded), words: take(words) };
  const asked = [...phrases, ...excluded].reduce((sum, terms) => sum + terms.length, words.length);
  if (asked > MOST_TERMS) reading.remarks.push(`Only the first ${MOST_TERMS} words of the query were used.`);
  return bounded;
}

function givenFilters(filters: Partial<SearchFilters>): [string, string][] {
  const { jurisdictions = [], topics = [], tiers = [], after = null, before = null } = filters;
  return [
    ...jurisdictions.map((value): [string, string] => ['jurisdiction', value]),
    ...topics.map((value): [string, string] => ['topic', value]),
    ...tiers.map((value): [string, string] => ['tier', value]),
    ...(after === null ? [] : [['after', after] as [string, string]]),
    ...(before === null ? [] : [['before', before] as [string, string]]),
  ];
}

/** True when the piece has the form of a filter, be its value good or not. */
function readFilter(piece: string, reading: Reading): boolean {
  const colon = piece.indexOf(':');
  const name = FILTER_NAMES.find((known) => known === piece.slice(0, colon).toLowerCase());
  if (name === undefined) return false;
  const value = piece.slice(colon + 1);
  const { filters } = reading;
  if (name === 'jurisdiction') {
    if (/^[a-z]{2,5}(-[a-z0-9]{1,3})?$/i.test(value))
      reading.filters = { ...filters, jurisdictions: withValue(filters.jurisdictions, value.toUpperCase()) };
    else reading.remarks.push(`“${shown(value)}” is no code of a jurisdiction; that filter was left out.`);
  } else if (name === 'topic') {
    if (/^\w{1,60}$/.test(value)) reading.filters = { ...filters, topics: withValue(filters.topics, value) };
    else reading.remarks.push(`“${shown(value)}” is no topic; that filter was left out.`);
  } else if (name === 'tier') {
    const tier = SOURCE_TIERS.find((known) => known === value.toLowerCase());
    if (tier !== undefined) reading.filters = { ...filters, tiers: withValue(filters.tiers, tier) };
    else reading.remarks.push(`“${shown(value)}” is no tier; that filter was left out.`);
  } else if (isLegalDate(value)) {
    reading.filters = { ...filters, [name]: value };
  } else {
    reading.remarks.push(`“${shown(value)}” is no date of the form YYYY-MM-DD; that filter was left out.`);
  }
  return true;
}

function withValue(values: readonly string[], value: string): string[] {
  return [...new Set([...values, value])].slice(0, MOST_VALUES);
}

function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40).toWellFormed()}…` : value;
}
