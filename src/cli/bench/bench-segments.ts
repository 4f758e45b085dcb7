/** `regatlas bench segments FILE.jsonl`: texts with the sentences that they consist of. */
import * as z from 'zod';
import { splitSentences } from '#grounding/sentences.ts';
import { type BenchKind, perSecond, shareOf } from './bench-kind.ts';
import { compareSegments } from './compare-segments.ts';
import { readJsonLines } from './read-records.ts';

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  sentences: z.array(z.string()),
});

/** See the module comment. Over-splits and under-splits count boundaries; white space is not compared. */
export const benchSegments: BenchKind = {
  name: 'segments',
  expects: 'FILE.jsonl with lines {id, text, sentences: […]}',
  run: async (path) => {
    const records = await readJsonLines(path, recordSchema);
    const before = process.cpuUsage();
    const split = records.map(({ text }) =>
      splitSentences(text).map(({ start, end }) => text.slice(start, end)),
    );
    const speed = perSecond(
      split.reduce((sum, sentences) => sum + sentences.length, 0),
      process.cpuUsage(before),
    );
    const items = records.map(({ id, text, sentences }, index) => {
      const got = split[index] ?? [];
      return { id, got, ...compareSegments(text, got, sentences) };
    });
    const exact = items.filter((item) => item.exact).length;
    const count = (lists: readonly (readonly string[])[]) =>
      lists.reduce((sum, list) => sum + list.length, 0);
    return {
      metrics: {
        n: items.length,
        exact,
        exactShare: shareOf(exact, items.length),
        overSplits: count(items.map((item) => item.extra)),
        underSplits: count(items.map((item) => item.missing)),
        perSecond: speed,
      },
      items,
    };
  },
};
