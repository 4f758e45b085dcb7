import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.ts';

/** Text full of everything that normalising touches. */
const awkward = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        'regu-\nlation',
        'ﬁ',
        '\u00A0',
        '  ',
        '\u200B',
        '\u00AD',
        '&amp;',
        '&amp;lt;',
        '&',
        'amp;',
        '#38;',
        '“x”',
        '—',
        '--',
        'e\u0301',
        '\u0301',
        '\u1100\u1161',
        '10²',
        'abc¹²',
        '1½',
        '…',
        '-\n',
        'a',
        'Ǆ',
        '＆',
        'ｶﾞ',
        '¨',
        '\r\n',
        '`',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('normaliseText', () => {
  it.each([
    ['a regu-\nlation', 'a regulation'],
    ['a regu-\r\n   lation', 'a regulation'],
    ['Anglo-\nSaxon', 'Anglo- Saxon'],
    ['the ﬁrst oﬃce', 'the first office'],
    ['“so” ‘it’ «is» 「x」', '"so" \'it\' "is" "x"'],
    ['1990–1995 — then', '1990-1995 - then'],
    ['two\u00A0\u2003 \n words', 'two words'],
    ['regu\u00ADla\u200Btion', 'regulation'],
    ['A &amp; B &lt; C&nbsp;D &#8217; &#x2014; &hellip;', "A & B < C D ' - ..."],
    ['&amp;amp;quot;', '"'],
    ['&unknown; &', '&unknown; &'],
    ['e\u0301te\u0301', 'été'],
    ['10² and 1½', '10^2 and 1 1⁄2'],
    ['Full－width ＡＢＣ', 'Full-width ABC'],
    ['Case IS Kept', 'Case IS Kept'],
  ])('%j becomes %j', (raw, expected) => {
    expect(normaliseText(raw).text).toBe(expected);
  });

  it('changes nothing when applied to its own result', () => {
    fc.assert(
      fc.property(awkward, (raw) => {
        const { text } = normaliseText(raw);
        expect(normaliseText(text).text).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('leads from every place back to a raw stretch that normalises to the same', () => {
    const clean = fc
      .array(
        fc.constantFrom(
          'regu-\nlation',
          'ﬁne',
          '\u00A0',
          ' ',
          'wor\u200Bd',
          '&amp;',
          '“x”',
          '—',
          'é',
          'e\u0301',
          'plain',
          '10²',
          '…',
        ),
        { maxLength: 20 },
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(clean, fc.nat(), fc.nat(), (raw, a, b) => {
        const normal = normaliseText(raw);
        const [start, end] = [a % (normal.text.length + 1), b % (normal.text.length + 1)].sort(
          (x, y) => x - y,
        );
        const cutsRun = normal.runs.some((run) =>
          [start!, end!].some((at) => run.start < at && at < run.end),
        );
        fc.pre(start! < end! && !cutsRun);
        const back = raw.slice(normal.toRaw(start!), normal.toRawEnd(end!));
        expect(normaliseText(back).text.trim()).toBe(normal.text.slice(start, end).trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps order and bounds in both directions', () => {
    fc.assert(
      fc.property(awkward, (raw) => {
        const normal = normaliseText(raw);
        let last = 0;
        for (let at = 0; at <= normal.text.length; at += 1) {
          expect(normal.toRaw(at)).toBeGreaterThanOrEqual(last);
          expect(normal.toRaw(at)).toBeLessThanOrEqual(raw.length);
          if (at > 0) expect(normal.toRawEnd(at)).toBeGreaterThanOrEqual(normal.toRaw(at - 1));
          last = normal.toRaw(at);
        }
        let lastNormal = 0;
        for (let at = 0; at <= raw.length; at += 1) {
          expect(normal.fromRaw(at)).toBeGreaterThanOrEqual(lastNormal);
          lastNormal = normal.fromRaw(at);
        }
        expect(lastNormal).toBe(normal.text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the text outside the runs, unchanged', () => {
    fc.assert(
      fc.property(awkward, (raw) => {
        const { runs, text } = normaliseText(raw);
        let rawAt = 0;
        let at = 0;
        for (const run of runs) {
          expect(text.slice(at, run.start)).toBe(raw.slice(rawAt, run.rawStart));
          rawAt = run.rawEnd;
          at = run.end;
        }
        expect(text.slice(at)).toBe(raw.slice(rawAt));
      }),
      { numRuns: 1000 },
    );
  });
});
