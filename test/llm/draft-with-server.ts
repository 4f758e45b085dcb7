/**
 * Everything between a brief and a checked draft, as a run has it: the model analyst against a server on this machine,
 * the composing of the page, the grounding engine over the stored texts, and repair. Only the keeping of exchanges is
 * done in memory.
 */
import { join } from 'node:path';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { BriefPassage, BriefSource } from '#domain/brief.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { DraftOutcome } from '#domain/drafted-page.ts';
import type { AskService, ExchangeAnswer, ExchangeQuestion } from '#domain/exchange.ts';
import type { SourceText, SourceTier } from '#domain/source.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { parseModelName } from '#llm/model-name.ts';
import { type ModelAccess, openLanguageModel } from '#llm/open-language-model.ts';
import type { AnalystTools, Material } from '#research/analyst.ts';
import { type CheckedDraft, checkAndRepair } from '#research/check-and-repair.ts';
import { composeContent } from '#research/compose-content.ts';
import { modelAnalyst } from '#research/model/model-analyst.ts';
import type { ModelServer } from './model-server.ts';

const reference = await readReferenceData(join(import.meta.dirname, '../../data'));
const gazetteer = createGazetteer(reference.jurisdictions);

/** The key that must never be seen anywhere but in a header. */
export const TEST_KEY = 'sk-secret-7f3a9c-0123456789';

/** A stored text by what is known of it. */
export type GivenText = { readonly text: string; readonly title: string; readonly tier: SourceTier };

/** The material of a run on these texts: each paragraph is a passage. */
export function materialOf(jurisdiction: string, topic: string, texts: readonly GivenText[]): Material {
  const found = {
    jurisdiction: reference.jurisdictions.find(({ code }) => code === jurisdiction),
    topic: reference.topics.find(({ key }) => key === topic),
  };
  if (found.jurisdiction === undefined || found.topic === undefined) throw new Error('no such page');
  const sources = texts.map(sourceOf);
  const passages = texts.flatMap(({ text }, index) => paragraphsOf(text, String(index + 1)));
  return {
    jurisdiction: found.jurisdiction,
    topic: found.topic,
    brief: {
      ...{ jurisdiction, topic, queries: [], leftOut: [], sources: sources.map(({ brief }) => brief) },
      passages: passages.map((passage, index) => ({ id: `P${index + 1}`, ...passage })),
    },
    texts: new Map(sources.map(({ brief, stored }) => [brief.ref, stored])),
  };
}

function sourceOf(
  { text, title, tier }: GivenText,
  index: number,
): { brief: BriefSource; stored: SourceText } {
  const sha256 = sha256Hex(text);
  const facts = {
    title,
    publisher: null,
    url: `https://texts.example/${index + 1}`,
    publishedOn: null,
    tier,
  };
  const stored = {
    ...facts,
    sha256,
    textSha256: sha256,
    extractor: 'plain-text',
    text,
    pageStarts: [],
    fileName: null,
  };
  const brief = {
    ...facts,
    ...{ ref: String(index + 1), source: index + 1, sha256, capturedAt: '2026-05-04T08:00:00.000Z' },
    ...{ language: 'en', fileName: null, foundBy: 'corpus', reasons: [], copies: [] },
  };
  return { brief, stored };
}

function paragraphsOf(text: string, ref: string): Omit<BriefPassage, 'id'>[] {
  return [...text.matchAll(/[^\n]+/g)].map((match) => {
    const start = [...text.slice(0, match.index)].length;
    return { ref, start, end: start + [...match[0]].length, page: null, text: match[0] };
  });
}

/** What a run would keep of the questions that were put. */
export type KeptExchange = { readonly question: ExchangeQuestion; readonly answer: ExchangeAnswer };

/** Everything that came of it. */
export type Drafted = {
  readonly outcome: DraftOutcome | { readonly kind: 'failed'; readonly message: string };
  readonly draft: CheckedDraft | null;
  readonly exchanges: readonly KeptExchange[];
  readonly log: readonly string[];
};

/** Keeps answers as a run does: a question with the same hash is not put again. */
export function keepExchanges(kept: KeptExchange[], signal: AbortSignal): AskService {
  return async (question, perform) => {
    const known = kept.find(
      (one) => one.question.requestHash === question.requestHash && one.answer.kind === 'answer',
    );
    if (known !== undefined) return known.answer;
    const answer = await perform(signal);
    kept.push({ question, answer });
    return answer;
  };
}

/** Drafts and checks with the model that the server plays. */
export async function draftWith(
  server: ModelServer,
  material: Material,
  protocol: { readonly name: string; readonly base: string; readonly api?: 'responses' },
  more: Partial<ModelAccess> & { readonly exchanges?: KeptExchange[] } = {},
): Promise<Drafted> {
  const name = parseModelName(`${protocol.name}@${server.address}${protocol.base}`);
  if (typeof name === 'string') throw new Error(name);
  const { exchanges = [], ...access } = more;
  const model = openLanguageModel({
    ...{ name, key: TEST_KEY, timeoutMs: 10_000, now: () => new Date('2026-05-04T09:00:00Z') },
    ...(protocol.api === undefined ? {} : { api: protocol.api }),
    ...access,
  });
  const log: string[] = [];
  const { signal } = new AbortController();
  const tools: AnalystTools = {
    ask: keepExchanges(exchanges, signal),
    log: async (line) => {
      log.push(line);
    },
    signal,
  };
  const analyst = modelAnalyst(model);
  const outcome = await analyst.draft(material, tools).catch((error: unknown) => {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { kind: 'failed' as const, message: error.message };
  });
  if (outcome.kind !== 'drafted') return { outcome, draft: null, exchanges, log };
  const draft = await checkAndRepair(material, outcome.page, {
    ...{ analyst, tools, rounds: 2 },
    compose: (page) => composeContent(material, page, { analyst: analyst.identity }),
    check: async (content) => verify(content, material),
  });
  return { outcome, draft, exchanges, log };
}

/** The engine's report on a content, over the texts of the material. */
export function verify(content: AnalysisContent, { texts, topic }: Material) {
  return verifyContent({
    ...{ content, gazetteer, topic, topics: reference.topics },
    ...{ sources: [...texts.values()], asOf: '2026-05-04', openChallenges: 0 },
  });
}
