/**
 * What every analyst is: it drafts a page from a brief, and mends sentences that the check did not bear out. It sees
 * stored passages and nothing else, so that whoever drafts can be held to the same evidence.
 */
import type { Brief } from '#domain/brief.ts';
import type { DraftedPage, DraftOutcome, Statement } from '#domain/drafted-page.ts';
import type { AskService } from '#domain/exchange.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { AnalystIdentity } from '#domain/run.ts';
import type { SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import type { SupportVerdict } from '#domain/verification.ts';

/** What is drafted from. `texts` are the whole stored texts by the mark of their source in the brief. */
export type Material = {
  readonly jurisdiction: Jurisdiction;
  readonly topic: Topic;
  readonly brief: Brief;
  readonly texts: ReadonlyMap<string, SourceText>;
};

/** What analysts may use beside the material. */
export type AnalystTools = {
  readonly ask: AskService;
  readonly log: (message: string, level?: 'info' | 'warning') => Promise<void>;
  readonly signal: AbortSignal;
};

/** A statement that was not borne out, and what the check said of it. */
export type FaultyStatement = {
  readonly statement: Statement;
  readonly verdict: SupportVerdict;
  readonly reasons: readonly string[];
};

/** An analyst. `mend` gives for each faulty statement another in its place, or null to give it up; same order. */
export type Analyst = {
  readonly identity: AnalystIdentity;
  readonly draft: (material: Material, tools: AnalystTools) => Promise<DraftOutcome>;
  readonly mend: (
    material: Material,
    page: DraftedPage,
    faulty: readonly FaultyStatement[],
    tools: AnalystTools,
  ) => Promise<readonly (Statement | null)[]>;
};
