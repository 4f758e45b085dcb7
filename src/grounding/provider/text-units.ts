/**
 * Offsets of one text in three units: UTF-8 bytes, UTF-16 code units, Unicode code points. An offset that falls
 * inside a character is reported as such and never rounded, because rounding would quote half a character.
 */
import type { OffsetUnit } from './provider-answer.ts';

/** Conversion tables of one text. Offsets given are converted to UTF-16 code units. */
export type TextUnits = {
  readonly text: string;
  /** UTF-16 position of an offset; `outside` the text, or it `splits` a character. */
  toUtf16(offset: number, unit: OffsetUnit): number | 'outside' | 'splits';
  /** Code points before a UTF-16 position. */
  toCodePoint(utf16: number): number;
};

/** Tables for a text: nothing is built for pure ASCII; otherwise two arrays of the text's length, on first use. */
export function textUnits(text: string): TextUnits {
  let tables: Tables | null | undefined;
  const read = (): Tables | null => {
    tables ??= isAscii(text) ? null : buildTables(text);
    return tables;
  };
  return {
    text,
    toUtf16(offset, unit) {
      if (offset < 0) return 'outside';
      const built = read();
      if (built === null || unit === 'utf16') return asUtf16Offset(text, offset);
      return search(unit === 'byte' ? built.bytes : built.codePoints, offset, text);
    },
    toCodePoint(utf16) {
      return read()?.codePoints[utf16] ?? utf16;
    },
  };
}

type Tables = { readonly bytes: Int32Array; readonly codePoints: Int32Array };

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

function asUtf16Offset(text: string, offset: number): number | 'outside' | 'splits' {
  if (offset > text.length) return 'outside';
  return isInsidePair(text, offset) ? 'splits' : offset;
}

/** True when the position lies between the halves of a surrogate pair. */
export function isInsidePair(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return false;
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function buildTables(text: string): Tables {
  const bytes = new Int32Array(text.length + 1);
  const codePoints = new Int32Array(text.length + 1);
  let byte = 0;
  let point = 0;
  for (let index = 0; index < text.length; index += 1) {
    bytes[index] = byte;
    codePoints[index] = point;
    const code = text.codePointAt(index) ?? 0;
    byte += code <= 0x7f ? 1 : code <= 0x7ff ? 2 : code <= 0xffff ? 3 : 4;
    point += 1;
    if (code > 0xffff) {
      index += 1;
      // The low half gets a byte inside the character; the search below then reports a split for it.
      bytes[index] = byte - 2;
      codePoints[index] = point;
    }
  }
  bytes[text.length] = byte;
  codePoints[text.length] = point;
  return { bytes, codePoints };
}

function search(table: Int32Array, wanted: number, text: string): number | 'outside' | 'splits' {
  if (wanted > (table[text.length] ?? 0)) return 'outside';
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  // Both a low half and the character after it carry the same code point count: step over the half.
  const position = isInsidePair(text, low) && table[low + 1] === wanted ? low + 1 : low;
  return table[position] === wanted && !isInsidePair(text, position) ? position : 'splits';
}
