/**
 * `regatlas bench quotes FILE.jsonl`: quotations labelled `same` (the source says these words, however printed) or
 * `changed` (it says something else). A quotation is accepted when its verdict verifies. Records may carry a
 * `category`, by which the shares are then told apart.
 */
import * as z from 'zod';
import { isVerified } from '#grounding/judge-quotation.ts';
import { matchQuotation } from '#grounding/match-quotation.ts';
import { type PreparedSource, prepareSource } from '#grounding/prepared-source.ts';
import { type BenchKind, type BenchResult, perSecond, shareOf } from './bench-kind.ts';
import { streamJsonLines } from './read-records.ts';

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]),
  source: z.string(),
  quote: z.string(),
  label: z.enum(['same', 'changed']),
  category: z.string().optional(),
});

type Item = {
  readonly id: string | number;
  readonly category?: string;
  readonly label: 'same' | 'changed';
  readonly verdict: string;
  readonly accepted: boolean;
  readonly reasons: readonly string[];
};

/** Characters of prepared sources that are kept for later records; the oldest go first. */
const MAX_KEPT = 32_000_000;

/** See the module comment. */
export const benchQuotes: BenchKind = {
  name: 'quotes',
  expects: 'FILE.jsonl with lines of {id, source, quote, label: same | changed}',
  run: async (path) => {
    const prepare = createPreparer();
    const items: Item[] = [];
    const spent = { user: 0, system: 0 };
    for await (const record of streamJsonLines(path, recordSchema)) {
      // Reading the file is no work of the verifier; preparing a source is.
      const before = process.cpuUsage();
      const { verdict, reasons } = matchQuotation(record.quote, prepare(record.source));
      const used = process.cpuUsage(before);
      spent.user += used.user;
      spent.system += used.system;
      const { id, category, label } = record;
      const accepted = isVerified({ verdict });
      items.push({ id, ...(category === undefined ? {} : { category }), label, verdict, accepted, reasons });
    }
    return presentResult(items, perSecond(items.length, spent));
  },
};

/** Prepares each source once, as long as it is among the last ones read. */
function createPreparer(): (text: string) => PreparedSource {
  const known = new Map<string, PreparedSource>();
  let kept = 0;
  return (text) => {
    const prepared = known.get(text) ?? prepareSource(text);
    if (known.has(text)) return prepared;
    known.set(text, prepared);
    kept += text.length;
    for (const oldest of known.keys()) {
      if (kept <= MAX_KEPT || oldest === text) break;
      known.delete(oldest);
      kept -= oldest.length;
    }
    return prepared;
  };
}

function presentResult(items: readonly Item[], rate: number): BenchResult {
  const same = items.filter(({ label }) => label === 'same');
  const changed = items.filter(({ label }) => label === 'changed');
  const categories = [...new Set(items.flatMap(({ category }) => category ?? []))].sort();
  const byCategory = Object.fromEntries(
    categories.map((name) => [name, countsOf(items.filter(({ category }) => category === name))]),
  );
  return {
    metrics: {
      n: items.length,
      same: same.length,
      changed: changed.length,
      sameAccepted: acceptedShare(same),
      changedAccepted: acceptedShare(changed),
      /** Words that are there, at more than one place: not verified, and not called changed either. */
      sameAmbiguous: same.filter(({ verdict }) => verdict === 'ambiguous').length,
      perSecond: rate,
      ...(categories.length === 0 ? {} : { byCategory }),
    },
    items,
  };
}

function acceptedShare(items: readonly Item[]): number | null {
  return shareOf(items.filter(({ accepted }) => accepted).length, items.length);
}

function countsOf(items: readonly Item[]) {
  const accepted = items.filter((item) => item.accepted).length;
  return { n: items.length, accepted, share: shareOf(accepted, items.length) };
}
