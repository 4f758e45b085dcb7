import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import {
  type BaseResearchOutput,
  type ComparisonOutput,
  comparisonOutputSchema,
  synthesisOutputSchema,
} from '#domain/step-output.ts';
import { moveVersion } from '#review/move-version.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { findLineage } from '#store/lineage.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendReading } from '#store/signals.ts';
import { appendVersion, getVersionById, listVersions } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeSignal, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { approveAndPublish, seenBy, workflowDeps } from '../../test/database/staged-versions.ts';
import { describeStore } from '../../test/database/with-database.ts';
import {
  addRun,
  CELL,
  citing,
  draftDeps,
  draftedOutput,
  keepDraft,
  laterContext,
  verifyAgain,
} from '../../test/research/draft-parts.ts';
import { blendedSynthesis } from './blended-synthesis.ts';
import { comparisonAnalysis } from './comparison-analysis.ts';

const LAW = 'Testing is allowed in North Korea. The fee for a test is 40 won.';
const NEWS = 'A new test centre opened in Pyongyang in March. Testing is allowed in North Korea.';
const ALLOWED = 'Testing is allowed in North Korea.';
const FEE = 'The fee for a test is 40 won.';
const CENTRE = 'A new test centre opened in Pyongyang in March.';
const RUMOUR = 'The president likes to watch tests from his balcony.';

