import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CliContext } from '../context.ts';
import { readRetrievalData } from './read-retrieval-data.ts';

const GOOD = {
  'corpus.jsonl': '{"_id":"d1","title":"One","text":"words"}\n{"doc_id":2,"abstract":["two","words"]}\n',
  'topics.tsv': 'q1\twhich words\r\n\nq2\tother words\n',
  'qrels.txt': 'q1 0 d1 1\nq1\t0\t2\t0\n',
};

const context = {
  settings: () => ({ maxImportBytes: 1e6, maxSourceBytes: 1e6, dataDir: '' }),
} as unknown as CliContext;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-retrieval-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return readRetrievalData(folder, context);
}

describe('a folder of retrieval data', () => {
  it('is read whole', async () => {
    const data = await read(GOOD);
    expect(data.documents).toEqual([
      { id: 'd1', title: 'One', text: 'words' },
      { id: '2', title: '', text: 'two words' },
    ]);
    expect(data.topics).toEqual([
      { id: 'q1', text: 'which words' },
      { id: 'q2', text: 'other words' },
    ]);
    expect(data.grades.get('q1')).toEqual(
      new Map([
        ['d1', 1],
        ['2', 0],
      ]),
    );
  });

  it.each([
    ['a document without text', 'corpus.jsonl', '{"_id":"d1","text":"a"}\n{"_id":"d2"}\n', 2],
    ['a document that is no JSON', 'corpus.jsonl', '{"_id":"d1"', 1],
    ['a topic without words', 'topics.tsv', 'q1\twords\nq2\n', 2],
    ['a topic of three fields', 'topics.tsv', 'q1\twords\tmore\n', 1],
    ['a judgement without a grade', 'qrels.txt', 'q1 0 d1 1\n\nq1 0 d1\n', 3],
    ['a judgement of five fields', 'qrels.txt', 'q1 0 d1 1 x\n', 1],
    ['a grade that is no number', 'qrels.txt', 'q1 0 d1 high\n', 1],
  ])('is refused for %s, naming file and line', async (_what, file, text, line) => {
    await expect(read({ ...GOOD, [file]: text })).rejects.toMatchObject({
      code: 'invalid-input',
      place: { file: join(folder, file), line },
    });
  });

  it.each([
    ['without topics', { 'corpus.jsonl': GOOD['corpus.jsonl'], 'qrels.txt': GOOD['qrels.txt'] }],
    ['without judgements', { 'corpus.jsonl': GOOD['corpus.jsonl'], 'topics.tsv': GOOD['topics.tsv'] }],
    ['without a corpus', { 'topics.tsv': GOOD['topics.tsv'], 'qrels.txt': GOOD['qrels.txt'] }],
    ['with two files of topics', { ...GOOD, 'more.tsv': GOOD['topics.tsv'] }],
    ['with a document twice', { ...GOOD, 'corpus.jsonl': '{"_id":"1","text":"a"}\n{"_id":1,"text":"b"}\n' }],
    ['with an empty corpus', { ...GOOD, 'corpus.jsonl': '\n' }],
  ])('is refused %s', async (_what, files) => {
    await expect(read(files)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('is refused when it is no folder', async () => {
    await expect(readRetrievalData(join(folder, 'none'), context)).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
