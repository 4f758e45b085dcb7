/** Widths, themes, movement and paper: what a page looks like on whatever it is read on. */
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { ADDED_SENTENCE, ANALYSES } from './fill-site.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources', 'second version', 'contradiction');
const EXAMPLE = `/analyses/${ANALYSES.example}`;
const WIDTHS = [360, 390, 768, 1440, 3840];

describe('at every width', () => {
  test.each(PAGES)('the page “$name” never scrolls sideways, folded or unfolded', async ({ path }) => {
    const page = await site.open(path);
    const tooWide: string[] = [];
    for (const unfolded of [false, true]) {
      if (unfolded) {
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
      }
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const surplus = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        if (surplus > 0)
          tooWide.push(`${surplus} px too wide at ${width} px, ${unfolded ? 'unfolded' : 'folded'}`);
      }
    }
    expect(tooWide).toEqual([]);
  });

  test('lines of text stay within a measure that can be read', async () => {
    const page = await site.open(EXAMPLE, { viewport: { width: 3840, height: 1600 } });
    const paragraph = page.getByRole('region', { name: 'Executive summary' }).locator('p').first();
    const characters = await paragraph.evaluate((element) => {
      const perCharacter = Number.parseFloat(getComputedStyle(element).fontSize) * 0.45;
      return element.getBoundingClientRect().width / perCharacter;
    });
    expect(characters).toBeLessThan(90);
  });
});

describe('themes and movement', () => {
  test('dark is a paper of its own, and follows what the reader’s device asks for', async () => {
    const papers = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await site.open(EXAMPLE, { colorScheme });
        return page.evaluate(() => {
          const [r = 0, g = 0, b = 0] = (
            getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g) ?? []
          ).map(Number);
          return r + g + b;
        });
      }),
    );
    expect(papers[0]).toBeGreaterThan(600);
    expect(papers[1]).toBeLessThan(150);
  });

  test.each([
    ['no-preference', 150],
    ['reduce', 1],
  ] as const)('with reduced motion “%s” nothing moves for longer than %i ms', async (reducedMotion, most) => {
    const page = await site.open(EXAMPLE, { reducedMotion });
    const longest = await page.evaluate(() => {
      const seconds = [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
        const smooth = scrollBehavior === 'smooth' ? ['1'] : [];
        return [...transitionDuration.split(','), ...animationDuration.split(','), ...smooth];
      });
      return Math.max(...seconds.map((value) => Number.parseFloat(value) * 1000));
    });
    expect(longest).toBeLessThanOrEqual(most);
  });
});

describe('on paper', () => {
  async function print(path: string): Promise<string[]> {
    const page = await site.open(path);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { text } = await extractText(document, { mergePages: false });
    return text.map((one) => one.replaceAll(/\s+/g, ' '));
  }

  test('an analysis is a memo with its identity on every page', async () => {
    const pages = await print(EXAMPLE);
    expect(pages.length).toBeGreaterThan(2);
    for (const text of pages) {
      expect(text).toMatch(/#1, version 2/);
      expect(text).toMatch(/sha256 [0-9a-f]{16}/);
    }
  });

  test('carries its evidence as notes, its addresses written out and its hashes whole', async () => {
    const memo = (await print(EXAMPLE)).join(' ');
    expect(memo).toContain(ADDED_SENTENCE);
    expect(memo).toMatch(/In the source/i);
    expect(memo).toMatch(/snapshot [0-9a-f]{12}/);
    expect(memo.replaceAll(' ', '')).toContain(
      'https://www.cisa.gov/news-events/cybersecurity-advisories/aa22-108a',
    );
    expect(memo.replaceAll(' ', '')).toMatch(/[0-9a-f]{64}/);
    expect(memo).toMatch(/No legal advice/i);
    // What can only be clicked has no place on paper.
    expect(memo).not.toMatch(/Submit review|Skip to the content/);
  });

  test('a source carries its hash and its text', async () => {
    const pages = await print('/sources/1');
    expect(pages.join(' ').replaceAll(' ', '')).toMatch(/[0-9a-f]{64}/);
    for (const text of pages) expect(text).toMatch(/sha256 [0-9a-f]{16}/);
  });
});
