import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, readBlocks } from './read-blocks.ts';

const brief = (blocks: Block[]) =>
  blocks.map(({ kind, level, text, ordinal }) => [
    kind,
    level,
    ordinal === undefined ? text : `${ordinal} ${text}`,
  ]);
const marked = (block: Block | undefined) =>
  block?.marks.map(({ start, end, type, href }) => [type, block.text.slice(start, end), href]);

describe('plain text', () => {
  it('parts paragraphs at blank lines and folds single line ends', () => {
    expect(brief(readBlocks('One\r\nline.\n\n\n  Two. \n', 'plain'))).toEqual([
      ['paragraph', 0, 'One line.'],
      ['paragraph', 0, 'Two.'],
    ]);
  });

  it('reads bullets and numbers as items, with their depth', () => {
    const text = '  • Status: banned.\n    • Why\n    • How\n  • Next\n\n1. First\n2) Second\n- Dash';
    expect(brief(readBlocks(text, 'plain'))).toEqual([
      ['item', 1, 'Status: banned.'],
      ['item', 2, 'Why'],
      ['item', 2, 'How'],
      ['item', 1, 'Next'],
      ['item', 1, '1. First'],
      ['item', 1, '2) Second'],
      ['item', 1, 'Dash'],
    ]);
  });

  it('does not take a figure at a line’s beginning for an item', () => {
    expect(brief(readBlocks('The year was\n12. No more.', 'plain'))).toEqual([
      ['paragraph', 0, 'The year was 12. No more.'],
    ]);
  });

  it('marks written-out addresses as links', () => {
    const [block] = readBlocks('See https://a.example/x (or ftp://b.example/).', 'plain');
    expect(marked(block)).toEqual([['link', 'https://a.example/x', 'https://a.example/x']]);
  });
});

describe('Markdown', () => {
  it('reads every kind of block', () => {
    const text = [
      '## Head *line*',
      'Soft\nbreak ![map of **X**](https://i.example/p.png)',
      '1. one\n   - two\n\n     more\n3. three',
      '> Quoted words\n> over lines.\n> — The Bank',
      '| a | b |\n|---|---|\n|  | **d** |',
      '```\ncode "x"\n```',
      '---',
    ].join('\n\n');
    expect(brief(readBlocks(text, 'markdown'))).toEqual([
      ['heading', 2, 'Head line'],
      ['paragraph', 0, 'Soft break map of X'],
      ['item', 1, '1. one'],
      ['item', 2, 'two'],
      ['paragraph', 2, 'more'],
      ['item', 1, '3. three'],
      ['quote', 1, 'Quoted words over lines.'],
      ['quote', 1, '— The Bank'],
      ['cell', 0, 'a'],
      ['cell', 1, 'b'],
      ['cell', 0, ''],
      ['cell', 1, 'd'],
      ['code', 0, 'code "x"'],
    ]);
  });

  it('keeps marks with their words', () => {
    const [block] = readBlocks(
      'A **bold *both*** `c` [here](https://x.example/a) <mailto:a@x.example>',
      'markdown',
    );
    expect(marked(block)).toEqual([
      ['strong', 'bold both', undefined],
      ['em', 'both', undefined],
      ['code', 'c', undefined],
      ['link', 'here', 'https://x.example/a'],
      ['link', 'mailto:a@x.example', 'mailto:a@x.example'],
    ]);
  });

  it.each([
    ['[x](javascript:alert(1))', []],
    ['[x](/local)', [['link', 'x', undefined]]],
    ['[x](ftp://f.example/)', [['link', 'x', undefined]]],
    ['<b>raw</b>', []],
  ])('gives %s no address', (text, marks) => {
    expect(marked(readBlocks(text, 'markdown')[0])).toEqual(marks);
  });

  it('leaves raw HTML as the words it is', () => {
    expect(readBlocks('<script>x</script>', 'markdown')[0]?.text).toBe('<script>x</script>');
  });

  it('makes a link of an address only where no mark has made one', () => {
    const [block] = readBlocks(
      'See [https://a.example](https://b.example) and https://c.example and `https://d.example`.',
      'markdown',
    );
    expect(marked(block)?.map(([type, , href]) => [type, href])).toEqual([
      ['link', 'https://b.example'],
      ['link', 'https://c.example'],
      ['code', undefined],
    ]);
  });

  it('keeps the brackets of a marker that is defined as a reference link', () => {
    const [block] = readBlocks('It is banned [1].\n\n[1]: https://x.example/a', 'markdown');
    expect(block?.text).toBe('It is banned [1].');
    expect(marked(block)).toEqual([['link', '[1]', 'https://x.example/a']]);
  });
});

describe('text made to be slow', () => {
  it.each<[string, string, number]>([
    ['a mark at every letter', '*a', 1],
    ['brackets that never close', '[', 1],
    ['quotes in quotes', '> ', 0],
    ['markers as links', '[1](https://x.example) ', 1],
    ['headings', '# a\n', 20_000],
  ])('%s: is read all the same', (_, piece, blocks) => {
    expect(readBlocks(piece.repeat(20_000), 'markdown')).toHaveLength(blocks);
  });
});

describe('any text', () => {
  it('gives marks inside their block, in order, and the same blocks again', () => {
    const piece = fc.constantFrom(
      '**',
      '*',
      '`',
      '[a](http://x.y)',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      '|',
      'wörd ',
      '𝒳',
      '"',
      '#',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom('plain' as const, 'markdown' as const),
        (pieces, format) => {
          const text = pieces.join('');
          const blocks = readBlocks(text, format);
          expect(readBlocks(text, format)).toEqual(blocks);
          for (const block of blocks) {
            for (const mark of block.marks) {
              expect(mark.start).toBeLessThan(mark.end);
              expect(mark.end).toBeLessThanOrEqual(block.text.length);
            }
          }
        },
      ),
    );
  });
});
