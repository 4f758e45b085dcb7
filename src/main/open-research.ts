/** The three steps of runs, made of what the application has. Models and search providers are opened when they are asked. */
import { AppError } from '#domain/errors.ts';
import type { AnalystKind, RunStep } from '#domain/run.ts';
import type { WebSearch } from '#domain/web-search.ts';
import type { ImportDeps } from '#ingest/import-analysis.ts';
import { checkContent, verifyVersion } from '#ingest/verify-version.ts';
import type { Analyst } from '#research/analyst.ts';
import { baseResearch } from '#research/base-research.ts';
import { blendedSynthesis } from '#research/blended-synthesis.ts';
import { comparisonAnalysis } from '#research/comparison-analysis.ts';
import { extractiveAnalyst } from '#research/extractive/extractive-analyst.ts';
import type { StepWork } from '#research/step-work.ts';
import { appendDraft } from '#review/append-draft.ts';
import type { SearchIndex } from '#search/search-index.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { type CaptureSettings, captureAddress } from './capture-address.ts';
import type { Settings } from './config.ts';
import { openDraftingModel, openModelSearch } from './open-drafting-model.ts';
import { openFetcher } from './open-fetcher.ts';
import { openSearches } from './open-searches.ts';

/** What the steps are made of. `onAppended` runs in the transaction that appends a draft, before it is verified. */
export type ResearchParts = {
  readonly store: Store;
  readonly deps: ImportDeps;
  readonly index: SearchIndex;
  readonly afterAdded: CaptureSettings['afterAdded'];
  readonly onAppended: (tx: WriteTx, versionId: string) => Promise<void>;
};

/** The steps as the queue works them. */
export function openSteps(settings: Settings, parts: ResearchParts): Readonly<Record<RunStep, StepWork>> {
  const { store, deps, index, onAppended } = parts;
  const { reference, clock, newId } = deps;
  const fetcher = openFetcher(settings);
  const capture = captureAddress({ ...parts, fetcher, maxBytes: settings.REGATLAS_MAX_SOURCE_BYTES });
  const compared = {
    ...{ store, reference },
    check: (content: Parameters<typeof checkContent>[2]) =>
      store.write((tx) => checkContent(tx, deps, content, { open: 0, critical: 0 })),
  };
  const keeping = {
    ...{ clock, newId, onAppended },
    verifyVersion: (tx: WriteTx, versionId: string) => verifyVersion(tx, deps, versionId),
  };
  return {
    'base-research': baseResearch({
      ...compared,
      ...{ clock, index, capture, fetch: fetcher },
      analysts: openAnalysts(settings, deps),
      searches: openSearches(settings, clock, (price) => openSearchOfModel(settings, clock, price)),
    }),
    'comparison-analysis': comparisonAnalysis(compared),
    'blended-synthesis': blendedSynthesis({
      ...compared,
      appendDraft: (tx, draft) => appendDraft(tx, keeping, draft),
    }),
  };
}

function openAnalysts(
  settings: Settings,
  { reference, clock }: ImportDeps,
): Readonly<Record<AnalystKind, () => Promise<Analyst>>> {
  const extractive = extractiveAnalyst(reference);
  return {
    extractive: async () => extractive,
    model: async () => {
      const { modelAnalyst } = await import('#research/model/model-analyst.ts');
      return modelAnalyst(await openDraftingModel(settings, clock));
    },
  };
}

async function openSearchOfModel(
  settings: Settings,
  now: () => Date,
  costMicros: number | null,
): Promise<WebSearch> {
  const search = await openModelSearch(settings, now, costMicros);
  if (search !== null) return search;
  throw new AppError('setting-invalid', 'No model is set that has a web search of its own.', {
    place: { field: 'REGATLAS_SEARCH' },
    remedy:
      'Set REGATLAS_MODEL and REGATLAS_MODEL_KEY for google, openai or anthropic, or name another provider.',
  });
}
