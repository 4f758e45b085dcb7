/**
 * Findings about what providers sent along: one per diagnostic and answer, with its figures. References into an empty
 * list are critical while the page rests a statement on them. Raw answers are carried from version to version, so what
 * a person can mend is the page: take the statement out, or cite a stored source that bears it.
 */
import type { Finding, Severity } from '#domain/finding.ts';
import type { GroundingCheck, GroundingDiagnostic, SentenceCheck } from '#domain/verification.ts';

const SEVERITY: Readonly<Record<GroundingDiagnostic, Severity>> = {
  CHUNKS_EMPTY_BUT_REFERENCED: 'critical',
  CHUNK_INDEX_OUT_OF_RANGE: 'major',
  CHUNK_WITHOUT_SOURCE: 'minor',
  OFFSET_UNIT_UTF16: 'info',
  OFFSET_SPLITS_CODEPOINT: 'minor',
  OFFSET_OUT_OF_BOUNDS: 'minor',
  OFFSET_MISMATCH_RECOVERED_BY_TEXT: 'info',
  SEARCHED_BUT_UNGROUNDED: 'minor',
  SEGMENT_TRIVIAL: 'info',
  REDIRECT_URI_UNRESOLVED: 'minor',
  TITLE_IS_DOMAIN_ONLY: 'minor',
  CONFIDENCE_LENGTH_MISMATCH: 'info',
};

/** Findings in the order of the answers; `sentences` are those of the page that the answers belong to. */
export function groundingFindings(
  grounding: readonly GroundingCheck[],
  sentences: readonly SentenceCheck[],
): Finding[] {
  return grounding.flatMap((check, answer) => {
    const rests = restsOnNothing(check, answer, sentences);
    const found = check.diagnostics.map((code) => diagnosed(code, check, rests));
    if (check.provider === 'unknown') {
      const message =
        'The grounding data of the page is of no known kind; it is kept, and nothing was read from it.';
      found.push(finding('GROUNDING_NOT_RECOGNISED', 'minor', message));
    }
    const lost = check.supports.filter((support) => support.text !== null && support.places.length === 0);
    const real = lost.filter((support) => /[\p{L}\p{N}]{3}/u.test(support.text ?? ''));
    if (real.length > 0) {
      const message = `${real.length} of ${check.supports.length} statements that the provider ties to sources do not stand on the page.`;
      found.push({ ...finding('SUPPORT_NOT_ON_PAGE', 'minor', message), excerpt: real[0]?.text ?? null });
    }
    return found;
  });
}

const NOTHING_RESTS = 'No statement of the page rests on them any more.';

function diagnosed(code: GroundingDiagnostic, check: GroundingCheck, rests: boolean): Finding {
  const message = messageOf(code, check);
  if (code !== 'CHUNKS_EMPTY_BUT_REFERENCED' || rests) return finding(code, SEVERITY[code], message);
  return finding(code, 'minor', `${message} ${NOTHING_RESTS}`);
}

/**
 * True while the page makes a statement whose references lead nowhere and that nothing else bears. One that was taken
 * out rests on nothing, nor does one whose every sentence is borne by a stored source that the page itself cites.
 */
function restsOnNothing(check: GroundingCheck, answer: number, sentences: readonly SentenceCheck[]): boolean {
  return check.supports.some((support, index) => {
    if (support.dangling.length === 0 || support.state === 'unlocated') return false;
    const saying = sentences.filter(({ supports }) =>
      supports.some(([of, which]) => of === answer && which === index),
    );
    return saying.length === 0 || !saying.every(isBorneByCitation);
  });
}

/** A sentence that needs no evidence lacks none. */
function isBorneByCitation({ verdict, citations, uncitedSource }: SentenceCheck): boolean {
  if (verdict === null) return true;
  return verdict === 'supported' && uncitedSource === null && citations.some(({ source }) => source !== null);
}

function finding(code: string, severity: Severity, message: string): Finding {
  return { code, severity, message, place: null, line: null, excerpt: null };
}

function messageOf(code: GroundingDiagnostic, check: GroundingCheck): string {
  const recovered = check.supports.filter((support) => support.recoveredByText).length;
  const messages: Readonly<Record<GroundingDiagnostic, string>> = {
    CHUNKS_EMPTY_BUT_REFERENCED: `The provider’s list of sources is empty: ${check.dangling} of ${check.references} references point at nothing.`,
    CHUNK_INDEX_OUT_OF_RANGE: `${check.dangling} of ${check.references} provider references point outside its list of ${check.chunks.length} sources.`,
    CHUNK_WITHOUT_SOURCE: 'The provider cites an entry of its list that names no document.',
    OFFSET_UNIT_UTF16: 'The provider’s offsets count UTF-16 units instead of bytes; they were read as such.',
    OFFSET_SPLITS_CODEPOINT: 'An offset of the provider falls inside a character.',
    OFFSET_OUT_OF_BOUNDS: 'An offset of the provider lies outside its answer.',
    OFFSET_MISMATCH_RECOVERED_BY_TEXT: `The offsets of ${recovered} of ${check.supports.length} statements do not fit this text; they were found by their words.`,
    SEARCHED_BUT_UNGROUNDED: 'The provider searched, but tied no statement to a source.',
    SEGMENT_TRIVIAL: 'The provider ties a stretch without words to sources; it counts for nothing.',
    REDIRECT_URI_UNRESOLVED: 'Cited sources hide behind the provider’s redirects and cannot be told apart.',
    TITLE_IS_DOMAIN_ONLY: 'Cited sources carry only the name of a site as title and cannot be told apart.',
    CONFIDENCE_LENGTH_MISMATCH:
      'The provider’s confidence values do not match its references; they are not used anyway.',
  };
  return messages[code];
}
