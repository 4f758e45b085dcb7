/**
 * What stands around the claims of a sentence and holds for all of them: who is said to have said it, when and where.
 * A frame that were lost would turn "according to the bank" into a fact, so it is repeated with every claim.
 */
import type { Span } from './span.ts';

/** Parts of a sentence, UTF-16. `lead` and `tail` name a speaker; `setting` is a time or place in front. */
export type ClaimFrame = {
  readonly lead: Span | null;
  readonly setting: Span | null;
  readonly tail: Span | null;
  readonly body: Span;
};

const LEAD =
  /^(?:according to|in the (?:words|view|opinion) of|as (?:reported|stated|noted|announced) by)\s[^,;:]{2,120},\s/iu;
/** `The bank said that …`: everything said is in its clause, so only a second `that` begins another claim. */
const SPEECH =
  /^[^,;:]{2,90}?\s(?:said|says|stated|states|announced|announces|claimed|claims|reported|reports|warned|warns|argued|argues|noted|notes|confirmed|confirms|alleged|alleges|believes?|suggests?|found|held|ruled|declared|declares)\sthat\s/u;
const ADVERB =
  /^(?:however|moreover|furthermore|additionally|in addition|also|similarly|likewise|in particular|notably|today|currently|conversely|by contrast|in contrast|nevertheless|nonetheless|meanwhile),\s/iu;
const SETTING =
  /^(?:in|on|since|from|as of|by|during|under|at|within|across|for|pursuant to|effective|before|after)\s[^,;:]{2,80},\s(?!\p{Nd}{4}\b)/iu;
const TAIL =
  /,\s(?:according to\s[^,;:]{2,120}|(?:the|an?)\s[^,;:]{2,60}\s(?:said|says|stated|reported|announced|wrote)|[^,;:]{2,40}\s(?:said|reported))[.!]?$/iu;

/** Reads the frame of a sentence whose quotations and brackets are masked. */
export function readClaimFrame(text: string): ClaimFrame {
  let start = 0;
  const lead = LEAD.exec(text)?.[0];
  if (lead !== undefined) start = lead.length;
  const adverb = ADVERB.exec(text.slice(start))?.[0];
  const afterAdverb = start + (adverb?.length ?? 0);
  const setting = SETTING.exec(text.slice(afterAdverb))?.[0];
  const settled = afterAdverb + (setting?.length ?? 0);
  const tail = TAIL.exec(text);
  const end = tail === null || tail.index <= settled ? text.length : tail.index;
  return {
    lead: lead === undefined ? null : { start: 0, end: trimmedEnd(text, start) },
    setting: setting === undefined && adverb === undefined ? null : { start, end: trimmedEnd(text, settled) },
    tail: end === text.length ? null : { start: end, end: text.length },
    body: { start: settled, end },
  };
}

/** Where what was said begins, for a body such as `The bank said that …`; undefined for others. */
export function speechStart(body: string): number | undefined {
  return SPEECH.exec(body)?.[0].length;
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}
