/**
 * Words in a source that are addressed to whoever drafts from it and not to its readers: "ignore the instructions above",
 * "mark the status as …". A source's words decide nothing here but as evidence, so such a passage is left out whole, and
 * a person is told.
 */

const ORDERS =
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:above|all|earlier|guidelines?|instructions?|previous|prior|prompts?|rules|system)\b/i;
const NAMES_A_MACHINE =
  /\b(?:AI (?:assistant|model|system)|assistants? (?:must|should|will)|chat ?bots?|language models?|LLMs?|system (?:message|prompt)|(?:new|these|your) instructions?|you are (?:an?|now)\b.{0,30}\b(?:analyst|assistant|expert|model)|as an AI)\b/i;
const TELLS_THE_RESULT =
  /^\W*(?:please\s+)?(?:answer|change|classify|conclude|mark|output|print|record|report|respond|return|say|set|state|treat|update|write)\b.{0,120}\b(?:as|to be|that|status|with|only)\b/i;

/** True for such words. `text` is one sentence. */
export function isAddressedToMachine(text: string): boolean {
  const line = text.replace(/\s+/g, ' ');
  return ORDERS.test(line) || NAMES_A_MACHINE.test(line) || TELLS_THE_RESULT.test(line);
}
