import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldGazetteer, fieldTopics } from '../../../test/fixtures/signals/field.ts';
import type { CheckableContent } from '../checkable-content.ts';
import type { SourceText } from '../source-text.ts';
import { verifyContent } from '../verify-content.ts';
import { extractSignals } from './extract-signals.ts';
import { relateSignal } from './relate-signal.ts';

const shared = (name: string) => new URL(`../../../../shared/${name}`, import.meta.url);
const ARTICLE = shared('seeds/001_7f6c977e5bc026ad.txt');
const TRACKER = shared('data/atlantic_cbdc_tracker_2022-01.csv');
const URL_OF_ARTICLE =
  'https://cointelegraph.com/news/north-korea-needs-its-own-national-crypto-cbdc-fever-spreads-in-asia';

const known = { topics: fieldTopics, gazetteer: fieldGazetteer };
const topicOf = (key: string) => fieldTopics.find((topic) => topic.key === key)!;

const news = (text: string): SourceText => ({
  ...{ sha256: 'a'.repeat(64), textSha256: 'b'.repeat(64), extractor: 'plain-text', pageStarts: [], text },
  ...{ title: null, publisher: null, publishedOn: null, fileName: null, tier: 'news', url: null },
});
const article = (): SourceText => ({ ...news(readFileSync(ARTICLE, 'utf8')), url: URL_OF_ARTICLE });

const page = (topic: string, status: string, text: string): CheckableContent => ({
  ...{
    schema: 'regatlas.analysis/1',
    jurisdiction: 'KP',
    topic,
    language: 'en',
    textFormat: 'plain',
    status,
  },
  ...{ unknownReason: null, ground: null, statusSince: null, laws: [], outline: null, report: null },
  sections: [{ key: 'executive-summary', text }],
  sources: [
    {
      ref: '1',
      title: null,
      publisher: null,
      url: URL_OF_ARTICLE,
      publishedOn: null,
      snapshot: null,
      quote: null,
      note: null,
    },
  ],
  ...{ grounding: [], reviews: [] },
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
});

describe.skipIf(!existsSync(ARTICLE))('the seed article', () => {
  const signals = existsSync(ARTICLE) ? extractSignals(article(), known) : [];

  it('gives its two statements and nothing else', () => {
    expect(signals.map(({ jurisdiction, topic, status }) => [jurisdiction, topic, status])).toEqual([
      ['KP', 'CBDC_Status', 'Announced'],
      ['KP', 'Retail_Trading_Status', 'Allowed-Unregulated'],
    ]);
  });

  it('reports that citizens may own crypto-assets, by a spokesperson, in a year that is not known, unconfirmed', () => {
    const owning = signals[1]!;
    expect(owning).toMatchObject({
      speaker: 'Alejandro Cao de Benos',
      modality: 'asserted',
      unconfirmed: true,
      when: { words: 'Sept. 10', date: '--09-10' },
    });
    expect(owning.speakerRole).toMatch(/^a Special Delegate/);
    const { relation, reasons } = relateSignal(owning, {
      topic: topicOf('Retail_Trading_Status'),
      content: page('Retail_Trading_Status', 'Banned', 'Private persons may not hold crypto-assets.'),
    });
    expect(relation).toBe('contradicts');
    expect(reasons.join(' ')).toMatch(/unconfirmed/);
  });

  it('reports the announced currency as announced and unconfirmed', () => {
    expect(signals[0]).toMatchObject({ modality: 'announced', unconfirmed: true });
    expect(signals[0]!.quote.exact).toMatch(/readiness to issue digital money/);
  });
});

describe.skipIf(!existsSync(ARTICLE) || !existsSync(TRACKER))(
  'the tracker that cites the seed article',
  () => {
    it('is contradicted by what it cites', () => {
      const csv = existsSync(TRACKER) ? readFileSync(TRACKER, 'utf8') : '';
      const row = csv.split('\n').find((line) => line.includes(',North Korea,'))!;
      const claim = row.split(',').find((cell) => cell.includes('no evidence'))!;
      const report = verifyContent({
        content: page('CBDC_Status', 'Inactive', `${claim.trim().replace(/\.$/, '')} [1].`),
        ...{
          sources: [article()],
          gazetteer: fieldGazetteer,
          topics: fieldTopics,
          topic: topicOf('CBDC_Status'),
        },
        ...{ asOf: null, openChallenges: 0 },
      });
      const [sentence] = report.sentences;
      expect(sentence?.verdict).toBe('contradicted');
      expect(sentence?.reasons.join(' ')).toMatch(
        /announcement by .*North Korean authorities.*readiness to issue/,
      );
      expect(sentence?.passages[0]?.quote.exact).toMatch(/readiness to issue digital money/);
    });
  },
);

describe('the example that ships with the program', () => {
  const read = (name: string) => {
    const file = new URL(`../../../data/example/sources/${name}`, import.meta.url);
    const text = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
    const signals = extractSignals({ ...news(text), publishedOn: '2026-10-05' }, known);
    const content = page('Retail_Trading_Status', 'Banned', 'In practice trading crypto-assets is banned.');
    return signals.map((signal) => ({
      ...signal,
      relation: relateSignal(signal, { topic: topicOf('Retail_Trading_Status'), content }).relation,
    }));
  };

  it('is confirmed by the note on practice, whose silence of the law speaks against nothing', () => {
    expect(read('state-control-note.md').map(({ status, relation }) => [status, relation])).toEqual([
      ['Unclear', 'not-addressed'],
      ['Banned', 'confirms'],
    ]);
  });

  it('is contradicted by the statement alone, with who made it', () => {
    const against = read('spokesperson-statement-note.md').filter(
      ({ relation }) => relation === 'contradicts',
    );
    expect(against).toMatchObject([
      { status: 'Allowed-Unregulated', speaker: 'Alejandro Cao de Benos', unconfirmed: true },
    ]);
    expect(against[0]?.speakerRole).toMatch(/^special delegate of the North Korean Committee/);
  });
});

describe('a currency of the central bank', () => {
  const statuses = (text: string) =>
    extractSignals(news(text), known).flatMap(({ topic, status }) =>
      topic === 'CBDC_Status' ? [status] : [],
    );

  it('is tried out with commercial banks', () => {
    expect(
      statuses('The Bank of Ghana has begun a pilot of its digital currency with four commercial banks.'),
    ).toEqual(['Pilot']);
  });

  it('is no commercial one', () => {
    expect(
      statuses('In Ghana a shop has begun a pilot of a commercial token, a digital currency of its own.'),
    ).toEqual([]);
  });
});
