/**
 * Research on real laws that are stored article by article, on a topic from another field than crypto-assets. Skipped
 * where ../shared is not there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeBrief } from '#research/make-brief.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { addAllArticles, hasLawArticles, lawReference } from './database/law-articles.ts';
import { describeStore } from './database/with-database.ts';
import { stepContext } from './research/step-context.ts';

const TOPIC = 'Data_Breach_Notification';

const refuse = async (): Promise<never> => {
  throw new Error('a run on the corpus alone went out');
};

const cellOf = (code: string) => {
  const jurisdiction = lawReference.jurisdictions.find((each) => each.code === code);
  const topic = lawReference.topics.find(({ key }) => key === TOPIC);
  if (jurisdiction === undefined || topic === undefined) throw new Error('the cell is not there');
  return { jurisdiction, topic };
};

if (hasLawArticles) {
  describeStore('research on laws', (store) => {
    let folder = '';
    let index: SearchIndex;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'regatlas-laws-'));
      index = createSearchIndex({ store: store(), folder, topics: lawReference.topics });
      await addAllArticles(store());
    });
    afterEach(async () => {
      index.close();
      await rm(folder, { recursive: true, force: true });
    });

    const briefDeps = () => ({
      ...{ store: store(), index, clock: () => new Date('2026-11-01T00:00:00Z'), reference: lawReference },
      ...{ fetch: refuse, capture: refuse, searches: refuse },
    });
    const materialOf = async (code: string) => {
      const cell = cellOf(code);
      const context = stepContext({ jurisdiction: code, topic: TOPIC });
      return { ...cell, ...(await makeBrief(briefDeps(), context, cell)) };
    };

    it.each([
      ['EU', /^Regulation \(EU\) 2016\/679/, ['Article 33', 'Article 34']],
      ['DE', /^Regulation \(EU\) 2016\/679/, ['Article 33', 'Article 34']],
      ['CN', /^Regulations on Network Data Security Management/, ['Article 11']],
    ])(
      'on %s takes the articles on the duty first, and those of no other legal order',
      async (code, act, first) => {
        const { brief } = await materialOf(code);
        const titles = brief.sources.map(({ title }) => title ?? '');
        for (const title of titles) expect(title).toMatch(act);
        expect(titles.slice(0, first.length)).toEqual(
          first.map((article) => expect.stringMatching(new RegExp(`— ${article}\\b`))),
        );
        expect(brief.leftOut.filter(({ reason }) => reason === 'copy')).toEqual([]);
      },
    );

    it('finds nothing where the stored law says nothing of it', async () => {
      const { brief } = await materialOf('KR');
      expect([brief.sources, brief.passages]).toEqual([[], []]);
    });
  });
} else {
  it.skip('research on laws (../shared is not there)', () => undefined);
}
