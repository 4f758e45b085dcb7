/** Gathers what the home page and the lists show. */
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { countAnalyses, countAnalysesBy, findAnalysis, listAnalyses } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { listOpenFindings, readOverview } from '#store/overview.ts';
import { countSources, countSourcesByJurisdiction, listSources } from '#store/sources.ts';
import { listVersionSummaries } from '#store/versions.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type {
  AnalysisListView,
  AnalysisQuery,
  EditView,
  HomeView,
  JurisdictionListView,
  JurisdictionView,
  SourceListView,
  TopicListView,
  TopicView,
  VersionListView,
} from '../views.ts';
import { jurisdictionOf, presentAnalysisItem } from './present-items.ts';

const PAGE_SIZE = 50;
const HOME_LINES = 12;

/** The front page. */
export async function loadHomeView(context: PageContext, tx: ReadTx): Promise<HomeView> {
  const newest = await listAnalyses(tx, { limit: HOME_LINES });
  const findings = await listOpenFindings(tx, HOME_LINES);
  return {
    counts: await readOverview(tx),
    newest: newest.map((row) => presentAnalysisItem(context, row)),
    findings: findings.map((row) => ({
      ...row,
      jurisdiction: jurisdictionOf(context, row.jurisdiction),
      topic: topicOf(context, row.topic),
    })),
  };
}

/** The list of analyses for a query. */
export async function loadAnalysisListView(
  context: PageContext,
  tx: ReadTx,
  query: AnalysisQuery,
): Promise<AnalysisListView> {
  const { page, sort, due, ...words } = query;
  const filter = {
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== '')),
    ...(due === 'late' ? { dueBefore: nowIso(context.deps.clock).slice(0, 10) } : {}),
  };
  const rows = await listAnalyses(tx, { ...filter, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    query,
    items: rows.map((row) => presentAnalysisItem(context, row)),
    total: await countAnalyses(tx, filter),
    stored: await countAnalyses(tx, {}),
    pageSize: PAGE_SIZE,
    jurisdictions: await listUsedJurisdictions(context, tx),
    topics: context.deps.reference.topics,
  };
}

async function listUsedJurisdictions(context: PageContext, tx: ReadTx) {
  const used = await countAnalysesBy(tx, 'jurisdiction');
  return [...used.keys()]
    .map((code) => jurisdictionOf(context, code))
    .sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en'));
}

/** The versions of an analysis. Throws `not-found`. */
export async function loadVersionListView(
  context: PageContext,
  tx: ReadTx,
  number: number,
): Promise<VersionListView> {
  const analysis = await findAnalysis(tx, number);
  if (analysis === undefined) throw new AppError('not-found', `There is no analysis #${number}.`);
  const versions = await listVersionSummaries(tx, number);
  return {
    number,
    jurisdiction: jurisdictionOf(context, analysis.jurisdiction),
    topic: topicOf(context, analysis.topic),
    versions: versions.map((version) => ({
      number: version.number,
      latest: version.isCurrent,
      hash: version.contentHash,
      createdAt: version.recordedAt,
      origin: version.origin,
      stage: version.stage,
      status: version.status,
      evidenceState: version.evidenceState,
      confidenceLevel: version.confidenceLevel,
      confidenceFigure: version.confidenceFigure,
    })),
  };
}

/** What the edit page names. Throws `not-found`. */
export async function loadEditView(context: PageContext, tx: ReadTx, number: number): Promise<EditView> {
  const { versions, ...analysis } = await loadVersionListView(context, tx, number);
  const newest = versions[0];
  if (newest === undefined) throw new AppError('not-found', `Analysis #${number} has no version.`);
  return { ...analysis, version: newest, versions };
}

/** The list of sources for a query. */
export async function loadSourceListView(
  context: PageContext,
  tx: ReadTx,
  query: SourceListView['query'],
): Promise<SourceListView> {
  const { page, ...words } = query;
  const filter = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''));
  const about = await countSourcesByJurisdiction(tx);
  return {
    query,
    items: await listSources(tx, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    total: await countSources(tx, filter),
    stored: await countSources(tx, {}),
    pageSize: PAGE_SIZE,
    jurisdictions: [...about.keys()]
      .map((code) => jurisdictionOf(context, code))
      .sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en')),
  };
}

/** All jurisdictions whose names contain `text`, by name. */
export async function loadJurisdictionListView(
  context: PageContext,
  tx: ReadTx,
  text: string,
): Promise<JurisdictionListView> {
  const analyses = await countAnalysesBy(tx, 'jurisdiction');
  const sources = await countSourcesByJurisdiction(tx);
  const wanted = text.trim().toLowerCase();
  const items = context.deps.reference.jurisdictions
    .filter((one) =>
      [one.code, one.officialName, one.everydayName, ...one.aliases].some((name) =>
        name.toLowerCase().includes(wanted),
      ),
    )
    .map((jurisdiction) => ({
      jurisdiction,
      analyses: analyses.get(jurisdiction.code) ?? 0,
      sources: sources.get(jurisdiction.code) ?? 0,
    }))
    .sort((a, b) => a.jurisdiction.everydayName.localeCompare(b.jurisdiction.everydayName, 'en'));
  return { text, items };
}

/** One jurisdiction. Throws `not-found`. */
export async function loadJurisdictionView(
  context: PageContext,
  tx: ReadTx,
  code: string,
): Promise<JurisdictionView> {
  const jurisdiction = context.deps.reference.gazetteer.byCode(code);
  if (jurisdiction === undefined) throw new AppError('not-found', `There is no jurisdiction ${code}.`);
  const analyses = await listAnalyses(tx, { jurisdiction: code, sort: 'topic', limit: 500 });
  const covered = new Set(analyses.map((row) => row.topic));
  return {
    jurisdiction,
    analyses: analyses.map((row) => presentAnalysisItem(context, row)),
    missingTopics: context.deps.reference.topics.filter((topic) => !covered.has(topic.key)),
    sources: await listSources(tx, { jurisdiction: code }),
  };
}

/** All topics. */
export async function loadTopicListView(context: PageContext, tx: ReadTx): Promise<TopicListView> {
  const analyses = await countAnalysesBy(tx, 'topic');
  return {
    items: context.deps.reference.topics.map((topic) => ({ topic, analyses: analyses.get(topic.key) ?? 0 })),
  };
}

/** One topic. Throws `not-found`. */
export async function loadTopicView(context: PageContext, tx: ReadTx, key: string): Promise<TopicView> {
  const topic = context.deps.reference.topics.find((one) => one.key === key);
  if (topic === undefined) throw new AppError('not-found', `There is no topic ${key}.`);
  const analyses = await listAnalyses(tx, { topic: key, sort: 'jurisdiction', limit: 500 });
  return { topic, analyses: analyses.map((row) => presentAnalysisItem(context, row)) };
}
