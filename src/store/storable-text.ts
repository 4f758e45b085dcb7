/** Text of others on its way into a column: the database's text cannot hold NUL, which a broken answer may have. */

/** The text with each NUL replaced by the sign for what cannot be read (U+FFFD). */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}');
}
