import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Brief, briefSchema, type LeftOut } from '#domain/brief.ts';
import type { DraftOutcome } from '#domain/drafted-page.ts';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import { type BaseResearchOutput, baseResearchOutputSchema } from '#domain/step-output.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { checkContent } from '#ingest/verify-version.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { stepContext } from '../../test/research/step-context.ts';
import type { Analyst, Material } from './analyst.ts';
import { baseResearch } from './base-research.ts';
import { type BriefDeps, makeBrief } from './make-brief.ts';

const CELL = { jurisdiction: 'BT', topic: 'Retail_Trading_Status' } as const;

/** Invented throughout. */
const TEXTS = {
  decree: {
    ...{ title: 'Decree on virtual assets', publisher: 'Gazette of Bhutan', tier: 'law' as const },
    ...{ publishedOn: '2025-02-01', about: ['BT'] },
    text: 'DECREE\n\nArticle 1. Crypto-assets are banned in Bhutan, and nobody may buy, sell or hold them.\n\nArticle 2. Whoever acts against Article 1 is fined.',
  },
  news: {
    ...{ title: 'Coins in the valley', publisher: 'Valley Post', tier: 'news' as const, about: ['BT'] },
    publishedOn: '2025-05-01',
    text: 'PARO. Traders in Bhutan said that crypto-assets are banned for citizens. The ministry of Bhutan did not comment.\n\nThe road to Thimphu was closed by snow in the morning, and the market opened late.',
  },
  neighbour: {
    ...{ title: 'Nepal looks at coins', publisher: 'Hill Times', tier: 'news' as const, about: [] },
    text: 'KATHMANDU. Nepal bans crypto-assets for citizens, the bank of Nepal said. Nepal had warned before. In Nepal the police seized machines. Bhutan has rules of its own.',
  },
  roads: {
    ...{ title: 'Roads of Bhutan', tier: 'government' as const, about: ['BT'] },
    text: 'The roads of Bhutan are kept by the ministry. Lorries pay a toll.',
  },
};

const NOTHING_OPEN = { open: 0, critical: 0 };

/** A draft that says so much of the decree, sentence by sentence. */
const draftOf = (...texts: readonly (readonly [text: string, passage: string])[]): DraftOutcome => {
  const statements = texts.map(([text, passage]) => ({ text, passages: [passage], quotation: null }));
  return {
    kind: 'drafted',
    page: {
      ...{ status: 'Banned', unknownReason: null, ground: 'explicit-law', statusSince: null, rationale: [] },
      ...{ statusStatements: statements.slice(0, 1), headings: [], laws: [], findings: [] },
      sections: [{ key: 'detailed-explanation', statements }],
    },
  };
};
const BAN = ['Crypto-assets are banned in Bhutan, and nobody may buy, sell or hold them.', 'P2'] as const;

const refuse = async (): Promise<never> => {
  throw new Error('a run on the corpus alone went out');
};

const seen = (leftOut: readonly LeftOut[]) =>
  leftOut.map(({ title, reason, words }) => ({ title, reason, words }));

