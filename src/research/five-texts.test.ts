import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { baseResearchOutputSchema } from '#domain/step-output.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { addSources, type PreparedSourceFile, prepareSourceFile } from '#ingest/add-source.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { checkContent } from '#ingest/verify-version.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { stepContext } from '../../test/research/step-context.ts';
import { type BaseResearchDeps, baseResearch } from './base-research.ts';
import { extractiveAnalyst } from './extractive/extractive-analyst.ts';

const FOLDER = resolve(import.meta.dirname, '../../test/fixtures/research');
const clock = () => new Date('2026-03-01T00:00:00Z');
const refuse = async (): Promise<never> => {
  throw new Error('a run on the corpus alone went out');
};

describeStore('base research on the five texts', (store) => {
  let folder = '';
  let index: SearchIndex;
  let deps: BaseResearchDeps;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regatlas-five-'));
    const data = await readReferenceData(resolve(import.meta.dirname, '../../data'));
    await store().write((tx) => syncReferenceData(tx, data));
    index = createSearchIndex({ store: store(), folder, topics: data.topics });
    const reference = { ...data, gazetteer: createGazetteer(data.jurisdictions) };
    const analyst = async () => extractiveAnalyst(reference);
    const standing = { open: 0, critical: 0 };
    deps = {
      ...{ store: store(), index, clock, reference, fetch: refuse, capture: refuse, searches: refuse },
      analysts: { extractive: analyst, model: analyst },
      check: (content) => store().write((tx) => checkContent(tx, { reference, clock }, content, standing)),
    };
  });
  afterEach(async () => {
    index.close();
    await rm(folder, { recursive: true, force: true });
  });

  const addFiles = async (isWanted: (name: string) => boolean = () => true) => {
    const names = (await readdir(FOLDER)).filter((name) => name !== 'README.md' && isWanted(name)).sort();
    const sources: PreparedSourceFile[] = [];
    for (const from of names) {
      const captured = {
        ...{ bytes: await readFile(join(FOLDER, from)), from, url: null, mediaType: null, charset: null },
        capturedAt: '2026-02-01T00:00:00.000Z',
      };
      sources.push(await prepareSourceFile(captured, {}, deps.reference as never, 1_000_000));
    }
    await store().write((tx) => addSources(tx, { clock }, sources, 'test'));
  };
  const research = async (topic: string) => {
    const context = stepContext({ jurisdiction: 'KP', topic });
    const end = await (await baseResearch(deps)(context))({} as never);
    return { end, output: baseResearchOutputSchema.parse(end.output), logged: context.logged };
  };
  const leftOut = (output: Awaited<ReturnType<typeof research>>['output']) =>
    output.brief.leftOut.map(({ title, reason }) => [title, reason]);
  const notBorne = ({ check }: Awaited<ReturnType<typeof research>>['output']) =>
    Object.entries(check?.verdicts ?? {}).filter(([verdict, count]) => verdict !== 'supported' && count > 0);

  it('drafts the ban from the decree, tells the conflict, and leaves the other country out', async () => {
    await addFiles();
    const { end, output } = await research('Retail_Trading_Status');
    expect(output.abstained).toBeNull();
    expect(end.state).toMatch(/^Completed/);
    expect(output.content).toMatchObject({
      status: 'Banned',
      ground: 'explicit-law',
      statusSince: '2024-03-01',
    });
    expect(output.brief.sources[0]).toMatchObject({ ref: '1', tier: 'law' });
    expect(leftOut(output)).toContainEqual([
      'South Korea tightens the rules for crypto exchanges',
      'other-jurisdiction',
    ]);
    expect(JSON.stringify(output.content)).not.toContain('South Korea tightens');
    expect(notBorne(output)).toEqual([]);
    expect(output.findings.map(({ code }) => code)).toContain('SOURCES_CONFLICT');
  });

  it('drafts on the digital currency from the notice', async () => {
    await addFiles();
    const { output } = await research('CBDC_Status');
    expect(output.abstained).toBeNull();
    expect(output.brief.sources[0]?.title).toBe('Notice No. 12 on the Study of a Digital Currency');
    expect(notBorne(output)).toEqual([]);
  });

  it('abstains when the decree is removed, and says which sources are missing', async () => {
    await addFiles((name) => !name.startsWith('decree'));
    const { end, output } = await research('Retail_Trading_Status');
    expect(end.state).toBe('Abstained');
    expect(end.reason).toMatch(/No source on it of these kinds was found: law/);
    expect(output.content).toBeNull();
  });

  it('makes the same draft of the same texts, byte by byte', async () => {
    await addFiles();
    const [first, second] = [
      await research('Retail_Trading_Status'),
      await research('Retail_Trading_Status'),
    ];
    expect(JSON.stringify(second.output)).toBe(JSON.stringify(first.output));
  });
});
