import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

const sentencesOf = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['One ends. Another begins.', ['One ends.', 'Another begins.']],
    ['See Art. 5 and Sec. 3. It applies.', ['See Art. 5 and Sec. 3.', 'It applies.']],
    [
      'Under 12 U.S.C. 1841 it counts. The rest does not.',
      ['Under 12 U.S.C. 1841 it counts.', 'The rest does not.'],
    ],
    ['Acme Ltd. sued. Smith v. Jones decided it.', ['Acme Ltd. sued.', 'Smith v. Jones decided it.']],
    ['It moved to the U.S. The bank stayed.', ['It moved to the U.S.', 'The bank stayed.']],
    ['J. F. Smith spoke at 5 p.m. on Monday.', ['J. F. Smith spoke at 5 p.m. on Monday.']],
    ['Adopted on 3 Jan. 2024. In force now.', ['Adopted on 3 Jan. 2024.', 'In force now.']],
    ['Is it banned? No. Nothing says so.', ['Is it banned?', 'No.', 'Nothing says so.']],
    ['Decree No. 7 applies. No. 8 does too.', ['Decree No. 7 applies.', 'No. 8 does too.']],
    [
      'Assets, e.g. coins, i.e. money, cf. para. 3, count.',
      ['Assets, e.g. coins, i.e. money, cf. para. 3, count.'],
    ],
    ['The rate is 3.5 percent. Fees are extra.', ['The rate is 3.5 percent.', 'Fees are extra.']],
    ['It is so.[1][2] Then not. [3] Later.', ['It is so.[1][2]', 'Then not. [3]', 'Later.']],
    ['See [1]. Then [2] goes on.', ['See [1].', 'Then [2] goes on.']],
    ['1. The first rule. 2. The second rule.', ['1. The first rule.', '2. The second rule.']],
    ['It said “Stop.” Then it left.', ['It said “Stop.”', 'Then it left.']],
    [
      'It “flouted resolutions... It used tokens.” So it was.',
      ['It “flouted resolutions... It used tokens.”', 'So it was.'],
    ],
    [
      'It "flouted resolutions… It used tokens." So it was.',
      ['It "flouted resolutions… It used tokens."', 'So it was.'],
    ],
    ['It said “so it is.” It left... Nobody came.', ['It said “so it is.”', 'It left...', 'Nobody came.']],
    ['It waited … and then acted. Done.', ['It waited … and then acted.', 'Done.']],
    [
      'A line that a typesetter wrapped at a fixed width, long before\nThe Office had finished.',
      ['A line that a typesetter wrapped at a fixed width, long before\nThe Office had finished.'],
    ],
    ['Overview\nThe Office decides.', ['Overview', 'The Office decides.']],
    ['First paragraph without stop\n\nsecond one', ['First paragraph without stop', 'second one']],
    ['Das gilt z.B. für Banken. Mehr nicht.', ['Das gilt z.B. für Banken.', 'Mehr nicht.']],
    ['これは文です。次の文です。', ['これは文です。', '次の文です。']],
    ['¿Está prohibido? Sí. El banco lo dijo.', ['¿Está prohibido?', 'Sí.', 'El banco lo dijo.']],
    ['   ', []],
  ])('splits %j', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });

  it('covers every letter once, in order, without edge spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const spans = splitSentences(text);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(last, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          last = end;
        }
        expect(text.slice(last).trim()).toBe('');
      }),
    );
  });

  it.each([
    ['hard-cases', 0.98],
    ['unseen-cases', 0.96],
    ['unseen-cases-2', 0.96],
    ['unseen-cases-3', 0.96],
  ] as const)('splits the %s as a lawyer would, at least a share of %d', (name, floor) => {
    const file = new URL(`../../test/fixtures/segments/${name}.jsonl`, import.meta.url);
    const cases = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; sentences: string[] });
    const flat = (list: readonly string[]) => JSON.stringify(list.map((one) => one.replace(/\s+/g, ' ')));
    const wrong = cases.filter(({ text, sentences }) => flat(sentencesOf(text)) !== flat(sentences));
    expect(1 - wrong.length / cases.length, flat(wrong.map(({ text }) => text))).toBeGreaterThanOrEqual(
      floor,
    );
  });

  it('leaves a single sentence of legal pieces whole, and finds as many as were put together', () => {
    const piece = fc.constantFrom(
      'Art. 5',
      'Mr. Orr',
      'J. R. Smith',
      'the U.S. Treasury',
      '12 U.S.C. § 9',
      'para. 3 (b)',
      'Acme Co. Ltd.',
      '“the ban”',
      '(see Annex II)',
      '0.5 percent',
      '3 Jan. 2024',
      'e.g. banks',
      'the rule [2]',
    );
    const sentence = fc
      .array(piece, { minLength: 1, maxLength: 6 })
      .map((pieces) => `The text names ${pieces.join(' and ')} as well.`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), (sentences) => {
        expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
      }),
    );
  });

  it('keeps the order and loses nothing in texts made of marks', () => {
    const unit = fc.constantFrom(
      '.',
      '…',
      '?',
      '“',
      '”',
      '"',
      '(',
      ')',
      '[1]',
      ' ',
      '\n',
      'A',
      'b',
      'Art',
      '。',
      '«',
      '5',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), (units) => {
        const text = units.join('');
        expect(sentencesOf(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it.each([
    '.',
    '. ',
    '... ',
    '"',
    '“',
    '(',
    ')',
    '(“A. ',
    '. [1] ',
    'Art. ',
    'U.S. ',
    '\n',
    '.\n',
    '。」',
    '.((((((( ',
  ])('comes to an end on a million letters of %j', (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const spans = splitSentences(text);
    expect(
      spans.reduce((sum, { start, end }) => sum + text.slice(start, end).replace(/\s/g, '').length, 0),
    ).toBe(text.replace(/\s/g, '').length);
  });
});
