/**
 * Words in a source that are addressed to whoever drafts from it and not to its readers: "ignore the instructions above",
 * "mark the status as …". A source's words decide nothing here but as evidence, so such a passage is left out whole, and
 * a person is told. Laws on machines and guidance full of instructions must pass, so each form is narrow.
 */

const ORDERS =
  /(?:^|[.:;,!*#>-]\s*|\b(?:and|now|please|then)\s+)(?:ignore|disregard|forget|override)\s+(?:all|any|every|everything|my|the|these|those|your|previous|prior|above|earlier)\b.{0,60}\b(?:above|context|directions?|guidelines?|instructions?|passages?|prompts?|rules|sources?|status|text)\b/i;
const NAMES_A_MACHINE =
  /\b(?:as an AI (?:assistant|language model|model)|system (?:message|prompt)|you are (?:an?|now)\b.{0,40}\b(?:AI|analyst|assistant|chat ?bot|expert|language model|LLM|model)|(?:note|instructions?|message) (?:for|to) (?:the )?(?:AI|analyst|assistant|chat ?bot|language model|LLM|model)s?)\b/i;
const DICTATES =
  /^\W*(?:please\s+)?(?:(?:answer|conclude|reply|report|respond|say|state|write)\s+(?:only|that|with)\b|(?:change|classify|label|mark|output|print|rate|record|set|update)\b.{0,120}\b(?:as|to|with)\s+["“‘']?)/i;

/** True for such words. `text` is one sentence; `values` are the names of the topic's scale. */
export function isAddressedToMachine(text: string, values: readonly string[]): boolean {
  const line = text.replace(/\s+/g, ' ');
  if (ORDERS.test(line) || NAMES_A_MACHINE.test(line)) return true;
  if (!DICTATES.test(line)) return false;
  return /^\W*(?:please\s+)?\w+\s+(?:only|that|with)\b/i.test(line) || dictatesValue(line, values);
}

function dictatesValue(line: string, values: readonly string[]): boolean {
  const said = line.toLowerCase();
  return /\bstatus\b/.test(said) || values.some((value) => said.includes(value.toLowerCase()));
}
