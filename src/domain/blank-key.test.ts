import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutKey } from './blank-key.ts';

const KEY = 'sk-live_a/b+1&2"9Zz';

it.each([
  ['as it is', KEY],
  ['in JSON', JSON.stringify(KEY)],
  ['in JSON that escapes slashes', JSON.stringify(KEY).replaceAll('/', '\\/')],
  ['in JSON of code units', [...KEY].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
  ['in an address', encodeURIComponent(KEY)],
  ['in an address in small letters', encodeURIComponent(KEY).toLowerCase().replace('zz', 'Zz')],
  ['in HTML', KEY.replace('&', '&amp;').replace('"', '&quot;')],
  ['in HTML by numbers', KEY.replace('&', '&#38;').replace('"', '&#x22;')],
  ['in Base64', btoa(KEY)],
  ['in Base64 behind a user', btoa(`user:${KEY}:end`)],
  ['in Base64 of addresses', btoa(`x${KEY}`).replaceAll('/', '_').replaceAll('+', '-')],
])('leaves nothing of a key %s', (_, spelt) => {
  const blanked = withoutKey(`before ${spelt} after`, KEY);
  expect(blanked).toContain('…');
  expect(blanked.length).toBeLessThan('before  after'.length + 20);
  expect(blanked).toMatch(/^before .* after$/s);
});

it('leaves everything else as it is, and any key out', () => {
  const key = fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' });
  fc.assert(
    fc.property(key, fc.string(), (one, text) => {
      expect(withoutKey('no such thing', '')).toBe('no such thing');
      expect(withoutKey(`${text} ${one}`, one)).not.toContain(one);
      expect(withoutKey(`${text} ${encodeURIComponent(one)}`, one)).not.toContain(encodeURIComponent(one));
    }),
  );
  expect(withoutKey('a plain sentence', KEY)).toBe('a plain sentence');
});

it('takes a time that grows with the text only', () => {
  const text = 'sk-live_a/b+'.repeat(300_000);
  expect(withoutKey(text, KEY)).toBe(text);
});
