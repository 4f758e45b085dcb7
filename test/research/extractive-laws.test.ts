/** The analyst on 355 real articles of law, where the collection is at hand: the right articles, cited by number. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SourceText } from '#domain/source.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { extractSource } from '#ingest/extract/extract.ts';
import { LAW_ARTICLE_MEDIA_TYPE } from '#ingest/extract/law-article.ts';
import { readCollectionLists, readLawArticles } from '#ingest/read-law-articles.ts';
import { composeContent } from '#research/compose-content.ts';
import { draftPage } from '#research/extractive/draft-page.ts';
import { EXTRACTIVE_IDENTITY } from '#research/extractive/extractive-analyst.ts';
import { fieldGazetteer, fieldTopics } from '../fixtures/signals/field.ts';
import { makeMaterial, storedText } from './make-material.ts';

const FOLDER = new URL('../../../shared/data/law_texts_compliance_compass/', import.meta.url);
const topic = fieldTopics.find(({ key }) => key === 'Data_Breach_Notification')!;

async function readActs(...files: string[]): Promise<SourceText[]> {
  const open = (file: string) => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') });
  const lists = readCollectionLists(open('instruments.json'), open('jurisdictions.json'));
  const articles = files.flatMap((file) => readLawArticles(open(file), lists));
  return Promise.all(
    articles.map(async ({ id, bytes }) => {
      const { extracted, facts } = await extractSource(bytes, {
        ...{ name: id, declaredMediaType: LAW_ARTICLE_MEDIA_TYPE, charset: null, maxBytes: 5_000_000 },
      });
      const { text, extractor } = extracted;
      const { title = null, publisher = null, url = null, publishedOn = null, tier = 'law' } = facts;
      return storedText({ text, extractor, title, publisher, url, publishedOn, tier, fileName: id });
    }),
  );
}

function draft(jurisdiction: string, texts: readonly SourceText[]) {
  const material = makeMaterial(fieldGazetteer.byCode(jurisdiction)!, topic, texts);
  const outcome = draftPage(material, { topics: fieldTopics, gazetteer: fieldGazetteer });
  if (outcome.kind === 'abstained') return { outcome, content: null, report: null };
  const { content } = composeContent(material, outcome.page, { analyst: EXTRACTIVE_IDENTITY });
  const report = verifyContent({
    ...{ content, topic, topics: fieldTopics, gazetteer: fieldGazetteer, openChallenges: 0 },
    ...{ sources: material.brief.sources.map(({ ref }) => material.texts.get(ref)!), asOf: '2026-11-25' },
  });
  return { outcome, content, report };
}

describe.skipIf(!existsSync(FOLDER))('the duty to notify breaches', () => {
  it('of the Union, and of a member: articles 33 and 34 of the regulation that says so, and no other act', async () => {
    const texts = await readActs('gdpr-articles.json', 'eu-ai-act-articles.json');
    for (const code of ['EU', 'DE']) {
      const { outcome, content, report } = draft(code, texts);
      expect(outcome).toMatchObject({
        page: { status: 'Required', ground: 'explicit-law', statusSince: '2018-05-25' },
      });
      expect(content?.laws.map(({ number, article }) => ({ number, article }))[0]).toEqual({
        number: '2016/679',
        article: 'Articles 33(1) and 34(1)',
      });
      const summary = content?.sections.find(({ key }) => key === 'executive-summary')?.text;
      expect(summary).toMatch(/^Article 33\(1\) of Regulation \(EU\) 2016\/679 states: “In the case of/);
      expect(summary).toContain('Article 34(1) of Regulation (EU) 2016/679 states:');
      const pillars = content?.sections.find(({ key }) => key === 'key-pillars')?.text;
      expect(pillars).toContain('Article 33(2) of');
      expect(pillars).toMatch(
        /shall at least”: “\(a\) describe .*”; “\(b\) communicate .*”; “\(d\) describe/,
      );
      expect(summary).toMatch(
        /conditions are met”: \(a\) “the controller .*; \(c\) “it would .* In such a case/,
      );
      const open = report?.sentences.filter(({ verdict }) => verdict !== null && verdict !== 'supported');
      expect(open?.map(({ text }) => text)).toEqual([]);
      expect(report?.evidenceState).toBe('verified');
      expect(report?.findings.filter(({ severity }) => severity === 'critical')).toEqual([]);
    }
  }, 120_000);

  it('of China in the words of a translation', async () => {
    const { outcome, content, report } = draft(
      'CN',
      await readActs('cn-network-data-regulations-articles.json'),
    );
    expect(outcome).toMatchObject({ page: { status: 'Required', statusSince: '2025-01-01' } });
    expect(content?.sections[0]?.text).toMatch(
      /^Article 11 of the Regulations on Network Data Security Management states: “/,
    );
    const open = report?.sentences.filter(({ verdict }) => verdict !== null && verdict !== 'supported');
    expect(open?.map(({ text }) => text)).toEqual([]);
  }, 120_000);

  it('is not read into an act that has none', async () => {
    const { outcome } = draft('KR', await readActs('kr-ai-framework-act-2025-current-articles.json'));
    expect(outcome).toMatchObject({ kind: 'abstained', reason: 'no-primary-source' });
  }, 120_000);

  it('leaves out words to machines only, and no law on machines', async () => {
    const { outcome } = draft('EU', await readActs('gdpr-articles.json', 'eu-ai-act-articles.json'));
    const findings = outcome.kind === 'drafted' ? outcome.page.findings : outcome.findings;
    expect(findings.filter(({ code }) => code === 'TEXT_ADDRESSES_ANALYST')).toEqual([]);
  }, 120_000);
});
