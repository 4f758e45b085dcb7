/**
 * Real laws, article by article: GDPR, AI Act, and acts of China and Korea from a public collection. Skipped where
 * ../shared is not there, as nothing of it is in the repository.
 */
import { expect, it } from 'vitest';
import type { CheckableContent } from '#grounding/checkable-content.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { documentKeys } from '#grounding/same-document.ts';
import { extractSignals } from '#grounding/signals/extract-signals.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { extractSource } from '#ingest/extract/extract.ts';
import { listSourceTexts, type StoredSourceText } from '#store/candidate-sources.ts';
import type { Store } from '#store/connect.ts';
import { getSnapshotBytes } from '#store/sources.ts';
import { addAllArticles, hasLawArticles } from './database/law-articles.ts';
import { describeStore } from './database/with-database.ts';
import { fieldGazetteer, fieldTopics } from './fixtures/signals/field.ts';

const known = { topics: fieldTopics, gazetteer: fieldGazetteer };
const BREACH = fieldTopics.find(({ key }) => key === 'Data_Breach_Notification') ?? null;

const sourcesOf = async (store: Store, code: string): Promise<StoredSourceText[]> => {
  const { rows } = await store.pool.query<{ source: number }>(
    "select source from source_jurisdiction where jurisdiction = $1 and basis = 'declared' order by source",
    [code],
  );
  return store.read((tx) =>
    listSourceTexts(
      tx,
      rows.map((row) => row.source),
    ),
  );
};

const page = (jurisdiction: string, text: string): CheckableContent => ({
  ...{ schema: 'regatlas.analysis/1', jurisdiction, topic: 'Data_Breach_Notification', language: 'en' },
  ...{
    textFormat: 'plain',
    status: 'Required',
    unknownReason: null,
    ground: 'explicit-law',
    statusSince: null,
  },
  sections: [{ key: 'executive-summary', text }],
  ...{ laws: [], outline: null, report: null, sources: [], grounding: [], reviews: [] },
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
});

const verify = (content: CheckableContent, sources: readonly StoredSourceText[]) =>
  verifyContent({ content, sources, ...known, topic: BREACH, asOf: '2026-11-01', openChallenges: 0 });

/** The paragraph of an article that holds these words. */
const paragraphWith = (sources: readonly StoredSourceText[], article: string, words: string) => {
  const text = sources.find(
    ({ title }) => title?.includes(`${article}:`) || title?.includes(`${article} (`),
  )?.text;
  return text?.split('\n\n').find((paragraph) => paragraph.includes(words)) ?? '';
};

if (hasLawArticles) {
  describeStore('355 articles of five laws', (store) => {
    it('are 355 sources, each whole, each of its own jurisdiction, and none a copy of another', async () => {
      const added = await addAllArticles(store());
      expect(added.map(({ articles }) => articles)).toEqual([99, 119, 64, 24, 49]);
      expect(await addAllArticles(store())).toEqual(
        added.map((one) => ({ ...one, added: 0, ids: [], versionsToVerify: [] })),
      );
      const { rows } = await store().pool.query<{ code: string; n: number; passages: number; law: number }>(
        `select j.jurisdiction as code, count(distinct s.id)::int as n, count(p.*)::int as passages,
                count(distinct s.id) filter (where s.tier = 'law' and s.title is not null and s.published_on is not null
                  and s.publisher is not null and s.url is not null)::int as law
           from source s join snapshot n on n.source = s.id join source_text t on t.snapshot = n.sha256
           join passage p on p.source_text = t.id
           join source_jurisdiction j on j.source = s.id and j.basis = 'declared' group by 1 order by 1`,
      );
      expect(rows.map(({ code, n, law }) => [code, n, law])).toEqual([
        ['CN', 88, 88],
        ['EU', 218, 218],
        ['KR', 49, 49],
      ]);
      const all = (await Promise.all(['CN', 'EU', 'KR'].map((code) => sourcesOf(store(), code)))).flat();
      const keys = documentKeys(
        all,
        all.map(({ text }) => prepareSource(text)),
      );
      expect(keys).toEqual(all.map((_, index) => index));
    });

    it('give the same text again from their snapshot', async () => {
      await addAllArticles(store());
      for (const source of (await sourcesOf(store(), 'CN')).slice(0, 3)) {
        const { bytes, mediaType } = await store().read((tx) => getSnapshotBytes(tx, source.sha256));
        const hints = { name: null, charset: null, declaredMediaType: mediaType };
        expect((await extractSource(bytes, hints)).extracted.text).toBe(source.text);
      }
    });

    it('state the duty to notify a breach where they lay it down, and nowhere else', async () => {
      await addAllArticles(store());
      const all = (await Promise.all(['CN', 'EU', 'KR'].map((code) => sourcesOf(store(), code)))).flat();
      const stated = all.flatMap((source) =>
        extractSignals(source, known).map(({ jurisdiction, topic, status, modality }) => [
          source.fileName?.split('#')[1],
          ...[jurisdiction, topic, status, modality],
        ]),
      );
      expect(stated).toEqual([
        ['cn-network-data-reg-art-11', 'CN', 'Data_Breach_Notification', 'Required', 'asserted'],
        ['eu-gdpr-art-33', 'EU', 'Data_Breach_Notification', 'Required', 'asserted'],
        ['eu-gdpr-art-34', 'EU', 'Data_Breach_Notification', 'Required', 'asserted'],
      ]);
    });

    it.each([
      ['EU', 'Article 33', 'not later than 72 hours'],
      ['EU', 'Article 34', 'communicate the personal data breach to the data subject'],
      ['CN', 'Article 11', 'shall notify interested parties of the security incident'],
    ])('%s %s bears the status alone', async (code, article, words) => {
      await addAllArticles(store());
      const sources = await sourcesOf(store(), code);
      const paragraph = paragraphWith(sources, article, words);
      const report = verify(page(code, paragraph), sources);
      expect(new Set(report.sentences.map(({ verdict }) => verdict))).toEqual(new Set(['supported']));
      expect(report.evidenceState).toBe('verified');
      const bearing = report.sentences[0]?.passages[0]?.source ?? -1;
      expect(sources[bearing]?.title).toContain(article);
    });

    it('do not bear the status of another jurisdiction, nor one with a figure that is wrong', async () => {
      await addAllArticles(store());
      const [eu, kr] = await Promise.all(['EU', 'KR'].map((code) => sourcesOf(store(), code)));
      const paragraph = paragraphWith(eu ?? [], 'Article 33', 'not later than 72 hours');
      expect(verify(page('KR', paragraph), kr ?? []).evidenceState).toBe('unverified');
      const changed = verify(page('EU', paragraph.replace('72 hours', '24 hours')), eu ?? []);
      expect(changed.sentences.find(({ text }) => text.includes('24 hours'))?.verdict).toBe('contradicted');
    });
  });
} else {
  it.skip('355 articles of five laws (../shared is not there)', () => undefined);
}
