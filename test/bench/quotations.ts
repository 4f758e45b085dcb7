/**
 * Measures the quotation matcher on quotations made from contracts, laws, news and texts of our own, on the documents
 * the rules were tuned on and on others, and prints one JSON line for each. `--detail` lists rates by variant and
 * examples of what went wrong; `--split tune|held` and `--sentences N` choose.
 */
import { parseArgs } from 'node:util';
import { isVerified } from '#grounding/judge-quotation.ts';
import { matchQuotation } from '#grounding/match-quotation.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { makeRecords, type QuoteRecord } from './quotes/make-records.ts';

const { values } = parseArgs({
  options: {
    split: { type: 'string' },
    sentences: { type: 'string', default: '300' },
    detail: { type: 'boolean', default: false },
    only: { type: 'string' },
    examples: { type: 'string', default: '4' },
  },
});

type Result = QuoteRecord & {
  readonly accepted: boolean;
  readonly verdict: string;
  readonly reasons: readonly string[];
};

function measure(records: readonly QuoteRecord[]): { results: Result[]; seconds: number } {
  const before = process.cpuUsage();
  let last: { text: string; prepared: ReturnType<typeof prepareSource> } | undefined;
  const results = records.map((record): Result => {
    if (last?.text !== record.source) last = { text: record.source, prepared: prepareSource(record.source) };
    const { verdict, reasons } = matchQuotation(record.quote, last.prepared);
    return { ...record, accepted: isVerified({ verdict }), verdict, reasons };
  });
  const { user, system } = process.cpuUsage(before);
  return { results, seconds: (user + system) / 1e6 };
}

function share(results: readonly Result[]): number {
  return Number((results.filter(({ accepted }) => accepted).length / results.length).toFixed(5));
}

function printDetail(results: readonly Result[]): void {
  for (const category of [...new Set(results.map((result) => result.category))]) {
    const own = results.filter((result) => result.category === category);
    const wrong = own.filter(({ accepted, label }) => accepted !== (label === 'same'));
    console.error(
      `${own[0]?.label} ${category}: ${own.filter(({ accepted }) => accepted).length}/${own.length}`,
    );
    for (const { id, verdict, reasons, quote } of wrong.slice(0, Number(values.examples)))
      console.error(`    ${id} ${verdict} ${reasons.join(' ')} | ${JSON.stringify(quote)}`);
  }
}

for (const split of ['tune', 'held'] as const) {
  if (values.split !== undefined && values.split !== split) continue;
  const records = makeRecords(split, Number(values.sentences)).filter(
    ({ category }) => values.only === undefined || category === values.only,
  );
  const { results, seconds } = measure(records);
  if (values.detail) printDetail(results);
  const same = results.filter(({ label }) => label === 'same');
  const changed = results.filter(({ label }) => label === 'changed');
  const figures = {
    split,
    n: results.length,
    harmless: same.length,
    changed: changed.length,
    sameAccepted: share(same),
    changedAccepted: share(changed),
    perSecond: Math.round(results.length / seconds),
  };
  console.log(JSON.stringify(figures));
}
