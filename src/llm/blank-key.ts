/** Blanks a key out of text: providers quote a wrong one in their refusals, and what a model says may be anything. */

/** The text with `…` in place of the key, however it is spelt in JSON or in an address. */
export function withoutKey(text: string, key: string): string {
  if (key === '') return text;
  const spellings = new Set([key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)]);
  return [...spellings].reduce((blanked, spelling) => blanked.replaceAll(spelling, '…'), text);
}
