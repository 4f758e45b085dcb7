/**
 * Decides one quotation against all stored sources: where the words stand, and whether that is the source the page
 * names. Only words found in the named source verify as its words; words found elsewhere are `other-source`, unless
 * the page names nobody in particular, or names a speaker whom the source itself names beside the words.
 */
import type { PassageMatch, QuotationCheck } from '#domain/verification.ts';
import { matchQuotation, type PageContext, type QuotationMatch } from './match-quotation.ts';
import { namesDocument, nameWords } from './name-overlap.ts';
import { normaliseText } from './normalise-text.ts';
import type { PreparedSource } from './prepared-source.ts';
import { describePassage } from './selectors.ts';
import type { SourceText } from './source-text.ts';
import { createSourceFinder } from './source-words.ts';
import { textWords } from './text-words.ts';

type Match = QuotationMatch;
type Hit = { readonly source: number; readonly match: Match };

export type { PageContext } from './match-quotation.ts';

/** Whom the page names. `candidates` are the stored sources it means; `named` is false for `he` or `the report`. */
export type Attribution = {
  /** As shown to a reader; null when the page names nobody. */
  readonly label: string | null;
  readonly candidates: readonly number[];
  readonly named: boolean;
  readonly context?: PageContext;
};

/** The part of a `QuotationCheck` that the sources decide. */
export type Judgement = Pick<QuotationCheck, 'attributedSource' | 'verdict' | 'matches' | 'diff' | 'reasons'>;

/** Looks a wording up in stored sources; keeps what it has found, because pages repeat their quotations. */
export type QuotationJudge = (text: string, attribution: Attribution) => Judgement;

/** How far around the words a source may name their speaker, in characters. */
const SPEAKER_REACH = 1_500;
/** More searched sources than this are counted, not named. */
const MAX_NAMED = 3;

/** Judge over `sources`, whose prepared texts stand at the same index. */
export function createQuotationJudge(
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
): QuotationJudge {
  const known = new Map<string, Match>();
  const findSources = createSourceFinder(prepared);
  const look = (text: string, source: number, context?: PageContext): Hit => {
    const { prefix = '', suffix = '', negated, denies, excepts } = context ?? {};
    const key = [source, negated, denies, excepts, prefix, suffix, text].join('\n');
    const match = known.get(key) ?? matchQuotation(text, preparedAt(prepared, source), context);
    known.set(key, match);
    return { source, match };
  };
  return (text, attribution) => {
    const inNamed = attribution.candidates.map((source) => look(text, source, attribution.context));
    const good =
      inNamed.find(({ match }) => isVerified(match)) ??
      inNamed.find(({ match }) => match.verdict === 'ambiguous');
    if (good !== undefined) return fromHit(good, good.source, []);
    const elsewhere = findSources(textWords(normaliseText(text).text).keys)
      .filter((source) => !attribution.candidates.includes(source))
      .map((source) => look(text, source, turnsOf(attribution.context)));
    const found = elsewhere.filter(({ match }) => isVerified(match));
    if (found.length > 0) return judgeElsewhere(attribution, found);
    if (sources.length === 0 || (attribution.candidates.length === 0 && attribution.named))
      return missing(attribution.label, sources);
    const nearest = best(inNamed) ?? best(elsewhere);
    if (nearest === undefined || (inNamed.length === 0 && nearest.match.verdict === 'not-found'))
      return notFound(attribution);
    return judgeNearest(nearest, inNamed.length > 0);
  };

  function judgeElsewhere(attribution: Attribution, found: readonly Hit[]): Judgement {
    const [named] = attribution.candidates;
    const { label } = attribution;
    const hit =
      found.find(({ match, source }) => match.spans.length > 0 && isSpeakerIn(source, match, label)) ??
      found[0];
    if (hit === undefined) return notFound(attribution);
    const title = titleOf(sources, hit.source);
    if (!attribution.named && named === undefined) {
      const reason =
        label === null
          ? `The page names no source; ${title} has the words.`
          : `The page says only “${label}”; ${title} has the words.`;
      return fromHit(hit, label === null ? null : hit.source, [reason]);
    }
    if (named === undefined && isSpeakerIn(hit.source, hit.match, label))
      return fromHit(hit, null, [`${title} has these words and names “${label}” beside them.`]);
    const meant = named === undefined ? `“${label}”, of which no copy is stored` : titleOf(sources, named);
    return {
      ...fromHit(hit, named ?? null, [`The page names ${meant}; ${title} has the words.`]),
      verdict: 'other-source',
    };
  }

  /** True when the page's name is a person's or a body's, and the source names it close to the words. */
  function isSpeakerIn(source: number, match: Match, label: string | null): boolean {
    if (label === null || namesDocument(label)) return false;
    const words = nameWords(label.split(/,| of | from | at /)[0] ?? label);
    const raw = preparedAt(prepared, source).raw;
    const start = Math.max(0, (match.spans[0]?.start ?? 0) - SPEAKER_REACH);
    const near = new Set(nameWords(raw.slice(start, (match.spans.at(-1)?.end ?? 0) + SPEAKER_REACH)));
    return words.length > 0 && words.every((word) => near.has(word));
  }

  function fromHit(
    { source, match }: Hit,
    attributedSource: number | null,
    reasons: readonly string[],
  ): Judgement {
    return {
      attributedSource,
      verdict: match.verdict,
      matches: match.spans.map(({ start, end }) => passageAt(sources, prepared, source, start, end)),
      diff: isVerified(match) ? [] : [...match.diff],
      reasons: [...reasons, ...match.reasons],
    };
  }

  /** The difference comes first: where the passage is, the match shows. */
  function judgeNearest(nearest: Hit, isNamed: boolean): Judgement {
    const judgement = fromHit(nearest, isNamed ? nearest.source : null, []);
    if (nearest.match.verdict === 'not-found')
      return { ...judgement, reasons: [searched(sources), ...judgement.reasons] };
    if (isNamed) return judgement;
    const where = `The nearest passage is in ${titleOf(sources, nearest.source)}.`;
    return { ...judgement, reasons: [...judgement.reasons, where] };
  }

  function notFound({ label }: Attribution): Judgement {
    const who = label === null ? 'The page names no source.' : `The page says only “${label}”.`;
    return { ...EMPTY, verdict: 'not-found', reasons: [`${who} ${searched(sources)}`] };
  }
}

