/**
 * A provider's grounding, resolved: where each statement stands and which of its references lead to a source.
 * References are resolved by position in the provider's own list before anything else, and one that leads nowhere
 * is reported, never dropped. Rules: `grounding.md` section 3; the closed set of diagnostics is the domain's.
 */
import {
  GROUNDING_DIAGNOSTICS,
  type GroundingCheck,
  type GroundingDiagnostic,
  type SUPPORT_STATES,
} from '#domain/verification.ts';
import { countSources, diagnoseChunks } from './chunk-diagnostics.ts';
import { type AnswerText, answerText, isTrivialSegment, locateSegment } from './locate-segment.ts';
import type { ProviderAnswer, ProviderSupport } from './provider-answer.ts';
import { readProviderAnswer } from './read-answer.ts';

/** What the texts handed in are: the provider's answer itself, or a page that was made from it. */
export type TextOrigin = 'answer' | 'page';

type ResolvedSupport = GroundingCheck['supports'][number];
type SupportState = (typeof SUPPORT_STATES)[number];

/**
 * Resolves the raw text of a provider's answer. `parts` are used where the raw text does not include the answer;
 * spans count code points in the parts joined without separator. `places` stay empty: only the assembly knows the
 * page. Raw text that is not JSON gives an `unknown` provider without supports.
 */
export function resolveGrounding(
  raw: string,
  parts: readonly string[],
  origin: TextOrigin = 'answer',
): GroundingCheck {
  const answer = readProviderAnswer(raw);
  if (answer === null) return emptyCheck();
  const text = answerText(answer.parts ?? parts, answer.parts !== null || origin === 'answer');
  const problems = new Set<GroundingDiagnostic>();
  const supports = answer.supports.map((support) => {
    const resolved = resolveSupport(support, answer, text);
    for (const problem of resolved.problems) problems.add(problem);
    return resolved.support;
  });
  const citedPositions = new Set(answer.supports.flatMap((support) => support.chunkIndices));
  const cited = [...citedPositions].flatMap((position) => answer.chunks[position] ?? []);
  for (const problem of diagnoseChunks(cited)) problems.add(problem);
  if (answer.queries.length > 0 && supports.length === 0) problems.add('SEARCHED_BUT_UNGROUNDED');
  return {
    provider: answer.provider,
    supports,
    chunks: answer.chunks.map(({ url, title, citedText }) => ({ url, title, citedText })),
    queries: [...answer.queries],
    diagnostics: GROUNDING_DIAGNOSTICS.filter((code) => problems.has(code)),
    references: answer.supports.reduce((sum, support) => sum + support.chunkIndices.length, 0),
    dangling: supports.reduce((sum, support) => sum + support.dangling.length, 0),
    ...countSources(cited.filter((chunk) => chunk.identified)),
  };
}

function resolveSupport(
  support: ProviderSupport,
  answer: ProviderAnswer,
  text: AnswerText,
): { support: ResolvedSupport; problems: GroundingDiagnostic[] } {
  const location = locateSegment(support, text);
  const place = location.place;
  const leads = (index: number) => answer.chunks[index]?.identified === true;
  const chunks = support.chunkIndices.filter(leads);
  const dangling = support.chunkIndices.filter((index) => !leads(index));
  const words = support.segmentText ?? sliceOf(place, text);
  const problems = [...location.problems, ...referenceProblems(support, answer)];
  if (words !== null && isTrivialSegment(words)) problems.push('SEGMENT_TRIVIAL');
  return {
    problems,
    support: {
      text: words,
      span: place === null ? null : joinedSpan(place, text),
      recoveredByText: place?.recoveredByText === true,
      places: [],
      chunks,
      dangling,
      state: stateOf(place !== null, chunks.length, dangling.length),
      regrounded: [],
    },
  };
}

/** A statement nobody can find on the page comes first: what it cites then supports nothing that is shown. */
function stateOf(located: boolean, resolved: number, dangling: number): SupportState {
  if (!located) return 'unlocated';
  if (resolved === 0) return 'unresolvable';
  return dangling === 0 ? 'resolved' : 'partially-resolved';
}

function referenceProblems(support: ProviderSupport, answer: ProviderAnswer): GroundingDiagnostic[] {
  const problems: GroundingDiagnostic[] = [];
  const indices = support.chunkIndices;
  const outside = indices.some((index) => index < 0 || index >= answer.chunks.length);
  if (outside) {
    problems.push(answer.chunks.length === 0 ? 'CHUNKS_EMPTY_BUT_REFERENCED' : 'CHUNK_INDEX_OUT_OF_RANGE');
  }
  const scores = support.confidenceCount ?? 0;
  if (scores > 0 && scores !== indices.length) problems.push('CONFIDENCE_LENGTH_MISMATCH');
  return problems;
}

type Place = { readonly part: number; readonly start: number; readonly end: number };

function sliceOf(place: Place | null, text: AnswerText): string | null {
  return place === null ? null : (text.parts[place.part]?.text.slice(place.start, place.end) ?? null);
}

function joinedSpan(place: Place, text: AnswerText): { start: number; end: number } {
  const before = text.parts
    .slice(0, place.part)
    .reduce((sum, units) => sum + units.toCodePoint(units.text.length), 0);
  const units = text.parts[place.part];
  const point = (utf16: number) => before + (units?.toCodePoint(utf16) ?? utf16);
  return { start: point(place.start), end: point(place.end) };
}

function emptyCheck(): GroundingCheck {
  return {
    provider: 'unknown',
    supports: [],
    chunks: [],
    queries: [],
    diagnostics: [],
    references: 0,
    dangling: 0,
    distinctUrls: 0,
    distinctDomains: 0,
  };
}
