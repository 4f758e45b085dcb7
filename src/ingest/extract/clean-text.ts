/** What every extracted text goes through last, so that it can be stored and counted the same way everywhere. */

/**
 * Line ends as `\n`; U+0000 and lone surrogates, which no database text can hold, as U+FFFD. Nothing else changes:
 * the text stays what the source says, and typography is for the comparison to level.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed().replace(/\r\n?/g, '\n');
}

/** Text of a heading or a metadata field on one line; null when nothing is left. */
export function oneLine(text: string | null | undefined): string | null {
  const line = cleanText(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? null : line;
}

/** Number of Unicode code points. */
export function countCodePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        pairs += 1;
        at += 1;
      }
    }
  }
  return text.length - pairs;
}
