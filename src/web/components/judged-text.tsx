/**
 * One block's text with its sentences, quotations and inline marks. Each judged sentence is a span that carries its
 * verdict and is followed by the mark that leads to its note; a quotation inside it is underlined and has its own.
 */
import type { ComponentChildren } from 'preact';
import type { QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import type { Mark as InlineMark } from '#grounding/read-blocks.ts';
import { cutByAll, cutByRanges } from '../cut-text.ts';
import { quotationAnchor, referenceAnchor, sentenceAnchor } from '../places.ts';
import type { Judged, PlannedBlock } from '../plan-evidence.ts';
import { NOT_REVIEWING, type Reviewing } from '../reviewing.ts';
import { ExternalLink } from './external-link.tsx';
import { markLink } from './mark.tsx';
import { reviewMark, reviewOffer } from './review-marks.tsx';

const REFERENCE = /(\[[\w-]{1,12}\])/;
const CLOSING = /^["'”’»›」』]$/;

/** Markers of the reference list, which become links, and the address of the page that has it (empty for this one). */
export type RefLinks = {
  readonly refs: ReadonlySet<string>;
  readonly home: string;
  /** Left out where nothing is reviewed, as in a preview. */
  readonly reviewing?: Reviewing;
};

/** The text of a planned block. */
export function JudgedText({ planned, links }: { planned: PlannedBlock; links: RefLinks }) {
  const { block, sentences } = planned;
  const context = { text: block.text, marks: block.marks, links };
  const quotations = planned.quotations.map((quotation) => withClosingMark(quotation, block.text));
  return (
    <>
      {cutByRanges(0, block.text.length, sentences).map((piece) => {
        const inside = quotedRuns(context, quotations, piece.start, piece.end);
        return piece.within === null ? inside : judgedSentence(piece.within, inside, links.reviewing);
      })}
    </>
  );
}

function judgedSentence(
  { check, note }: Judged<SentenceCheck>,
  inside: ComponentChildren,
  reviewing: Reviewing = NOT_REVIEWING,
): ComponentChildren {
  const anchor = sentenceAnchor(check.place);
  return [
    <span class="sentence" id={anchor} data-verdict={note.mark} data-note={note.number}>
      {inside}
    </span>,
    // Where a quotation bears it, the quotation's mark stands inside and leads to the note of both.
    note.quotation === null && markLink(note),
    reviewMark(reviewing, anchor, 'this sentence'),
    reviewOffer(reviewing, { kind: 'sentence', ...check.place }, 'this sentence'),
  ];
}

// The verdict is on the words; the mark of the margin belongs behind the closing quotation mark.
function withClosingMark(quotation: Judged<QuotationCheck>, text: string): Judged<QuotationCheck> {
  const closes = CLOSING.test(text.charAt(quotation.end));
  return closes ? { ...quotation, end: quotation.end + 1 } : quotation;
}

type TextContext = { text: string; marks: readonly InlineMark[]; links: RefLinks };

function quotedRuns(
  context: TextContext,
  quotations: readonly Judged<QuotationCheck>[],
  start: number,
  end: number,
): ComponentChildren[] {
  return cutByRanges(start, end, quotations).flatMap((piece) => {
    const inside = styledRuns(context, piece.start, piece.end);
    const quotation = piece.within;
    if (quotation === null) return inside;
    const { note, check } = quotation;
    const begins = piece.start === quotation.start;
    return [
      <span
        class="quoted"
        id={begins ? quotationAnchor(check.place) : undefined}
        data-verdict={note.mark}
        data-note={note.number}
      >
        {inside}
      </span>,
      piece.end === quotation.end && markLink(note),
    ];
  });
}

function styledRuns(context: TextContext, start: number, end: number): ComponentChildren[] {
  return cutByAll(start, end, context.marks).map(({ start: from, end: to, within }) => {
    const words = context.text.slice(from, to);
    const inCode = within.some((mark) => mark.type === 'code');
    const linked = inCode ? words : linkReferences(words, context.links);
    // One link cannot stand in another, and the way to the reference list matters more.
    const marks = linked === words ? within : within.filter((mark) => mark.type !== 'link');
    return marks.reduceRight<ComponentChildren>((inner, mark) => styled(mark, inner), linked);
  });
}

function styled(mark: InlineMark, inner: ComponentChildren): ComponentChildren {
  if (mark.type === 'strong') return <strong>{inner}</strong>;
  if (mark.type === 'em') return <em>{inner}</em>;
  if (mark.type === 'code') return <code>{inner}</code>;
  return mark.href === undefined ? inner : <ExternalLink url={mark.href}>{inner}</ExternalLink>;
}

function linkReferences(words: string, { refs, home }: RefLinks): ComponentChildren {
  if (refs.size === 0 || !words.includes('[')) return words;
  const parts = words.split(REFERENCE);
  if (parts.length === 1) return words;
  return parts.map((part) => {
    const ref = part.slice(1, -1);
    if (!part.startsWith('[') || !refs.has(ref)) return part;
    return (
      <a class="ref" href={`${home}#${referenceAnchor(ref)}`}>
        {part}
      </a>
    );
  });
}
