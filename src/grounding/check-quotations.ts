/**
 * Checks every quotation of a page. Titles of works and single terms in quotation marks are not checked: a title is
 * a name and a term the page's own word, and neither claims that a source says it; checking them would fill the
 * report with failures that mean nothing.
 */
import type { CitedSource } from '#domain/analysis.ts';
import type { QuotationCheck } from '#domain/verification.ts';
import type { UnitBlocks } from './check-links.ts';
import { type FoundQuotation, findQuotations } from './find-quotations.ts';
import { findUrls } from './find-urls.ts';
import { deniesBefore } from './governing-clause.ts';
import { type Attribution, createQuotationJudge, type PageContext } from './judge-quotation.ts';
import { isBareReference, nameOverlap, nameWords } from './name-overlap.ts';
import { endsInNegation } from './negation-before.ts';
import { normaliseText } from './normalise-text.ts';
import { type OffsetMap, offsetMap } from './offsets.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { Block } from './read-blocks.ts';
import { resolveSource } from './resolve-source.ts';
import type { SourceText } from './source-text.ts';
import { exceptsAfter } from './words-after.ts';

/** How much of a phrase's words an entry of the reference list must share to be the one meant. */
const ENTRY_SHARE = 0.6;

/**
 * The checks in reading order. `prepared[i]` is the prepared text of `sources[i]`. Places are code points.
 * The source a quotation is from is told by its marker, then by the phrase that names it, then, for excerpts, by the
 * source under which the page lists it.
 */
export function checkQuotations(
  units: readonly UnitBlocks[],
  citedSources: readonly CitedSource[],
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
): QuotationCheck[] {
  const judge = createQuotationJudge(sources, prepared);
  const attribute = createAttributor(citedSources, sources);
  const found = units.flatMap(({ unit, blocks }) =>
    findQuotations(blocks)
      .filter(({ kind }) => kind === 'quotation')
      .map((quotation) => ({ unit, block: blocks[quotation.block], quotation })),
  );
  const attributions = shareNames(
    found.map(({ quotation, unit }) => ({
      text: quotation.text,
      attribution: attribute(quotation, unit.attributedTo),
    })),
  );
  const offsetsOf = createOffsets();
  return found.map(({ unit, block, quotation }, index): QuotationCheck => {
    const attribution = attributions[index] ?? NOBODY;
    const offsets = offsetsOf(block);
    const before = block?.text.slice(0, quotation.start) ?? '';
    const turns = {
      negated: endsInNegation(before),
      denies: deniesBefore(before),
      excepts: exceptsAfter(block?.text.slice(quotation.end) ?? ''),
    };
    return {
      place: {
        unit: unit.key,
        block: quotation.block,
        start: offsets.toCodePoint(quotation.start),
        end: offsets.toCodePoint(quotation.end),
      },
      text: quotation.text,
      attributedTo: attribution.label,
      ...judge(quotation.text, { ...attribution, context: { ...attribution.context, ...turns } }),
    };
  });
}

const NOBODY: Attribution = { label: null, candidates: [], named: false };

/** Offsets of a block, built once for all its quotations, which come one after another. */
function createOffsets(): (block: Block | undefined) => OffsetMap {
  let last: { block: Block | undefined; offsets: OffsetMap } | undefined;
  return (block) => {
    if (last === undefined || last.block !== block) last = { block, offsets: offsetMap(block?.text ?? '') };
    return last.offsets;
  };
}

/** The same words on one page are from one source: where a place names nobody, the name another place gives holds. */
function shareNames(
  found: readonly { readonly text: string; readonly attribution: Attribution }[],
): Attribution[] {
  const keys = found.map(({ text }) => normaliseText(text).text);
  const named = new Map<string, Attribution>();
  found.forEach(({ attribution }, index) => {
    const key = keys[index] ?? '';
    const known = named.get(key);
    const isNamed = attribution.named || attribution.candidates.length > 0;
    const isBetter =
      known === undefined || (known.candidates.length === 0 && attribution.candidates.length > 0);
    if (isNamed && isBetter) named.set(key, attribution);
  });
  return found.map(({ attribution }, index) => {
    const isOwn = attribution.named || attribution.candidates.length > 0;
    return isOwn ? attribution : (named.get(keys[index] ?? '') ?? attribution);
  });
}

/** One way in which the page names the source of a quotation. */
type Naming = { readonly label: string; readonly candidates: readonly number[]; readonly named: boolean };

function createAttributor(cited: readonly CitedSource[], sources: readonly SourceText[]) {
  const resolved = new Map<string, Naming>();
  const byPhrase = (phrase: string): Naming => {
    const known = resolved.get(phrase) ?? resolvePhrase(phrase, cited, sources);
    resolved.set(phrase, known);
    return known;
  };
  return (quotation: FoundQuotation, listedUnder: string | null): Attribution => {
    const entries = quotation.refs.flatMap((ref) => cited.filter((entry) => entry.ref === ref));
    const namings = [
      ...(entries.length === 0 ? [] : [byEntries(entries, sources)]),
      ...(quotation.attributedTo === null ? [] : [byPhrase(quotation.attributedTo)]),
      ...(listedUnder === null ? [] : [byPhrase(listedUnder)]),
    ];
    const chosen =
      namings.find(({ candidates }) => candidates.length > 0) ??
      namings.find(({ named }) => named) ??
      namings[0];
    if (chosen === undefined) return { label: null, candidates: [], named: false };
    const context = contextFor(quotation.text, [...entries, ...cited]);
    return context === null ? chosen : { ...chosen, context };
  };
}

function byEntries(entries: readonly CitedSource[], sources: readonly SourceText[]): Naming {
  const found = entries.map((ref) => resolveSource({ ref }, sources).index).filter((index) => index !== null);
  return { label: entries.map(entryName).join('; '), candidates: [...new Set(found)], named: true };
}

function entryName(entry: CitedSource): string {
  return entry.title ?? entry.publisher ?? entry.url ?? `[${entry.ref}]`;
}

/** A phrase means a stored source directly, or through the entry of the reference list whose words it uses. */
function resolvePhrase(
  phrase: string,
  cited: readonly CitedSource[],
  sources: readonly SourceText[],
): Naming {
  const url = findUrls(phrase)[0]?.url ?? null;
  const direct = resolveSource({ text: phrase, url }, sources).index;
  if (direct !== null) return { label: phrase, candidates: [direct], named: true };
  const entry = entryMeant(phrase, cited);
  const index = entry === undefined ? null : resolveSource({ ref: entry }, sources).index;
  return { label: phrase, candidates: index === null ? [] : [index], named: !isBareReference(phrase) };
}

function entryMeant(phrase: string, cited: readonly CitedSource[]): CitedSource | undefined {
  if (nameWords(phrase).length === 0) return undefined;
  const scores = cited.map((entry) => nameOverlap(phrase, `${entry.title ?? ''} ${entry.publisher ?? ''}`));
  const best = Math.max(0, ...scores);
  const winners = cited.filter((_, index) => scores[index] === best);
  return best >= ENTRY_SHARE && winners.length === 1 ? winners[0] : undefined;
}

/** What the reference list says stands around these words, when it marks them. */
function contextFor(text: string, entries: readonly CitedSource[]): PageContext | null {
  const wanted = normaliseText(text).text;
  const quote = entries.find(
    (entry) => entry.quote !== null && normaliseText(entry.quote.exact).text === wanted,
  )?.quote;
  return quote === undefined || quote === null ? null : { prefix: quote.prefix, suffix: quote.suffix };
}
