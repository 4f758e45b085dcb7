/** What a blend grows out of: a content that changes as sentences are put in, with the list of what was taken and why. */
import type { Claim } from '#compare/claim-sentences.ts';
import type { ComparedContent } from '#compare/compare-claims.ts';
import type { PreparedClaim } from '#compare/relate-claims.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { ComparedPoint, SentenceOrigin } from '#domain/step-output.ts';
import type { SourceList } from './merge-sources.ts';

/** A side that may be taken from. `from` is what a sentence of it is told to come from; `points` are the comparison's. */
export type BlendSide = ComparedContent & {
  readonly from: SentenceOrigin['from'];
  readonly points: readonly ComparedPoint[];
};

/** A sentence that was taken from a side, as it stands on the page now, without marks. */
export type Taken = {
  readonly words: string;
  readonly prepared: PreparedClaim;
  /** Key of the claim on its own side. */
  readonly claimKey: string;
  readonly from: SentenceOrigin['from'];
  readonly why: string;
};

/**
 * The growing blend. For a person: `open` are conflicts to decide, `leftOut` what was said before and nothing bears;
 * `whys` tell of draft sentences that were preferred.
 */
export type BlendState = {
  content: AnalysisContent;
  readonly sources: SourceList;
  readonly taken: Map<string, Taken>;
  readonly whys: Map<string, string>;
  readonly open: Set<string>;
  readonly leftOut: Set<string>;
};

/** A sentence of a side with the point it stands in. */
export type SidePoint = { readonly point: ComparedPoint; readonly claim: Claim };

/** The label, to begin a sentence. */
export function sideName({ label }: ComparedContent): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