describeStore('comparing and blending a draft', (store) => {
  let ana: Viewer;
  let deps: ReturnType<typeof draftDeps>;

  beforeEach(async () => {
    ana = await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      return addPerson(tx, 'Ana Example', 'analyst');
    });
    await addTexts(store(), [
      { text: LAW, about: ['KP'], tier: 'law', title: 'Test Act' },
      { text: NEWS, about: ['KP'], tier: 'news', title: 'The Herald' },
    ]);
    deps = draftDeps(store());
  });

  const draftOf = async (content: AnalysisContent, model: string | null = null) =>
    draftedOutput(content, await deps.check(content), model);

  const compare = async (run: number, base: BaseResearchOutput) => {
    const end = await comparisonAnalysis(deps)(laterContext(run, actorOf(ana), { base }));
    const ended = await store().write(end);
    return { ...ended, output: comparisonOutputSchema.parse(ended.output) };
  };

  const blend = async (run: number, base: BaseResearchOutput, comparison: ComparisonOutput) => {
    const end = await blendedSynthesis(deps)(laterContext(run, actorOf(ana), { base, comparison }));
    return store().write(end);
  };

  /** Both steps of a run with this draft. */
  const research = async (content: AnalysisContent) => {
    const base = await draftOf(content);
    const run = await addRun(store(), actorOf(ana));
    await keepDraft(store(), run, base);
    const compared = await compare(run, base);
    const ended = await blend(run, base, compared.output);
    return { run, compared, ended, output: synthesisOutputSchema.parse(ended.output) };
  };

  const save = (content: AnalysisContent, run: number, basedOn: { analysis: number; id: string } | null) =>
    store().write((tx) =>
      deps.appendDraft(tx, {
        ...{ actor: actorOf(ana), run, content, note: null, causes: [] },
        ...{ analysis: basedOn?.analysis ?? null, basedOn: basedOn?.id ?? null },
      }),
    );

  it('makes the first page of a cell, where there is nothing to compare with', async () => {
    const { run, compared, ended, output } = await research(citing(`${ALLOWED} [1]`, [LAW]));
    expect(compared).toMatchObject({ state: 'Completed', version: null });
    expect(compared.reason).toMatch(/^There was nothing to compare the draft with/);
    expect(compared.output).toMatchObject({ sides: [], points: [], basedOn: null });
    expect(ended).toMatchObject({ state: 'Completed', version: output.version.id });
    expect(output).toMatchObject({ unchanged: false, open: [], version: { analysis: 1, number: 1 } });
    const { version, lineage } = await store().read(async (tx) => ({
      version: await getVersionById(tx, output.version.id),
      lineage: await findLineage(tx, output.version.id),
    }));
    expect(version).toMatchObject({ origin: 'run', stage: 'Draft', content: output.content });
    expect(lineage).toMatchObject({ basedOn: null, causes: [{ kind: 'run', run }, { kind: 'source' }] });
  });

  it('keeps of the newest version what a stored source bears, and tells what none bears', async () => {
    const first = await save(
      citing(`${ALLOWED} [1] ${FEE} [1] ${RUMOUR} [1]`, [LAW]),
      await addRun(store(), 'Cy'),
      null,
    );
    const { compared, ended, output } = await research(citing(`${ALLOWED} [1] ${CENTRE} [1]`, [NEWS]));
    expect(compared.output.sides.map(({ key, kind }) => [key, kind])).toEqual([['version:1/1', 'newest']]);
    expect(compared.output.findings.map(({ code }) => code)).toContain('SENTENCE_ONLY_IN_NEWEST');
    expect(output.content.sections[0]?.text).toBe(`${ALLOWED} [1] ${CENTRE} [1]\n\n${FEE} [2]`);
    expect(output.open).toEqual([
      `Version 1 says “${RUMOUR.slice(0, -1)}”. No stored source bears what version 1 says.`,
    ]);
    expect(ended.state).toBe('Completed with findings');
    const kept = output.origins.find(({ text }) => text === FEE);
    expect(kept).toMatchObject({ from: { kind: 'version', analysis: 1, number: 1 } });
    expect(kept?.passages[0]).toMatchObject({ start: 35, end: 64 });
    expect(output.check).toMatchObject({ evidenceState: 'verified', verdicts: { supported: 3 } });
    const versions = await store().read((tx) => listVersions(tx, first.analysis));
    expect(versions.map(({ number, origin }) => [number, origin])).toEqual([
      [1, 'run'],
      [2, 'run'],
    ]);
  });

  it('adds no version where the same evidence gives the same page again', async () => {
    const draft = citing(`${ALLOWED} [1] ${CENTRE} [1]`, [NEWS]);
    await save(citing(`${ALLOWED} [1] ${FEE} [1]`, [LAW]), await addRun(store(), 'Cy'), null);
    const { output: second } = await research(draft);
    const { ended, output } = await research(draft);
    expect(output).toMatchObject({ unchanged: true, version: second.version });
    expect([ended.version, ended.reason]).toEqual([
      second.version.id,
      'Version 2 says exactly this already; no version was added.',
    ]);
    expect(await store().read((tx) => listVersions(tx, 1))).toHaveLength(2);
  });

  it('is compared again when the page moved on meanwhile', async () => {
    const first = await save(citing(`${ALLOWED} [1]`, [LAW]), await addRun(store(), 'Cy'), null);
    const base = await draftOf(citing(`${ALLOWED} [1] ${CENTRE} [1]`, [NEWS]));
    const run = await addRun(store(), actorOf(ana));
    const stale = await compare(run, base);
    await save(citing(`${ALLOWED} [1] ${FEE} [1]`, [LAW]), run, { analysis: 1, id: first.versionId });
    await expect(blend(run, base, stale.output)).rejects.toMatchObject({ code: 'conflict' });
    expect(await store().read((tx) => listVersions(tx, 1))).toHaveLength(2);
    const again = await compare(run, base);
    const ended = await blend(run, base, again.output);
    const output = synthesisOutputSchema.parse(ended.output);
    expect(output.version.number).toBe(3);
    expect(output.content.sections[0]?.text).toContain(FEE);
  });

  it('lets only one of two runs make the page of an empty cell', async () => {
    const [mine, theirs] = [citing(`${ALLOWED} [1]`, [LAW]), citing(`${CENTRE} [1] ${ALLOWED} [1]`, [NEWS])];
    const made = await Promise.all(
      [mine, theirs].map(async (content) => {
        const base = await draftOf(content);
        const run = await addRun(store(), actorOf(ana));
        return { base, run, compared: await compare(run, base) };
      }),
    );
    const ends = await Promise.allSettled(
      made.map(({ base, run, compared }) => blend(run, base, compared.output)),
    );
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [refused] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(refused).toMatchObject({ code: 'conflict' });
  });

  it('keeps sentences of another analyst’s draft, and not of an own earlier one', async () => {
    for (const model of ['test:model', null]) {
      const run = await addRun(store(), actorOf(ana));
      const notes = model === null ? `${ALLOWED} [1] ${FEE} [1]` : `${ALLOWED} [1] ${CENTRE} [1]`;
      await keepDraft(store(), run, await draftOf(citing(notes, [model === null ? LAW : NEWS]), model));
    }
    const { compared, output } = await research(citing(`${ALLOWED} [1]`, [LAW]));
    expect(compared.output.sides.map(({ key, kind }) => [key, kind])).toEqual([
      ['run:2', 'run'],
      ['run:1', 'run'],
    ]);
    expect(output.content.sections[0]?.text).toBe(`${ALLOWED} [1]\n\n${CENTRE} [2]`);
    expect(output.origins.at(-1)).toMatchObject({ text: CENTRE, from: { kind: 'run', run: 1 } });
  });

  it('abstains when the sources that bore the status are spoken against meanwhile', async () => {
    const base = await draftOf(citing(`${ALLOWED} [1]`, [LAW]));
    const run = await addRun(store(), actorOf(ana));
    const compared = await compare(run, base);
    await addTexts(store(), [
      {
        text: 'Testing is banned in North Korea. The ban on testing is in force.',
        about: ['KP'],
        tier: 'law',
      },
    ]);
    const ended = await blend(run, base, compared.output);
    expect(ended).toMatchObject({ state: 'Abstained', version: null });
  });

  it.each(['example', 'import'] as const)(
    'takes nothing from the bundled example, nor follows it, as it would an imported page: %s',
    async (origin) => {
      const content = citing(`${ALLOWED} [1] ${FEE} [1]`, [LAW]);
      await store().write(async (tx) => {
        const analysis = await insertAnalysis(tx, { number: null, ...CELL, at: '2026-01-02T03:04:05.000Z' });
        await appendVersion(tx, {
          ...{
            id: randomUUID(),
            analysis,
            contentHash: contentHash(content),
            content,
            origin,
            importFile: null,
          },
          ...{ at: '2026-01-02T03:04:05.000Z', actor: 'test' },
        });
      });
      const { compared, output } = await research(citing(`${ALLOWED} [1] ${CENTRE} [1]`, [NEWS]));
      const isReal = origin === 'import';
      expect(compared.output.sides).toHaveLength(isReal ? 1 : 0);
      expect(output.version).toMatchObject(isReal ? { analysis: 1, number: 2 } : { analysis: 2, number: 1 });
      expect(output.origins.some(({ from }) => from.kind === 'version')).toBe(isReal);
    },
  );

  describe('against other sides', () => {
    it('finds it, with the evidence of each side, and prefers the one that is verified', async () => {
      const banned = citing('Testing is banned in North Korea. [1]', [LAW], { status: 'Banned' });
      await save(banned, await addRun(store(), 'Cy'), null);
      const { compared, output } = await research(citing(`${ALLOWED} [1]`, [LAW]));
      expect(compared.state).toBe('Completed with findings');
      expect(compared.output.findings[0]).toMatchObject({
        ...{ code: 'STATUS_DIFFERS_FROM_NEWEST', severity: 'major' },
        message: expect.stringContaining('Version 1 has “Banned”, the draft “Allowed”.'),
      });
      const [status] = compared.output.points;
      expect(status).toMatchObject({ relation: 'differ', better: 'draft', draft: { verdict: 'supported' } });
      expect(output.content.status).toBe('Allowed');
    });

    it('tells what stored sources say of the status, by whom and how', async () => {
      const [source] = await addTexts(store(), [
        { text: 'Testing will end soon, said the minister.', about: ['KP'], tier: 'news', title: 'Radio' },
      ]);
      await store().write(async (tx) => {
        const { id } = await tx
          .selectFrom('source_text as t')
          .innerJoin('snapshot as n', 'n.sha256', 't.snapshot')
          .select('t.id')
          .where('n.source', '=', source?.id ?? 0)
          .executeTakeFirstOrThrow();
        const said = makeSignal({ status: 'Banned', speaker: 'the minister', modality: 'announced' });
        const rules = { engine: 'test/1', referenceHash: '0'.repeat(64) };
        await appendReading(tx, {
          ...rules,
          sourceTextId: id,
          signals: [said],
          at: '2026-03-01T00:00:00.000Z',
        });
      });
      const { compared } = await research(citing(`${ALLOWED} [1]`, [LAW]));
      expect(compared.output.sides).toEqual([
        {
          ...{ key: `source:${source?.id}`, kind: 'signal', label: '“Radio” (news)' },
          ...{ status: 'Banned', evidenceState: null },
        },
      ]);
      const [point] = compared.output.points;
      expect(point).toMatchObject({ aspect: 'status', draft: { words: 'Allowed' }, better: 'open' });
      expect(point?.reasons[0]).toBe('the minister says so as an announcement.');
      expect(point?.other?.passages[0]).toMatchObject({ start: 0, end: 19 });
    });

    it('reads imported versions of other pages, checks them, and follows the page that was written last', async () => {
      await store().write(async (tx) => {
        for (const [number, notes] of [
          [11, `${ALLOWED} [1] ${RUMOUR}`],
          [12, `${ALLOWED} [1] ${FEE} [1]`],
        ] as const) {
          await insertAnalysis(tx, { number, ...CELL, at: '2026-03-01T00:00:00.000Z' });
          const content = citing(notes, [LAW]);
          await appendVersion(tx, {
            ...{ id: randomUUID(), analysis: number, contentHash: contentHash(content), content },
            ...{
              origin: 'import',
              importFile: null,
              at: `2026-03-0${number - 10}T00:00:00.000Z`,
              actor: 'Cy',
            },
          });
        }
      });
      const { compared, output } = await research(citing(`${ALLOWED} [1]`, [LAW]));
      expect(compared.output.sides.map(({ key, kind, label }) => [key, kind, label])).toEqual([
        ['version:12/1', 'newest', 'version 1'],
        ['version:11/1', 'imported', 'version 1 of #11 (imported)'],
      ]);
      expect(output.open.join(' ')).toContain(RUMOUR.slice(0, -1));
      expect(output.content.sections[0]?.text).toBe(`${ALLOWED} [1]\n\n${FEE} [1]`);
      expect(output.version).toMatchObject({ analysis: 12, number: 2 });
    });

    it('holds it against the Live version and the newest one, and puts it on the newest', async () => {
      const ben = await store().write((tx) => addPerson(tx, 'Ben Example', 'editor'));
      const content = citing(`${ALLOWED} [1] ${FEE} [1]`, [LAW]);
      const live = await save(content, await addRun(store(), 'Cy'), null);
      const seen = { id: live.versionId, analysis: 1, version: 1, contentHash: contentHash(content) };
      await store().write((tx) =>
        moveVersion(tx, workflowDeps(), { ...seenBy(seen, ben), action: 'submit', reason: '' }),
      );
      await approveAndPublish(store(), seen, ben);
      await verifyAgain(store(), seen.id);
      await save(citing(`${ALLOWED} [1] ${CENTRE} [1]`, [NEWS]), await addRun(store(), 'Cy'), {
        analysis: 1,
        id: live.versionId,
      });
      const { compared, output } = await research(citing(`${ALLOWED} [1]`, [LAW]));
      expect(compared.output.sides.map(({ kind, label }) => [kind, label])).toEqual([
        ['live', 'version 1 (Live)'],
        ['newest', 'version 2'],
      ]);
      expect(compared.output.basedOn).toMatchObject({ analysis: 1, number: 2 });
      expect(compared.output.findings.map(({ code }) => code)).toEqual([
        'SENTENCE_ONLY_IN_LIVE',
        'SENTENCE_ONLY_IN_NEWEST',
      ]);
      expect(output.content.sections[0]?.text).toBe(`${ALLOWED} [1]\n\n${CENTRE} [2]\n\n${FEE} [1]`);
      expect(output.version.number).toBe(3);
    });
  });
});
