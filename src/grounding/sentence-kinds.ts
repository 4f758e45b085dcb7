/**
 * What a sentence of a page is, which decides whether it needs evidence: only claims do. In doubt it is a claim,
 * because an unchecked claim harms a reader and a checked remark does not.
 */
import type { PageUnit } from '#domain/page-text.ts';
import type { SentenceCheck } from '#domain/verification.ts';
import { isInference } from './author-inference.ts';
import type { Block } from './read-blocks.ts';

/** See `SENTENCE_KINDS` in the domain. */
export type SentenceKind = SentenceCheck['kind'];

const DISCLAIMER =
  /\b(?:not (?:constitute |intended as )?(?:legal|financial|investment|tax) advice|for (?:general )?information(?:al)? purposes only|(?:difficult|hard|impossible) to (?:obtain|verify)|no warranty|should not be relied (?:up)?on|consult (?:a|your|with) \w+)\b/i;
const META =
  /^(?:this|the (?:present|following|above)) (?:report|analysis|assessment|page|section|document|summary|overview) (?:is|was|has been|covers?|describes?|acknowledges?|does|summari[sz]es?|provides?|aims?|relies|draws)\b|^(?:see|source|sources|note|link|url|date|topic|last updated)\s*:/i;
/** Words to the reader: greetings, what a model says of itself, where to look, what to do next. */
const ADDRESS =
  /^(?:(?:sure|certainly|of course|hello|hi there|dear \w+|thank you|thanks|welcome)\s?[,!.]|(?:i|we) (?:hope|recommend|suggest|advise)\b|(?:please|let (?:me|us) know|feel free)\b|(?:i am|i['’]m|we are) (?:sorry|happy|glad|unable)\b|as an? (?:ai|large language|language|artificial)\b|here (?:is|are) (?:a|an|the|some|your|my)\b[^.]*[.:]$)|\b(?:(?:i|we) (?:recommend|advise) (?:that you|you|referring|consulting|checking)|you can (?:follow|use|visit|check|find) (?:these|the following|this))\b/i;
/** Imperatives of reading and choosing. `Register with the Office` would state a duty and is none of these. */
const INSTRUCTION =
  /^(?:check|compare|consult|contact|look|read|refer|remember|research|select|see|shortlist|visit|click|browse|search|determine)\s+(?:the|a|an|all|any|our|your|their|its|for|at|to|that|with|online|also|below|above|here)\b/i;
/** What a model says of its own limits may name a year; what it says behind that is looked at. */
const MODEL_TALK = /^As an? [^,]{0,60}, I (?:do not|don['’]t|cannot|can['’]t)\b[^,;]{0,160}/i;
const FIGURE_OR_LAW = /\p{N}|[“”"«»]|\b(?:must|shall|may not|required?|prohibit|banned|illegal|unlawful)\b/iu;
/** Auxiliaries anywhere; a word in -s only when something follows it, because a plural noun ends a label. */
const FINITE_VERB =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|may|must|shall|will|can|could|should|would|might|cannot|not|no|\p{Ll}{3,}ed|\p{L}{3,}s(?=\s))\b/u;

/** The kind of one sentence in its unit and block. */
export function sentenceKind(text: string, role: PageUnit['role'], block: Block['kind']): SentenceKind {
  const words = text.match(/\p{L}[\p{L}\p{M}'’-]*/gu)?.length ?? 0;
  if (role === 'disclaimer') return 'disclaimer';
  if (role === 'heading' || block === 'heading') return 'heading';
  if (role === 'link' || block === 'code' || words === 0) return 'meta';
  if (/\?["'”’)\]]*$/.test(text.trim())) return 'question';
  if (DISCLAIMER.test(text)) return 'disclaimer';
  if (META.test(text.trim())) return 'meta';
  if (isAddress(text.trim())) return 'meta';
  if (isInference(text.trim())) return 'inference';
  if (isLabel(text, words, role, block)) return 'heading';
  return 'claim';
}

function isAddress(text: string): boolean {
  return (ADDRESS.test(text) || INSTRUCTION.test(text)) && !FIGURE_OR_LAW.test(text.replace(MODEL_TALK, ''));
}

/** `Rationale:` or, in a list or table, a word or two without a verb: it names something and asserts nothing. */
function isLabel(text: string, words: number, role: PageUnit['role'], block: Block['kind']): boolean {
  if (/:\s*$/.test(text) && words <= 8) return true;
  const isListed = role === 'point' || block === 'item' || block === 'cell';
  return isListed && words <= 3 && !FINITE_VERB.test(text) && !/\d/.test(text);
}
