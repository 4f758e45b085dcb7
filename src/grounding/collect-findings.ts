/**
 * What a person should know after verification, each as one finding with a code that is a contract. Critical ones
 * bar publication: altered words, words of another source, words that their own stored source does not have, a status
 * that a stored source contradicts, and a provider whose references point into an empty list.
 */
import type { Finding, Severity } from '#domain/finding.ts';
import type {
  CitationCheck,
  GroundingCheck,
  LinkCheck,
  QuotationCheck,
  QuotationVerdict,
  SentenceCheck,
} from '#domain/verification.ts';
import type { UnitBlocks } from './check-links.ts';
import type { CheckableContent } from './checkable-content.ts';
import { disguiseSentence, findDisguises } from './disguised-letters.ts';
import { groundingFindings } from './grounding-findings.ts';
import { offsetMap } from './offsets.ts';
import { findRefMarkers } from './sentence-refs.ts';

/** Everything the findings are read from, the scope guard's own included. */
export type CheckedPage = {
  readonly content: CheckableContent;
  readonly units: readonly UnitBlocks[];
  readonly sentences: readonly SentenceCheck[];
  readonly quotations: readonly QuotationCheck[];
  readonly citations: readonly CitationCheck[];
  readonly grounding: readonly GroundingCheck[];
  readonly links: readonly LinkCheck[];
  readonly scope: readonly Finding[];
  readonly status: readonly Finding[];
  /** True for a text that states the status of the page. */
  readonly statesStatus: (text: string) => boolean;
};

const ORDER: readonly Severity[] = ['critical', 'major', 'minor', 'info'];

/** All findings, the gravest first, otherwise in page order. */
export function collectFindings(page: CheckedPage): Finding[] {
  const found = [
    ...page.status,
    ...groundingFindings(page.grounding, page.sentences),
    ...page.quotations.flatMap(quotationFinding),
    ...page.sentences.flatMap((sentence) => sentenceFinding(sentence, page)),
    ...page.citations.flatMap((check, index) => citationFindings(check, page.content, index)),
    ...markerFindings(page),
    ...approximateFindings(page),
    ...page.scope,
    ...page.links.flatMap(linkFinding),
  ];
  return ORDER.flatMap((severity) => found.filter((finding) => finding.severity === severity));
}

/** A finding without a place in a file. */
export function finding(
  code: string,
  severity: Severity,
  message: string,
  place: Finding['place'] = null,
  excerpt: string | null = null,
): Finding {
  return { code, severity, message, place, line: null, excerpt };
}

type Fault = { readonly code: string; readonly severity: Severity; readonly message: string };

const QUOTATION_FAULTS: Readonly<Record<QuotationVerdict, Fault | null>> = {
  verbatim: null,
  normalised: null,
  altered: fault('QUOTATION_ALTERED', 'critical', 'Words that matter differ from the source.'),
  'other-source': fault(
    'QUOTATION_OTHER_SOURCE',
    'critical',
    'The words stand in another source than the one named.',
  ),
  'not-found': fault('QUOTATION_NOT_FOUND', 'major', 'The words stand in no stored source.'),
  partial: fault('QUOTATION_PARTIAL', 'major', 'Only a part of the quotation was found.'),
  ambiguous: fault(
    'QUOTATION_AMBIGUOUS',
    'major',
    'The words stand in several places, and nothing tells which is meant.',
  ),
  'snapshot-missing': fault(
    'QUOTATION_SNAPSHOT_MISSING',
    'minor',
    'The source of the quotation is not stored, so it could not be checked.',
  ),
};

/** Not finding words is grave only where the source they are said to be from is stored. */
function quotationFault(verdict: QuotationVerdict, isStored: boolean): Fault | null {
  if (verdict !== 'not-found' || !isStored) return QUOTATION_FAULTS[verdict];
  return fault(
    'QUOTATION_NOT_FOUND',
    'critical',
    'The words do not stand in the source named, which is stored.',
  );
}

function fault(code: string, severity: Severity, message: string): Fault {
  return { code, severity, message };
}

function quotationFinding(check: QuotationCheck): Finding[] {
  const found = quotationFault(check.verdict, check.attributedSource !== null);
  if (found === null) return disguiseFinding(check);
  const message = [found.message, ...check.reasons.slice(0, 1)].join(' ');
  return [finding(found.code, found.severity, message, check.place, check.text)];
}

/** A quotation may verify with hidden characters between its words, or with its source's own; they are told anyway. */
function disguiseFinding(check: QuotationCheck): Finding[] {
  const [first] = findDisguises(check.text);
  if (first === undefined) return [];
  return [finding('QUOTATION_HIDDEN_CHARACTERS', 'minor', disguiseSentence(first), check.place, check.text)];
}

function sentenceFinding(check: SentenceCheck, { quotations, statesStatus }: CheckedPage): Finding[] {
  // A sentence that is contradicted because its quotation was altered has that finding already.
  const isReported = check.quotations.some((index) => quotations[index]?.verdict === 'altered');
  if (check.verdict !== 'contradicted' || isReported) return [];
  const message = ['A stored source contradicts this sentence.', ...check.reasons.slice(0, 1)].join(' ');
  const severity = statesStatus(check.text) ? 'critical' : 'major';
  return [finding('SENTENCE_CONTRADICTED', severity, message, check.place, check.text)];
}

