/**
 * `regatlas bench retrieval DIR`: a corpus with topics and judgements, measured through the product's own path. The
 * documents are added as sources to an empty PostgreSQL, the index is filled from it, and passages are searched as the
 * search page does; a document stands where its best passage stands.
 */
import { addSources, type PreparedSourceFile, prepareSourceFile } from '#ingest/add-source.ts';
import { wordsOf } from '#search/parse-query.ts';
import type { SearchIndex } from '#search/search-index.ts';
import { rankPassages } from '#search/search-passages.ts';
import type { App, CliContext } from '../context.ts';
import { type BenchKind, perSecond } from './bench-kind.ts';
import { averagePrecision, type Grades, ndcgAt, precisionAt, recallAt, relevantOf } from './rank-metrics.ts';
import { type RetrievalData, type RetrievalDocument, readRetrievalData } from './read-retrieval-data.ts';

/** Passages ranked for a topic; as deep as trec_eval's customary runs. */
const DEPTH = 1_000;
const DOCUMENTS_AT_ONCE = 500;

/** See the module comment. */
export const benchRetrieval: BenchKind = {
  name: 'retrieval',
  expects: 'DIR with corpus.jsonl, topics .tsv and qrels in TREC format',
  run: async (path, context) => {
    const data = await readRetrievalData(path, context);
    await using app = await context.openScratchApp();
    const began = performance.now();
    const documentsOf = await addDocuments(app, data.documents, context);
    const added = performance.now();
    await app.search.catchUp();
    const filled = performance.now();
    const before = process.cpuUsage();
    const rankings = data.topics.map(({ text }) => rankDocuments(app.search, text, documentsOf));
    const cpu = process.cpuUsage(before);
    const items = judge(data, rankings);
    const { passages } = await app.search.state();
    return {
      metrics: {
        documents: data.documents.length,
        passages,
        topics: items.length,
        ndcg10: mean(items.map((item) => item.ndcg10)),
        map: mean(items.map((item) => item.map)),
        p30: mean(items.map((item) => item.p30)),
        r100: mean(items.map((item) => item.r100)),
        perSecond: perSecond(data.topics.length, cpu),
        addSeconds: seconds(added - began),
        fillSeconds: seconds(filled - added),
      },
      items,
    };
  },
};

/** Adds the documents as sources; the documents of each source, as those with the same words are one source. */
async function addDocuments(
  app: App,
  documents: readonly RetrievalDocument[],
  context: CliContext,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const documentsOf = new Map<number, string[]>();
  using progress = context.out.progress('Adding documents', documents.length);
  for (let from = 0; from < documents.length; from += DOCUMENTS_AT_ONCE) {
    const batch = documents.slice(from, from + DOCUMENTS_AT_ONCE);
    const prepared: PreparedSourceFile[] = [];
    for (const document of batch) {
      prepared.push(await prepareDocument(document, app, context));
      progress.step();
    }
    const added = await app.store.write((tx) => addSources(tx, app.deps, prepared, 'benchmark'));
    added.forEach(({ id }, index) => {
      documentsOf.set(id, [...(documentsOf.get(id) ?? []), batch[index]?.id ?? '']);
    });
  }
  return documentsOf;
}

function prepareDocument({ id, title, text }: RetrievalDocument, app: App, context: CliContext) {
  const captured = {
    bytes: Buffer.from(text.trim() === '' ? title : text),
    from: `${id}.txt`,
    url: null,
    mediaType: 'text/plain',
    charset: 'utf-8',
    capturedAt: app.deps.clock().toISOString(),
  };
  const facts = title.trim() === '' ? {} : { title };
  return prepareSourceFile(captured, facts, app.deps.reference, context.settings().maxSourceBytes);
}

function rankDocuments(
  index: SearchIndex,
  words: string,
  documentsOf: ReadonlyMap<number, readonly string[]>,
): string[] {
  const sources = rankPassages(index, wordsOf(words), DEPTH).map(({ source }) => source);
  return [...new Set(sources)].flatMap((source) => documentsOf.get(source) ?? []);
}

type Item = {
  readonly id: string;
  readonly ndcg10: number;
  readonly map: number;
  readonly p30: number;
  readonly r100: number;
};

/** One item for each topic that has a relevant document; the others say nothing about a ranking. */
function judge({ topics, grades }: RetrievalData, rankings: readonly (readonly string[])[]): Item[] {
  return topics.flatMap(({ id }, index) => {
    const own: Grades = grades.get(id) ?? new Map();
    const ranking = rankings[index] ?? [];
    const ndcg10 = ndcgAt(10, ranking, own);
    const map = averagePrecision(ranking, relevantOf(own));
    const r100 = recallAt(100, ranking, own);
    if (ndcg10 === null || map === null || r100 === null) return [];
    return [{ id, ndcg10, map, p30: precisionAt(30, ranking, own), r100 }];
  });
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round((sum / values.length) * 10_000) / 10_000;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100;
}
