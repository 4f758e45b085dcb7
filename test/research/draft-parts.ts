/** Drafts and steps for the tests of comparison and synthesis, on a store: an invented topic, with texts stored for it. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AnalysisContent } from '#domain/analysis.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { BaseResearchOutput, ComparisonOutput } from '#domain/step-output.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { checkContent, verifyVersion } from '#ingest/verify-version.ts';
import type { SynthesisDeps } from '#research/blended-synthesis.ts';
import type { StepContext } from '#research/step-work.ts';
import { summariseCheck } from '#research/summarise-check.ts';
import { appendDraft } from '#review/append-draft.ts';
import type { Store } from '#store/connect.ts';
import { makeContent, TEST_REFERENCE } from '../database/make-records.ts';
import { stepContext, type TestContext } from './step-context.ts';

/** The cell of these tests. */
export const CELL = { jurisdiction: 'KP', topic: 'Test_Status' };

const AT = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const verifyDeps = { reference, clock: () => new Date(AT) };

/** Verifies a stored version as the program does. */
export function verifyAgain(store: Store, id: string): Promise<VerificationReport> {
  return store.write((tx) => verifyVersion(tx, verifyDeps, id));
}

/** What both steps need, with the real check and the real way to append; `checked` counts the checks. */
export function draftDeps(store: Store): SynthesisDeps & { readonly checked: AnalysisContent[] } {
  const checked: AnalysisContent[] = [];
  const keep = {
    clock: verifyDeps.clock,
    newId: randomUUID,
    verifyVersion: (tx: Parameters<typeof verifyVersion>[0], id: string) => verifyVersion(tx, verifyDeps, id),
    onAppended: async () => undefined,
  };
  return {
    store,
    reference,
    checked,
    check: (content) => {
      checked.push(content);
      return store.write((tx) => checkContent(tx, verifyDeps, content, { open: 0, critical: 0 }));
    },
    appendDraft: (tx, draft) => appendDraft(tx, keep, draft),
  };
}

/** A page of the cell with these notes, citing the texts as `[1]`, `[2]`, … */
export function citing(
  notes: string,
  texts: readonly string[],
  over: Partial<AnalysisContent> = {},
): AnalysisContent {
  return {
    ...makeContent({ notes }),
    sources: texts.map((text, index) => ({
      ...{ ref: `${index + 1}`, title: `Text ${sha256Hex(text).slice(0, 4)}`, publisher: null, url: null },
      ...{ publishedOn: null, snapshot: sha256Hex(text), quote: null, note: null },
    })),
    ...over,
  };
}

/** What the first step keeps of a draft. */
export function draftedOutput(
  content: AnalysisContent,
  report: VerificationReport,
  model: string | null = null,
): BaseResearchOutput {
  return {
    brief: { ...CELL, queries: [], sources: [], passages: [], leftOut: [] },
    analyst: { kind: model === null ? 'extractive' : 'model', rules: 'test/1', model },
    ...{ page: null, content, check: summariseCheck(report) },
    ...{ origins: [], repairs: [], findings: [], abstained: null },
  };
}

/** A run of the cell that somebody asked for, in the store; its number. */
export async function addRun(store: Store, actor: string): Promise<number> {
  return store.write(async (tx) => {
    const { rows } = await sql<{ number: number }>`
      insert into run (jurisdiction, topic, analyst, request, requested_by, requested_at)
      values ('KP', 'Test_Status', 'extractive', '{}', ${actor}, ${AT}::timestamptz) returning number`.execute(
      tx,
    );
    const number = rows[0]?.number ?? 0;
    await sql`insert into run_state (run, state, is_sent, changed_at)
              values (${number}, 'Running', true, ${AT}::timestamptz)`.execute(tx);
    await sql`insert into run_step (run, step, state, attempt, changed_at)
              values (${number}, 'base-research', 'Completed', 1, ${AT}::timestamptz)`.execute(tx);
    return number;
  });
}

/** Keeps what the first step of a run gave. */
export async function keepDraft(store: Store, run: number, output: BaseResearchOutput): Promise<void> {
  await store.write((tx) =>
    sql`insert into run_result (run, step, attempt, state, output, started_at, ended_at)
        values (${run}, 'base-research', 1, 'Completed', ${JSON.stringify(output)}::json,
                ${AT}::timestamptz, ${AT}::timestamptz)`.execute(tx),
  );
}

/** The context of a later step of the run. */
export function laterContext(
  run: number,
  actor: string,
  steps: { readonly base: BaseResearchOutput; readonly comparison?: ComparisonOutput },
): TestContext {
  const context = stepContext(CELL);
  const step: StepContext['step'] =
    steps.comparison === undefined ? 'comparison-analysis' : 'blended-synthesis';
  return {
    ...context,
    ...{ step, base: steps.base, comparison: steps.comparison ?? null },
    run: { ...context.run, number: run, requestedBy: actor },
  };
}