function citationFindings(check: CitationCheck, content: CheckableContent, index: number): Finding[] {
  const entry = content.sources[index];
  const name = entry?.title ?? entry?.url ?? null;
  if (check.source === null) {
    const message = `No stored copy is known of source [${check.ref}], so nothing that cites it could be held against it.`;
    return [finding('CITATION_UNRESOLVED', 'major', message, null, name)];
  }
  const found = check.quotation === null ? null : quotationFault(check.quotation, true);
  if (found === null) return [];
  const message = `The words marked for source [${check.ref}] do not verify. ${found.message}`;
  return [finding(found.code, found.severity, message, null, entry?.quote?.exact ?? name)];
}

/** Each marker that names no entry of the list, once, where it stands first. */
function markerFindings({ content, units }: CheckedPage): Finding[] {
  const known = new Set(content.sources.map((source) => source.ref));
  const seen = new Set<string>();
  return units.flatMap(({ unit, blocks }) =>
    blocks.flatMap((block, index) =>
      findRefMarkers(block.text, known).flatMap(({ refs, start, end }) => {
        const fresh = refs.filter((ref) => !known.has(ref) && !seen.has(ref));
        for (const ref of fresh) seen.add(ref);
        if (fresh.length === 0) return [];
        const offsets = offsetMap(block.text);
        const range = { start: offsets.toCodePoint(start), end: offsets.toCodePoint(end) };
        const message = `The marker [${fresh.join(', ')}] names no entry of the page’s list of sources.`;
        const place = { unit: unit.key, block: index, ...range };
        return [finding('CITATION_MARKER_UNKNOWN', 'major', message, place, block.text.slice(start, end))];
      }),
    ),
  );
}

const APPROXIMATE =
  /(?:\b(?:articles?|arts?\.?|sections?|secs?\.?|chapters?|paragraphs?|paras?\.?|clauses?)|§{1,2})\s*[\dIVXLC][\w.,–— -]{0,24}?\s*[([]\s*(?:approx\w*\.?|approximat\w+|roughly|circa|ca\.|estimated)\s*[)\]]|\b(?:approximately|roughly|approx\.|circa|around|somewhere in)\s+(?:articles?|arts?\.?|sections?|chapters?|paragraphs?|§)\s*\d/giu;

/** “Articles 104–111 (approximate)” is no citation: nobody can look it up. */
function approximateFindings({ content, units }: CheckedPage): Finding[] {
  const message = 'The citation gives its place in the law only approximately.';
  const inText = units.flatMap(({ unit, blocks }) =>
    blocks.flatMap((block, index) =>
      [...block.text.matchAll(APPROXIMATE)].map((match) => {
        const offsets = offsetMap(block.text);
        const start = offsets.toCodePoint(match.index);
        const place = {
          unit: unit.key,
          block: index,
          start,
          end: offsets.toCodePoint(match.index + match[0].length),
        };
        return finding('APPROXIMATE_CITATION', 'minor', message, place, match[0]);
      }),
    ),
  );
  const inLaws = content.laws.flatMap(({ article }) =>
    article !== null && /\b(?:approx|roughly|circa|around)\w*/i.test(article)
      ? [finding('APPROXIMATE_CITATION', 'minor', message, null, article)]
      : [],
  );
  return [...inText, ...inLaws];
}

const LINK_FAULTS: Readonly<
  Record<LinkCheck['class'], { code: string; message: string; anywhere: boolean } | null>
> = {
  document: null,
  'site-root': {
    code: 'LINK_SITE_ROOT',
    message: 'The link leads to a whole site and is evidence of nothing in particular.',
    anywhere: false,
  },
  'search-page': {
    code: 'LINK_SEARCH_PAGE',
    message: 'The link leads to a search, not to a document.',
    anywhere: false,
  },
  'provider-redirect': {
    code: 'LINK_PROVIDER_REDIRECT',
    message: 'The link goes through a redirect of the provider that will expire.',
    anywhere: true,
  },
  'local-or-private': {
    code: 'LINK_LOCAL',
    message: 'The link leads to a local or private address that readers cannot reach.',
    anywhere: true,
  },
  'not-http': { code: 'LINK_NOT_HTTP', message: 'The link is no web address.', anywhere: false },
  malformed: { code: 'LINK_MALFORMED', message: 'The link is not a well-formed address.', anywhere: true },
};

/** A site's front page in running text is a courtesy; in a list of sources it stands where evidence should. */
function linkFinding(check: LinkCheck): Finding[] {
  const found = LINK_FAULTS[check.class];
  const isEvidence = /^(?:report\/link|source|law)\//.test(check.unit);
  if (found === null || !(found.anywhere || isEvidence)) return [];
  return [finding(found.code, 'minor', found.message, null, check.url)];
}
