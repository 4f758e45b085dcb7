import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAppError } from '#domain/errors.ts';
import { parseJsonText } from './parse-json-text.ts';
import { MAX_JSON_DEPTH, scanJson } from './scan-json.ts';

it('finds the end of every JSON value, whatever follows it', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', ' ', '\n]'), (json, tail) => {
      expect(scanJson(`  ${json}${tail}`)).toEqual({ ok: true, end: json.length + 2 });
    }),
  );
});

it('accepts exactly what the engine accepts', () => {
  const near = fc
    .tuple(fc.json(), fc.nat(60), fc.constantFrom('', ',', '"', '{', ']', '\\', '\u0001', '0', 'e', ':', '-'))
    .map(
      ([json, at, sign]) =>
        json.slice(0, at % (json.length + 1)) + sign + json.slice((at % (json.length + 1)) + 1),
    );
  fc.assert(
    fc.property(near, (text) => {
      let engine = true;
      try {
        JSON.parse(text);
      } catch {
        engine = false;
      }
      const scan = scanJson(text);
      expect(scan.ok && text.slice(scan.end).trim() === '').toBe(engine);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['{"a": 1,\n "b": }', 2, 7, /a value was expected/],
  ['{"a": [1, 2', 1, 12, /text ends inside a list/],
  ['{"a": "b', 1, 9, /ends inside a quoted text/],
  ['{"a": 1}\n\n{', 3, 1, /something follows/],
  ['{"a": "\\x"}', 1, 8, /no escape/],
  ["{'a': 1}", 1, 2, /member name/],
  ['[1,]', 1, 4, /a value was expected/],
  ['', 1, 1, /the text ends/],
  ['['.repeat(10_000), 1, MAX_JSON_DEPTH + 1, /nesting is deeper/],
])('names line and column of the fault in %j', (text, line, column, reason) => {
  try {
    parseJsonText(text, { file: 'x.json' });
    expect.unreachable();
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    expect(error.message).toMatch(reason);
    expect(error.message).toContain(`line ${line}, column ${column}`);
    expect(error.place).toEqual({ file: 'x.json', line });
    expect(error.remedy).toMatch(/again/);
  }
});
