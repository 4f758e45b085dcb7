import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dropControls, filledTextSchema, textSchema } from './text.ts';

const accepts = (text: string) => textSchema.safeParse(text).success;

it.each(['\0', 'a\u0000b', '\u0007', '\r\n', '\f', '\u001b[1m', 'half \ud800', '\udc00 half'])(
  'refuses %j',
  (text) => {
    expect(accepts(text)).toBe(false);
  },
);

it.each(['', 'two\nlines\tand a tab', '\u007f\u0085', '😀', 'نعم', '\ufffd'])('keeps %j', (text) => {
  expect(accepts(text)).toBe(true);
});

it('refuses white space where something is to be read', () => {
  expect(filledTextSchema.safeParse(' \n\u00a0').success).toBe(false);
  expect(filledTextSchema.safeParse(' a ').success).toBe(true);
});

it('drops what is refused and nothing else', () => {
  expect(dropControls('a\u0000b\fc\n\f\td')).toEqual({ text: 'ab c\n\td', dropped: 3 });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = dropControls(text);
      expect(accepts(clean.text)).toBe(true);
      expect(clean.dropped === 0).toBe(accepts(text));
    }),
  );
});
