/**
 * Research on real laws that are stored article by article, on a topic from another field than crypto-assets. Skipped
 * where ../shared is not there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BaseResearchOutput, baseResearchOutputSchema } from '#domain/step-output.ts';
import { checkContent } from '#ingest/verify-version.ts';
import { baseResearch } from '#research/base-research.ts';
import { extractiveAnalyst } from '#research/extractive/extractive-analyst.ts';
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

    /** The first step as the program works it, with rules for an analyst. */
    const research = async (code: string): Promise<{ state: string; output: BaseResearchOutput }> => {
      const deps = briefDeps();
      const analyst = extractiveAnalyst(lawReference);
      const step = baseResearch({
        ...deps,
        analysts: { extractive: async () => analyst, model: refuse },
        check: (content) => store().write((tx) => checkContent(tx, deps, content, { open: 0, critical: 0 })),
      });
      const end = await (await step(stepContext({ jurisdiction: code, topic: TOPIC })))({} as never);
      return { state: end.state, output: baseResearchOutputSchema.parse(end.output) };
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

    it.each([
      {
        ...{
          code: 'EU',
          act: 'Regulation (EU) 2016/679 (General Data Protection Regulation)',
          number: '2016/679',
        },
        articles: ['Article 33', 'Article 34'],
        dates: ['2016-04-27', '2016-05-24', '2018-05-25'],
        url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj/eng',
      },
      {
        ...{ code: 'CN', act: 'Regulations on Network Data Security Management', number: null },
        articles: ['Article 11'],
        dates: ['2024-08-30', '2025-01-01', '2025-01-01'],
        url: 'https://app.www.gov.cn/govdata/gov/202409/30/520076/article.html',
      },
    ])('on $code drafts a page that cites $articles of the law, borne out to the word', async (wanted) => {
      const { state, output } = await research(wanted.code);
      expect(state).toBe('Completed');
      const { content, page, check, repairs } = output;
      if (content === null || page === null || check === null) throw new Error('nothing was drafted');
      expect(content).toMatchObject({
        status: 'Required',
        ground: 'explicit-law',
        statusSince: wanted.dates[2],
      });
      expect(check).toMatchObject({ evidenceState: 'verified', criticalFindings: 0 });
      const given = Object.entries(check.verdicts).filter(([, count]) => count > 0);
      expect([given.map(([verdict]) => verdict), repairs]).toEqual([['supported'], []]);
      expect(check.quotations.total).toBeGreaterThan(8);
      expect(check.quotations.verified).toBe(check.quotations.total);

      const written = content.sections.map(({ text }) => text).join('\n');
      for (const article of wanted.articles) {
        expect(written).toMatch(new RegExp(`${article}(?:\\(\\d+\\))? of `));
        expect(content.sources.map(({ title }) => title)).toContainEqual(
          expect.stringMatching(new RegExp(`— ${article}\\b`)),
        );
      }
      expect(content.laws).toMatchObject([
        {
          ...{
            name: wanted.act,
            number: wanted.number,
            article: expect.stringContaining(wanted.articles[0]?.slice(8) ?? ''),
          },
          ...{ enactedOn: wanted.dates[0], inForceOn: wanted.dates[1], applicableOn: wanted.dates[2] },
          url: wanted.url,
        },
      ]);
      for (const { title } of content.sources) expect(title?.startsWith(`${wanted.act} — `)).toBe(true);
      expect((await research(wanted.code)).output.content).toEqual(content);
    });

    it('drafts for a member of the Union what the Union’s law says', async () => {
      const { output } = await research('DE');
      expect(output.content).toMatchObject({ jurisdiction: 'DE', status: 'Required' });
      expect(output.check).toMatchObject({ evidenceState: 'verified' });
    });

    it('abstains where the stored law says nothing of it', async () => {
      const { state, output } = await research('KR');
      expect([state, output.content, output.brief.passages]).toEqual(['Abstained', null, []]);
      expect(output.abstained?.words).toMatch(/^Nothing that is stored or was found speaks of/);
    });
  });
} else {
  it.skip('research on laws (../shared is not there)', () => undefined);
}
