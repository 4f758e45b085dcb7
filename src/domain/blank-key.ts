/** Blanks a key out of text: providers quote a wrong one in their refusals, and what a model says may be anything. */

/** Shorter ones would be found in words. */
const SHORTEST_PACKED = 8;

/** The text with `…` in place of the key, however its letters are spelt in JSON, HTML, an address or Base64. */
export function withoutKey(text: string, key: string): string {
  if (key === '') return text;
  const plain = new RegExp([...key].map(spellingsOf).join(''), 'g');
  const packed = key.length < SHORTEST_PACKED ? [] : [0, 1, 2].map((before) => packedAfter(key, before));
  return packed.reduce((blanked, spelling) => blanked.replaceAll(spelling, '…'), text.replace(plain, '…'));
}

function spellingsOf(letter: string): string {
  const hex = (digits: string) =>
    digits.replace(/[a-f]/gi, (one) => `[${one.toLowerCase()}${one.toUpperCase()}]`);
  const units = Array.from({ length: letter.length }, (_, at) =>
    letter.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  const escaped = units.map((unit) => `\\\\u${hex(unit)}`).join('');
  const bytes = [...new TextEncoder().encode(letter)];
  const percent = bytes.map((byte) => `%${hex(byte.toString(16).padStart(2, '0'))}`).join('');
  const point = letter.codePointAt(0) ?? 0;
  const entity = `&#(?:0{0,6}${point}|[xX]0{0,6}${hex(point.toString(16))});`;
  const named = NAMED[letter] === undefined ? [] : [NAMED[letter]];
  const literal = letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return `(?:\\\\?${literal}|${[escaped, percent, entity, ...named].join('|')})`;
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The letters of Base64 that the key alone decides when so many bytes stand before it. */
function packedAfter(key: string, before: number): RegExp {
  const bytes = new TextEncoder().encode(key);
  const packed = btoa('\0'.repeat(before) + String.fromCharCode(...bytes));
  const whole = packed.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return new RegExp(whole.replace(/\+/g, '[-+]').replace(/\//g, '[_/]'), 'g');
}
