/**
 * The notes of the margin. One with evidence is a `<details>`, so that it opens without JavaScript: the mark and one
 * line outside, both texts side by side inside, with the way to the passage in its source.
 */
import type { ClaimCheck, GroundingCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import { counted, shorten } from '../amounts.ts';
import type { EvidenceNote } from '../plan-evidence.ts';
import type { Reviewing } from '../reviewing.ts';
import { splitReason } from '../split-reason.ts';
import { SENTENCE_WORDS } from '../wording.ts';
import { CitationUses, type CitingContext } from './citation-uses.tsx';
import { Comparison, FoundPassages, sourceName } from './comparison.tsx';
import { Glyph } from './mark.tsx';
import { SentenceVotes, VoterMark, type VotesOf } from './votes.tsx';

/** What notes need to know of the whole report. */
export type NoteContext = CitingContext & {
  readonly grounding: readonly GroundingCheck[];
  readonly votesOf: VotesOf;
  readonly reviewing: Reviewing;
};

const PASSAGES_SHOWN = 3;

/** The notes beside one row; nothing when there are none. */
export function EvidenceNotes({ notes, context }: { notes: readonly EvidenceNote[]; context: NoteContext }) {
  if (notes.length === 0) return null;
  return (
    <div class="row-notes">
      {notes.map((note) => (
        <Note note={note} context={context} />
      ))}
    </div>
  );
}

/** Opens when there is more to see than its line. */
function Note({ note, context }: { note: EvidenceNote; context: NoteContext }) {
  const line = <NoteLine note={note} context={context} />;
  if (!hasMore(note)) {
    return (
      <div class="note" id={`n${note.number}`} data-mark={note.mark}>
        {line}
      </div>
    );
  }
  return (
    <details class="note" id={`n${note.number}`} data-mark={note.mark}>
      <summary>{line}</summary>
      <div class="note-body">
        {note.quotation === null ? (
          // Sentences share a note only when all there is to say of them is the same.
          note.sentences.slice(0, 1).map((check) => <SentenceEvidence check={check} context={context} />)
        ) : (
          <>
            <QuotationEvidence check={note.quotation} context={context} />
            {note.sentences.map((check) => (
              <BorneSentence check={check} context={context} />
            ))}
          </>
        )}
      </div>
    </details>
  );
}

function hasMore(note: EvidenceNote): boolean {
  if (note.quotation !== null || splitReason(note.reason).rest !== null) return true;
  return note.sentences.some(
    (check) =>
      check.passages.length + check.refs.length + check.supports.length + check.claims.length > 0 ||
      check.reasons.length > 1,
  );
}

/** What a reader takes in at a glance: the verdict, the reason in a few words, and who says so. */
function NoteLine({ note, context }: { note: EvidenceNote; context: NoteContext }) {
  const many = note.sentences.length > 1 ? ` (${counted(note.sentences.length, 'sentence')})` : '';
  return (
    <>
      <Glyph mark={note.mark} />
      <span class="note-line">
        <span class="note-number">{note.number}</span>{' '}
        <strong>{note.quotation === null ? note.words : `Quotation: ${note.words}`}</strong>
        {`${many}. `}
        {/* Before the reason: a folded note shows two lines, and this must be among them. */}
        <VoterMark checks={note.sentences} votesOf={context.votesOf} />
        <span class="note-reason">{splitReason(note.reason).first}</span>
        <SaidBy note={note} context={context} />
      </span>
    </>
  );
}

const LONGEST_NAME = 60;

function SaidBy({ note, context }: { note: EvidenceNote; context: NoteContext }) {
  const best = note.quotation?.matches[0] ?? note.sentences[0]?.passages[0];
  const source = best === undefined ? undefined : context.sources[best.source];
  if (best === undefined || source === undefined || note.mark === 'not-addressed') return null;
  return (
    <span class="note-source">
      {' '}
      {shorten(sourceName(source), LONGEST_NAME)}
      {best.page !== null && `, p. ${best.page}`}
    </span>
  );
}

/** A reason that was cut in the line above, and the others. */
function allReasons(reasons: readonly string[]): readonly string[] {
  const [first = '', ...others] = reasons;
  return splitReason(first).rest === null ? others : reasons;
}

function SentenceEvidence({ check, context }: { check: SentenceCheck; context: NoteContext }) {
  const [best, ...others] = check.passages.slice(0, PASSAGES_SHOWN);
  return (
    <div class="evidence-item">
      {best !== undefined && <Comparison pageText={check.text} diff={[]} match={best} context={context} />}
      <Claims claims={check.claims} />
      <Reasons reasons={allReasons(check.reasons)} />
      <CitationUses check={check} context={context} />
      <FoundPassages matches={others} context={context} />
      {check.supports.map((pair) => (
        <ProviderReference pair={pair} context={context} />
      ))}
      <SentenceVotes check={check} votesOf={context.votesOf} />
    </div>
  );
}

function QuotationEvidence({ check, context }: { check: QuotationCheck; context: NoteContext }) {
  const named = check.attributedSource === null ? undefined : context.sources[check.attributedSource];
  return (
    <div class="evidence-item">
      {check.matches.length === 0 && <p class="said">“{check.text}”</p>}
      {check.matches.map((match, index) => (
        <Comparison
          pageText={check.text}
          diff={index === 0 ? check.diff : []}
          match={match}
          context={context}
        />
      ))}
      <Reasons reasons={allReasons(check.reasons)} />
      <p class="named">
        {check.attributedTo === null
          ? 'The page names no source for it.'
          : `The page names: ${check.attributedTo}.`}
        {check.attributedTo !== null &&
          (named === undefined ? ' No copy of that is stored.' : ` Stored as “${sourceName(named)}”.`)}
      </p>
    </div>
  );
}

/** What is left to say of a sentence that rests on the quotation above. */
function BorneSentence({ check, context }: { check: SentenceCheck; context: NoteContext }) {
  return (
    <>
      <CitationUses check={check} context={context} />
      <SentenceVotes check={check} votesOf={context.votesOf} />
    </>
  );
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  );
}

/** What a sentence states, each with its own mark; nothing for a sentence that is one claim. */
function Claims({ claims }: { claims: readonly ClaimCheck[] }) {
  if (claims.length < 2) return null;
  return (
    <ul class="claims" aria-label="Claims of the sentence">
      {claims.map(({ text, verdict }) => (
        <li data-mark={SENTENCE_WORDS[verdict].mark}>
          <Glyph mark={SENTENCE_WORDS[verdict].mark} />
          <span>
            {text.replace(/[.\s]+$/, '')}: <strong>{SENTENCE_WORDS[verdict].words}</strong>
          </span>
        </li>
      ))}
    </ul>
  );
}

function ProviderReference({ pair, context }: { pair: readonly [number, number]; context: NoteContext }) {
  const [answer, index] = pair;
  const support = context.grounding[answer]?.supports[index];
  if (support === undefined) return null;
  const dangling = support.dangling.length;
  const all = dangling + support.chunks.length;
  return (
    <p class="provider">
      The provider tied these words to {counted(all, 'source')}
      {dangling > 0 &&
        (support.chunks.length === 0
          ? `, and ${all === 1 ? 'it is' : 'all are'} missing from its list`
          : `, ${dangling} of them missing from its list`)}
      . <a href={`${context.home}#support-${answer}-${index}`}>See reference {index + 1}</a>
    </p>
  );
}
