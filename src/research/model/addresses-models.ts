/**
 * Whether a text speaks to language models instead of to readers: orders to a model, the marks of chat protocols, ready
 * answers, scripts. Such words are no evidence of anything and are kept from the model. This is a first fence, known to have
 * holes; what comes through it meets the strict reading of answers and the check of every sentence.
 */
import { withoutUnseen } from '#domain/unseen-characters.ts';

const MODEL = '(?:ai|llm|gpt|language model|chat ?bot|assistant|agent|automated reader|crawler)s?';
const ORDERS = '(?:instruction|prompt|rule|direction|guideline|command)s?';
const FORGET = '(?<!\\bnot )\\b(?:ignore|disregard|forget|override|bypass)\\b';
const TELL = '(?:print|reveal|show|repeat|output|include|send|tell|give|translate|append|leak|display)';

const PATTERNS: readonly RegExp[] = [
  // Orders to forget other orders.
  new RegExp(
    `${FORGET}.{0,40}\\b(?:previous|prior|above|earlier|all|your|any)\\b.{0,20}\\b${ORDERS}\\b`,
    'i',
  ),
  new RegExp(`${FORGET}.{0,40}\\b${ORDERS} (?:above|before this)\\b`, 'i'),
  /\b(?:ignorez|ignoren?z|ignoren|ignora|ignoriere\p{L}*)\b.{0,40}\b(?:instructions?|anweisungen|instrucciones|istruzioni|instru[cç][oõ]es|regeln)\b/iu,
  /игнорир\p{L}*.{0,40}(?:инструкц|указан)\p{L}*/iu,
  // Who the model is to be, and who claims to speak.
  new RegExp(
    `\\byou are (?:now )?(?:an?|the) (?:[\\w-]+ ){0,3}(?:${MODEL}|model|poet|narrator|character)\\b`,
    'i',
  ),
  /\b(?:act|pretend|behave) as (?:if|though|an?)\b.{0,60}\b(?:ai|model|assistant|instructions?)\b/i,
  /\bstay in (?:the|your) (?:role|character)\b/i,
  /\bthis is (?:the|your) (?:developer|operator|administrator|system|creator)\b/i,
  new RegExp(
    `\\b(?:dear|attention|note to|notice to|message (?:to|for))[:,]? (?:all )?${MODEL}\\b(?! systems?\\b)`,
    'i',
  ),
  new RegExp(
    `\\b${MODEL}(?: systems?| models?| assistants?)? (?:reading|that reads?|who reads?|summari[sz]ing|processing)\\b`,
    'i',
  ),
  new RegExp(`(?:^|[.!?>-]\\s*)(?:ai )?${MODEL}\\s*:`, 'im'),
  new RegExp(`\\bfor ${MODEL}\\s*:`, 'i'),
  // What it is to give away, or to put into every answer.
  new RegExp(
    `\\b${TELL}\\b.{0,40}\\byour\\b.{0,30}\\b(?:${ORDERS}|api[ _-]?keys?|secrets?|configuration|environment)\\b`,
    'i',
  ),
  /\b(?:vos|deine|ihre|sus|tus) (?:instructions|anweisungen|instrucciones)\b/i,
  /\b(?:every|all|each) (?:summar(?:y|ies)|answers?|outputs?|responses?) must\b/i,
  /\b(?:YOUR_API_KEY|YOUR_PROMPT)\b|\bREGATLAS(?:_|\b)/i,
  // What it is to do.
  /\b(?:call|use|invoke|run|open|execute) (?:the|a|any|your) (?:tool|function|plugin|browser)\b/i,
  /\b(?:set|change|switch|mark) (?:the )?(?:status|decision|verdict|confidence) (?:to|as)\b/i,
  /\bmark every (?:statement|sentence)\b|\boutput exactly\b|\banswer with exactly\b/i,
  /\bdecode\b.{0,40}\b(?:do|follow|execute|obey)\b/i,
  /\bexample answer\s*:/i,
  // What a browser would run.
  /<script\b|\bon(?:error|load|click|mouseover)\s*=|\bjavascript:/i,
  // Marks of chat protocols, ready answers, passages that are none.
  /<\|[a-z_]{2,20}\|>|\[\/?INST\]|<<\/?SYS>>|^\s*#{2,}\s*(?:instruction|system|response)s?\s*:?\s*$/im,
  /^\s*(?:system|assistant)\s*:/im,
  /\{\s*"(?:decision|statements|statement|status|headings|passages|laws|verdict|rejected|command)"\s*:/i,
  /(?:^|[.!?]\s+)\[?P\d{1,4}\]?\s*[:(]/m,
];

/** Letters that look like Latin ones, in the order of those. */
const LOOKALIKES = 'асеіјорԛѕуԝхАВЕІЈКМНОРЅТХαεικνορτυχ';
const LATIN = 'aceijopqsywxABEIJKMHOPSTXaeiknoptux';

/** True for a text that does; letters that only look alike and characters that nobody sees do not hide it. */
export function addressesModels(text: string): boolean {
  if (TAG_CHARACTERS.test(text)) return true;
  const plain = withoutUnseen(text.normalize('NFKC')).replace(FOREIGN, (letter) => {
    return LATIN[LOOKALIKES.indexOf(letter)] ?? letter;
  });
  return PATTERNS.some((pattern) => pattern.test(plain)) || PATTERNS.some((pattern) => pattern.test(text));
}

/** Letters of an alphabet that no screen shows; the flags of some regions are written with them behind a black flag. */
const TAG_CHARACTERS = /(?<!\u{1F3F4}[\u{E0000}-\u{E007F}]*)[\u{E0020}-\u{E007E}]/u;
const FOREIGN = new RegExp(`[${LOOKALIKES}]`, 'gu');