describeStore('base research', (store) => {
  let folder = '';
  let index: SearchIndex;
  let deps: BriefDeps;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regatlas-research-'));
    const data = await readReferenceData(resolve(import.meta.dirname, '../../data'));
    await store().write((tx) => syncReferenceData(tx, data));
    index = createSearchIndex({ store: store(), folder, topics: data.topics });
    deps = {
      ...{ store: store(), index, clock: () => new Date('2026-03-10T00:00:00Z') },
      reference: { ...data, gazetteer: createGazetteer(data.jurisdictions) },
      ...{ fetch: refuse, capture: refuse, searches: refuse },
    };
  });
  afterEach(async () => {
    index.close();
    await rm(folder, { recursive: true, force: true });
  });

  const cellOf = (wanted: string = CELL.jurisdiction) => {
    const jurisdiction = deps.reference.jurisdictions.find(({ code }) => code === wanted);
    const topic = deps.reference.topics.find(({ key }) => key === CELL.topic);
    if (jurisdiction === undefined || topic === undefined) throw new Error('the cell is not there');
    return { jurisdiction, topic };
  };
  const briefOf = async (): Promise<Brief> => (await makeBrief(deps, stepContext(CELL), cellOf())).brief;

  /** Runs the step with an analyst that does what it is told and keeps what it was given; the check is the real one. */
  const work = async (draft: (material: Material) => DraftOutcome) => {
    const given: Material[] = [];
    const analyst: Analyst = {
      identity: { kind: 'extractive', rules: 'test/1', model: null },
      draft: async (material) => {
        given.push(material);
        return draft(material);
      },
      mend: async () => [],
    };
    const context = stepContext(CELL);
    const step = baseResearch({
      ...deps,
      analysts: { extractive: async () => analyst, model: async () => analyst },
      check: (content) => store().write((tx) => checkContent(tx, deps, content, NOTHING_OPEN)),
    });
    const end = await (await step(context))({} as never);
    return { end, output: baseResearchOutputSchema.parse(end.output), given, logged: context.logged };
  };
  const abstain = (): DraftOutcome => ({
    ...{ kind: 'abstained', reason: 'no-primary-source', words: 'Nobody says it.', findings: [] },
  });

  it('takes what speaks of the cell, by who speaks, and numbers its passages', async () => {
    await addTexts(store(), [TEXTS.news, TEXTS.decree]);
    const brief = briefSchema.parse(await briefOf());
    expect(brief.sources.map(({ ref, title, tier }) => [ref, title, tier])).toEqual([
      ['1', 'Decree on virtual assets', 'law'],
      ['2', 'Coins in the valley', 'news'],
    ]);
    expect(brief.passages.map(({ id, ref, text }) => [id, ref, text.slice(0, 10)])).toEqual([
      ['P1', '1', 'DECREE'],
      ['P2', '1', 'Article 1.'],
      ['P3', '1', 'Article 2.'],
      ['P4', '2', 'PARO. Trad'],
      ['P5', '2', 'The road t'],
    ]);
    expect(brief.leftOut).toEqual([]);
  });

  it('cuts passages where the store has them, whatever characters come before', async () => {
    await addTexts(store(), [{ ...TEXTS.decree, text: `𝔄𝔅 ${TEXTS.decree.text}` }]);
    const { brief, texts } = await makeBrief(deps, stepContext(CELL), cellOf());
    const points = [...(texts.get('1')?.text ?? '')];
    for (const { start, end, text } of brief.passages) expect(points.slice(start, end).join('')).toBe(text);
    expect(brief.passages).toHaveLength(3);
  });

  it('leaves out another country, what is off the topic and teaching texts, each with what it was seen by', async () => {
    await addTexts(store(), [TEXTS.decree, TEXTS.neighbour, TEXTS.roads]);
    await addTexts(store(), [{ ...TEXTS.news, title: 'A lesson' }], EXAMPLE_ACTOR);
    const brief = await briefOf();
    expect(brief.sources.map(({ title }) => title)).toEqual(['Decree on virtual assets']);
    expect(seen(brief.leftOut)).toEqual([
      {
        title: 'Nepal looks at coins',
        reason: 'other-jurisdiction',
        words: 'It is about Nepal (named 6 times) and names Bhutan once.',
      },
      {
        title: 'Roads of Bhutan',
        reason: 'off-topic',
        words: 'Its one passage has no word by which texts on “Retail trading status” are known.',
      },
      {
        title: 'A lesson',
        reason: 'teaching-text',
        words: 'It is an invented teaching text, which bears no real page.',
      },
    ]);
  });

  it('considers texts on the topic that never name the country, and a declared one is taken at its word', async () => {
    await addTexts(store(), [
      { ...TEXTS.neighbour, text: TEXTS.neighbour.text.replace(/ Bhutan has.*/, ''), about: ['NP'] },
      { ...TEXTS.decree, text: TEXTS.decree.text.replace(' in Bhutan', '') },
    ]);
    const brief = await briefOf();
    expect(brief.sources.map(({ title }) => title)).toEqual(['Decree on virtual assets']);
    expect(seen(brief.leftOut)).toEqual([
      {
        title: 'Nepal looks at coins',
        reason: 'other-jurisdiction',
        words: 'It was declared to be about Nepal when it was added.',
      },
    ]);
  });

  it('takes the law of a union for its members only, and a text by words of the country’s own language', async () => {
    await addTexts(store(), [
      {
        ...{ title: 'Regulation', tier: 'law' as const, about: [] },
        text: 'REGULATION OF THE EUROPEAN UNION\n\nIn the European Union crypto-assets may be sold by licensed firms only.',
      },
      {
        ...{
          title: 'Merkblatt',
          tier: 'regulator' as const,
          about: [],
          url: 'https://amt.example.de/merkblatt',
        },
        text: 'Der Handel mit Kryptowerten ist erlaubt.\n\nKryptowerte dürfen gehalten werden.',
      },
    ]);
    const german = await makeBrief(deps, stepContext({ ...CELL, jurisdiction: 'DE' }), cellOf('DE'));
    expect(german.brief.sources.map(({ title, reasons }) => [title, reasons[0]])).toEqual([
      ['Regulation', 'It is about the European Union, whose rules apply in Germany.'],
      ['Merkblatt', 'It names no jurisdiction and stands on a site of Germany (amt.example.de).'],
    ]);
    const bhutanese = await briefOf();
    expect(bhutanese.sources).toEqual([]);
    expect(seen(bhutanese.leftOut)[0]?.words).toBe(
      'It is about the European Union (named 2 times) and never names Bhutan.',
    );
  });

  it('keeps one of several prints, the one of most weight and then the oldest, and names it with the others', async () => {
    const print = (title: string, publishedOn: string, tier: 'news' | 'blog') => ({
      ...{ ...TEXTS.news, title, publishedOn, tier },
      text: `${title}.\n\n${TEXTS.news.text}`,
    });
    await addTexts(store(), [
      print('Late print', '2025-05-03', 'news'),
      print('First print', '2025-05-01', 'news'),
      print('Blog', '2025-04-01', 'blog'),
    ]);
    const brief = await briefOf();
    expect(brief.sources.map(({ title, copies }) => [title, copies])).toEqual([['First print', [1, 3]]]);
    expect(seen(brief.leftOut)).toEqual([
      {
        title: 'Late print',
        reason: 'copy',
        words: 'It is a copy of source 2 (“First print”), which is kept.',
      },
      {
        title: 'Blog',
        reason: 'copy',
        words:
          'It is a copy of source 2 (“First print”), which comes from who speaks with more weight (news).',
      },
    ]);
  });

  it('makes the same brief of the same store', async () => {
    await addTexts(store(), Object.values(TEXTS));
    expect(await briefOf()).toEqual(await briefOf());
  });

  it('goes on with what is tied to the country when the index cannot be used, and says so', async () => {
    await addTexts(store(), [TEXTS.decree]);
    const broken = createSearchIndex({ store: store(), folder: '/dev/null/nowhere', topics: [] });
    const context = stepContext(CELL);
    const { brief } = await makeBrief({ ...deps, index: broken }, context, cellOf());
    expect(brief.sources).toHaveLength(1);
    expect(context.logged[0]).toMatch(
      /^Of the stored sources only those tied to the jurisdiction are looked at\. The search index cannot/,
    );
  });

  it('abstains without asking the analyst when there is nothing at all', async () => {
    const { end, output, given } = await work(abstain);
    expect(end).toMatchObject({
      ...{ state: 'Abstained', version: null },
      reason:
        'Nothing that is stored or was found speaks of “Retail trading status” in Bhutan. No source on it of these kinds was found: law, regulator, court, government.',
    });
    expect(output.abstained?.reason).toBe('no-primary-source');
    expect(given).toEqual([]);
  });

  it('hands the analyst whole texts by their marks, and says with its words what is missing', async () => {
    await addTexts(store(), [TEXTS.decree, TEXTS.news]);
    const { end, output, given, logged } = await work(abstain);
    expect([...(given[0]?.texts ?? [])].map(([ref, { title, text }]) => [ref, title, text])).toEqual([
      ['1', TEXTS.decree.title, TEXTS.decree.text],
      ['2', TEXTS.news.title, TEXTS.news.text],
    ]);
    expect(Object.keys(given[0]?.texts.get('1') ?? {})).not.toContain('sourceId');
    expect(end.reason).toBe(
      'Nobody says it. No source on it of these kinds was found: regulator, court, government.',
    );
    expect(output).toMatchObject({
      page: null,
      content: null,
      check: null,
    } satisfies Partial<BaseResearchOutput>);
    expect(logged).toEqual([
      '2 sources considered, 0 left out.',
      'The brief has 5 passages of 2 sources.',
      'Drafting (test/1).',
    ]);
  });

  it('completes with a draft in which every sentence is borne out', async () => {
    await addTexts(store(), [TEXTS.decree]);
    const { end, output } = await work(() =>
      draftOf(BAN, ['Whoever acts against Article 1 is fined.', 'P3']),
    );
    expect(end).toMatchObject({ state: 'Completed', reason: null, version: null });
    expect(output.content?.status).toBe('Banned');
    expect(output.check?.verdicts.supported).toBe(output.check?.sentences);
    expect(output.origins.every(({ passages }) => passages.length > 0)).toBe(true);
    expect(output.repairs).toEqual([]);
  });

  it('completes with findings when a sentence had to be cut, and says so', async () => {
    await addTexts(store(), [TEXTS.decree]);
    const { end, output } = await work(() => draftOf(BAN, ['The fine is 900 ngultrum.', 'P3']));
    expect(end).toMatchObject({
      ...{ state: 'Completed with findings', reason: '1 sentence was not borne out and cut.' },
    });
    expect(output.repairs).toMatchObject([{ outcome: 'cut', before: 'The fine is 900 ngultrum.' }]);
    expect(JSON.stringify(output.content)).not.toContain('900');
  });

  it('abstains when nothing is left that states the status', async () => {
    await addTexts(store(), [TEXTS.decree]);
    const { end, output } = await work(() =>
      draftOf(['Crypto-assets are allowed in Bhutan, and everybody may hold them.', 'P2']),
    );
    expect(end.state).toBe('Abstained');
    expect(end.reason).toMatch(/No source on it of these kinds was found: regulator, court, government\.$/);
    expect(output.repairs).toMatchObject([{ outcome: 'flagged', after: expect.anything() }]);
    expect(output.content).toBeNull();
  });
});

describe('a run on something that is no longer there', () => {
  it('is refused by name', async () => {
    const context = stepContext({ jurisdiction: 'XX', topic: 'Gone' });
    const reference = { jurisdictions: [], topics: [], gazetteer: createGazetteer([]) };
    await expect(baseResearch({ reference } as never)(context)).rejects.toMatchObject({
      code: 'unknown-jurisdiction',
    });
  });
});
