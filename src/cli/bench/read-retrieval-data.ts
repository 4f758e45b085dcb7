/** Reads a folder of retrieval data: `corpus.jsonl`, topics as tab-separated lines, and judgements in TREC form. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import type { CliContext } from '../context.ts';
import { readBenchText, readJsonLines } from './read-records.ts';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);

const documentSchema = z
  .object({
    _id: idSchema.optional(),
    doc_id: idSchema.optional(),
    id: idSchema.optional(),
    title: z.string().optional(),
    text: z.string().optional(),
    abstract: z.union([z.string(), z.array(z.string())]).optional(),
  })
  .transform(({ _id, doc_id, id, title, text, abstract }, context) => {
    const own = _id ?? doc_id ?? id;
    const words = text ?? (Array.isArray(abstract) ? abstract.join(' ') : abstract);
    if (own !== undefined && words !== undefined) return { id: own, title: title ?? '', text: words };
    const missing = own === undefined ? '_id (or doc_id, id)' : 'text (or abstract)';
    context.addIssue({ code: 'custom', message: `${missing} is missing` });
    return z.NEVER;
  });

/** A document of the corpus. */
export type RetrievalDocument = { readonly id: string; readonly title: string; readonly text: string };

/** See the module comment. Grades by topic, then by document. */
export type RetrievalData = {
  readonly documents: readonly RetrievalDocument[];
  readonly topics: readonly { readonly id: string; readonly text: string }[];
  readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/**
 * Reads the folder: the one file with `qrels` in its name holds the judgements, the one other `.tsv` the topics. Throws
 * `invalid-input` for a file that is missing, not the only one of its kind, or has a line that is not of its form.
 */
export async function readRetrievalData(folder: string, context: CliContext): Promise<RetrievalData> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw refuse(folder, 'It is not a folder that can be read.', undefined, cause);
  });
  const isQrels = (name: string) => /qrels/i.test(name) && /\.(txt|tsv|trec|qrels)$/i.test(name);
  const qrels = onlyOne(folder, names.filter(isQrels), 'with “qrels” in its name (judgements)');
  const topics = onlyOne(
    folder,
    names.filter((name) => /\.tsv$/i.test(name) && !isQrels(name)),
    'ending in .tsv (topics)',
  );
  if (!names.includes('corpus.jsonl')) throw refuse(folder, 'There is no corpus.jsonl in it.');
  const documents = await readJsonLines(join(folder, 'corpus.jsonl'), documentSchema);
  refuseRepeated(join(folder, 'corpus.jsonl'), documents);
  return {
    documents,
    topics: readTopics(topics, await readBenchText(topics, context)),
    grades: readGrades(qrels, await readBenchText(qrels, context)),
  };
}

function onlyOne(folder: string, names: readonly string[], what: string): string {
  const [name] = names;
  if (name !== undefined && names.length === 1) return join(folder, name);
  const found = names.length === 0 ? 'There is none' : `There are ${names.length}`;
  throw refuse(folder, `It must hold exactly one file ${what}. ${found}.`);
}

function refuseRepeated(file: string, documents: readonly RetrievalDocument[]): void {
  const seen = new Set<string>();
  for (const { id } of documents) {
    if (seen.has(id)) throw refuse(file, `The document ${id} stands there twice.`);
    seen.add(id);
  }
}

type Line = { readonly text: string; readonly number: number };

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.replace(/\r$/, ''), number: index + 1 }))
    .filter((line) => line.text.trim() !== '');
}

function readTopics(file: string, text: string): { id: string; text: string }[] {
  const topics = linesOf(text).map((line) => {
    const [id = '', words, ...rest] = line.text.split('\t');
    if (id.trim() === '' || words === undefined || words.trim() === '' || rest.length > 0)
      throw refuse(file, 'The line is not “topic, tab, words”.', line.number);
    return { id: id.trim(), text: words.trim() };
  });
  if (topics.length === 0) throw refuse(file, 'It holds no topic.');
  return topics;
}

function readGrades(file: string, text: string): Map<string, Map<string, number>> {
  const grades = new Map<string, Map<string, number>>();
  for (const line of linesOf(text)) {
    const [topic = '', , document = '', grade = '', ...rest] = line.text.trim().split(/\s+/);
    if (!/^-?[0-9]{1,6}$/.test(grade) || rest.length > 0)
      throw refuse(file, 'The line is not “topic iteration document grade”.', line.number);
    const ofTopic = grades.get(topic) ?? new Map<string, number>();
    ofTopic.set(document, Number(grade));
    grades.set(topic, ofTopic);
  }
  if (grades.size === 0) throw refuse(file, 'It holds no judgement.');
  return grades;
}

function refuse(file: string, message: string, line?: number, cause?: unknown): AppError {
  return new AppError('invalid-input', message, {
    place: { file, ...(line === undefined ? {} : { line }) },
    remedy: 'See `regatlas bench --help` for what the folder is to hold.',
    cause,
  });
}
