/** `regatlas bench signals FILE.jsonl`: documents with the signals that must be read out of them, and no others. */
import * as z from 'zod';
import { sha256Hex } from '#domain/canonical-json.ts';
import { legalDateSchema } from '#domain/legal-date.ts';
import { MODALITIES, type Signal } from '#domain/signal.ts';
import { extractSignals } from '#grounding/signals/extract-signals.ts';
import type { SourceText } from '#grounding/source-text.ts';
import { type BenchKind, perSecond, shareOf } from './bench-kind.ts';
import { readJsonLines } from './read-records.ts';

const expectedSchema = z.object({
  jurisdiction: z.string().min(1),
  topic: z.string().min(1),
  status: z.string().nullish(),
  modality: z.enum(MODALITIES).nullish(),
  speaker: z.string().nullish(),
});

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  publishedOn: legalDateSchema.nullish(),
  expect: z.array(expectedSchema),
});

type Expected = z.infer<typeof expectedSchema>;
type Tally = { hit: number; missing: number; extra: number };

/** See the module comment. Jurisdictions may be given by code or by name. */
export const benchSignals: BenchKind = {
  name: 'signals',
  expects:
    'FILE.jsonl with {id, text, publishedOn?, expect: [{jurisdiction, topic, status?, modality?, speaker?}]}',
  run: async (path, context) => {
    const records = await readJsonLines(path, recordSchema);
    const { topics, gazetteer } = await context.reference();
    const before = process.cpuUsage();
    const read = records.map(({ text, publishedOn }) =>
      extractSignals(sourceOf(text, publishedOn ?? null), { topics, gazetteer }),
    );
    const cpu = process.cpuUsage(before);
    const codeOf = (name: string) => (gazetteer.byCode(name) ?? gazetteer.byName(name))?.code ?? name;
    const items = records.map(({ id, expect }, at) =>
      compare(
        String(id),
        expect.map((each) => ({ ...each, jurisdiction: codeOf(each.jurisdiction) })),
        read[at] ?? [],
      ),
    );
    const characters = records.reduce((sum, { text }) => sum + text.length, 0);
    return {
      metrics: {
        n: items.length,
        cells: figures(items.map((item) => item.cells)),
        statuses: figures(items.map((item) => item.statuses)),
        modality: agreement(items.flatMap((item) => item.modalities)),
        speaker: agreement(items.flatMap((item) => item.speakers)),
        perSecond: perSecond(items.length, cpu),
        charactersPerSecond: perSecond(characters, cpu),
      },
      items: items.map(({ id, passed, expected, got, missing, extra }) => ({
        id,
        passed,
        expected,
        got,
        missing,
        extra,
      })),
    };
  },
};

function sourceOf(text: string, publishedOn: string | null): SourceText {
  const sha256 = sha256Hex(text);
  const known = {
    title: null,
    publisher: null,
    url: null,
    publishedOn,
    tier: 'unknown',
    fileName: null,
  } as const;
  return { sha256, textSha256: sha256, extractor: 'plain-text', text, pageStarts: [], ...known };
}

function compare(id: string, expect: readonly Expected[], got: readonly Signal[]) {
  const cell = ({ jurisdiction, topic }: Pick<Expected, 'jurisdiction' | 'topic'>) =>
    `${jurisdiction} ${topic}`;
  const whole = (each: Expected | Signal) => `${cell(each)} ${each.status ?? ''}`;
  const told = expect.filter(({ status }) => status !== undefined && status !== null);
  // A cell whose status the labels leave open says nothing of the status that was read there.
  const open = new Set(expect.filter((each) => !told.includes(each)).map(cell));
  const valued = got.filter((signal) => signal.status !== null && !open.has(cell(signal)));
  const cells = match(expect.map(cell), got.map(cell));
  const statuses = match(told.map(whole), valued.map(whole));
  const near = (each: Expected) =>
    got.filter(
      (signal) => cell(signal) === cell(each) && (each.status == null || signal.status === each.status),
    );
  const missing = [...new Set([...cells.missing, ...statuses.missing])];
  const extra = [...new Set([...cells.extra, ...statuses.extra])];
  return {
    id,
    passed: missing.length === 0 && extra.length === 0,
    expected: expect,
    got: got.map(({ jurisdiction, topic, status, modality, speaker, predicate }) => ({
      ...{ jurisdiction, topic, status, modality, speaker, predicate },
    })),
    missing,
    extra,
    cells: tally(cells),
    statuses: tally(statuses),
    modalities: expect.flatMap((each) =>
      each.modality == null || near(each).length === 0
        ? []
        : [near(each).some(({ modality }) => modality === each.modality)],
    ),
    speakers: expect.flatMap((each) =>
      each.speaker == null || near(each).length === 0
        ? []
        : [near(each).some(({ speaker }) => isSameSpeaker(speaker, each.speaker ?? ''))],
    ),
  };
}

type Matched = {
  readonly hit: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
};

function match(wanted: readonly string[], found: readonly string[]): Matched {
  const [all, have] = [new Set(wanted), new Set(found)];
  return {
    hit: [...all].filter((each) => have.has(each)),
    missing: [...all].filter((each) => !have.has(each)),
    extra: [...have].filter((each) => !all.has(each)),
  };
}

function tally({ hit, missing, extra }: Matched): Tally {
  return { hit: hit.length, missing: missing.length, extra: extra.length };
}

/** Sums over all documents. */
function figures(tallies: readonly Tally[]) {
  const sum = (member: keyof Tally) => tallies.reduce((total, each) => total + each[member], 0);
  const [hit, missing, extra] = [sum('hit'), sum('missing'), sum('extra')];
  return {
    precision: shareOf(hit, hit + extra),
    recall: shareOf(hit, hit + missing),
    f1: shareOf(2 * hit, 2 * hit + missing + extra),
    expected: hit + missing,
    got: hit + extra,
  };
}

function agreement(same: readonly boolean[]) {
  return { n: same.length, agreement: shareOf(same.filter((each) => each).length, same.length) };
}

/** One of the two names holds the other, articles and case aside. */
function isSameSpeaker(found: string | null, wanted: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/^(?:the|a|an)\s+/, '')
      .trim();
  const [a, b] = [plain(found ?? ''), plain(wanted)];
  return a === b || (a !== '' && b !== '' && (a.includes(b) || b.includes(a)));
}
