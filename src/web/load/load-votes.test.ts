/** The analysis page and the votes cast after it was first read. */
import { expect, it } from 'vitest';
import type { Vote } from '#domain/vote.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { castVote, insertVote } from '#store/votes.ts';
import { TEST_REFERENCE } from '../../../test/database/make-records.ts';
import { makeSentence, makeVotable } from '../../../test/database/make-votable.ts';
import { describeStore } from '../../../test/database/with-database.ts';
import type { PageContext } from '../page-context.ts';
import { createMemory } from '../remember.ts';
import { type AnalysisBody, loadAnalysisView } from './load-analysis.ts';

const AT = '2026-11-20T10:00:00.000Z';
const VOTER = {
  ...{ kind: 'model' as const, model: 'openai:judge', parameters: {} },
  ...{ promptVersion: 'judge/1', schemaHash: 'a'.repeat(64) },
};
const VOTE: Vote = {
  ...{ kind: 'vote', verdict: 'contradicted', score: null, rationale: 'No.', passages: [0] },
  ...{ raw: '{"id":1}', usage: { inputTokens: null, outputTokens: null } },
};

describeStore('the view of an analysis', (store) => {
  it('has the votes of the verification that counts, also when they come later', async () => {
    const context = {
      deps: { reference: { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) } },
      bodies: createMemory<AnalysisBody>(5),
      reviewsOpen: false,
    } as unknown as PageContext;
    const made = await makeVotable(store(), [makeSentence('It may.', 'supported', ['It may not.'])]);
    const load = () =>
      store().read((tx) =>
        loadAnalysisView(context, tx, { number: made.analysis, version: undefined, reviewDraft: null }),
      );
    const before = await load();
    expect(before.votes).toEqual([]);
    expect((await load()).report).toBe(before.report);
    await store().write(async (tx) => {
      const item = { claim: 'It may.', passages: ['It may not.'] };
      const vote = await insertVote(tx, { voter: VOTER, item }, { vote: VOTE, durationMs: 1, at: AT });
      await castVote(tx, { verification: made.verification, sentence: 0, vote, at: AT });
    });
    const after = await load();
    expect(after.votes).toMatchObject([{ sentence: 0, verdict: 'contradicted', votedAt: AT }]);
    expect(after.report).toEqual(before.report);
  });
});