/** What the page says around the words holds for every source, the surroundings in one source only for that one. */
function turnsOf({ negated = false, denies = false, excepts = false }: PageContext = {}): PageContext {
  return { negated, denies, excepts };
}

const EMPTY = { attributedSource: null, matches: [], diff: [] };

function missing(label: string | null, sources: readonly SourceText[]): Judgement {
  const who = label === null ? 'The page names no source.' : `The page names “${label}”.`;
  return { ...EMPTY, verdict: 'snapshot-missing', reasons: [`${who} ${searched(sources)}`] };
}

/** Where the words were looked for in vain: by name while the names are few. */
function searched(sources: readonly SourceText[]): string {
  if (sources.length === 0) return 'No source is stored.';
  if (sources.length > MAX_NAMED) return `Searched: all ${sources.length} stored sources.`;
  return `Searched: ${sources.map((_, index) => titleOf(sources, index)).join(', ')}.`;
}

/** Only these two verdicts verify. */
export function isVerified({ verdict }: Pick<Match, 'verdict'>): boolean {
  return verdict === 'verbatim' || verdict === 'normalised';
}

const CLOSENESS: Readonly<Record<Match['verdict'], number>> = {
  verbatim: 5,
  normalised: 5,
  ambiguous: 4,
  altered: 3,
  partial: 2,
  'not-found': 0,
};

function best(hits: readonly Hit[]): Hit | undefined {
  return [...hits].sort(
    (a, b) =>
      CLOSENESS[b.match.verdict] - CLOSENESS[a.match.verdict] || b.match.similarity - a.match.similarity,
  )[0];
}

/** What a reader would call the source: its title, or the next best thing known. */
export function titleOf(sources: readonly SourceText[], index: number): string {
  const source = sources[index];
  const name = source?.title ?? source?.fileName ?? source?.url ?? source?.publisher ?? null;
  return name === null ? `stored source ${index + 1}` : `“${name}”`;
}

/** A passage with both selectors; offsets in are UTF-16, out code points. `page` is null for unpaged sources. */
export function passageAt(
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
  source: number,
  start: number,
  end: number,
): PassageMatch {
  const { raw, offsets } = preparedAt(prepared, source);
  const { quote, position } = describePassage(raw, start, end, offsets());
  const page = (sources[source]?.pageStarts ?? []).filter((at) => at <= position.start).length;
  return { source, quote, position, page: page === 0 ? null : page };
}

function preparedAt(prepared: readonly PreparedSource[], index: number): PreparedSource {
  const source = prepared[index];
  if (source === undefined) throw new RangeError(`No prepared text stands at index ${index}.`);
  return source;
}
