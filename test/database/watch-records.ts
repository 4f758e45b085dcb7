/** A page, a news item that speaks against it and a reprint of that, invented throughout, on the real codebook. */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { insertSource } from '#store/sources.ts';
import { appendVersion } from '#store/versions.ts';
import { signalRules, type WatchDeps } from '#watch/signal-rules.ts';
import { makeContent, makeSource } from './make-records.ts';

const AT = '2026-06-01T00:00:00.000Z';

/** The cell of all of them. */
export const BHUTAN = { jurisdiction: 'BT', topic: 'Retail_Trading_Status' } as const;

const STATEMENT =
  'In Bhutan, citizens have been allowed to own and trade cryptocurrencies, Pema Dorji, a spokesperson for the Ministry of Finance of Bhutan, said on 8 May.';
const REST =
  'The market in Paro was quiet that morning, and the few traders who were asked had heard nothing of it. The ministry promised a written answer for the week after, and the bank of the country would not comment on the words of another office.';

/** Texts by what they are to each other. */
export const TEXTS = {
  article: `PARO. ${STATEMENT}\n\n${REST}`,
  reprint: `From our wire desk.\n\nPARO. ${STATEMENT}\n\n${REST}`,
  /** Says the same in words of its own. */
  other:
    'A visitor reports from Bhutan.\n\nRetail trading in crypto-assets is legal in Bhutan, the Royal Monetary Authority of Bhutan said on 3 April. Shops in the valley show the coins they take in their windows.',
} as const;

/** Puts codebook and jurisdictions in; what watching needs, with a standing clock. */
export async function useCodebook(store: Store): Promise<WatchDeps> {
  const data = await readReferenceData(resolve(import.meta.dirname, '../../data'));
  await store.write((tx) => syncReferenceData(tx, data));
  const reference = { ...data, gazetteer: createGazetteer(data.jurisdictions) };
  return { reference, rules: signalRules(reference), clock: () => new Date(AT), newId: randomUUID };
}

/** A page on the cell with this status; `words` tell two versions apart. */
export async function addPage(
  tx: WriteTx,
  page: { status: string; words: string; analysis?: number },
): Promise<{ id: string; analysis: number }> {
  const analysis = page.analysis ?? (await insertAnalysis(tx, { number: null, ...BHUTAN, at: AT }));
  const content = {
    ...makeContent({ notes: `Retail trading in crypto-assets is settled in Bhutan. ${page.words}` }),
    ...BHUTAN,
    status: page.status,
  };
  const id = randomUUID();
  await appendVersion(tx, {
    ...{ id, analysis, content, contentHash: contentHash(content), at: AT, actor: 'test' },
    ...{ origin: 'import', importFile: null },
  });
  return { id, analysis };
}

/** A news text about Bhutan of 11 May 2026; its id. */
export function addNews(tx: WriteTx, text: string): Promise<number> {
  const source = makeSource(text);
  return insertSource(tx, {
    ...source,
    facts: { ...source.facts, title: `A note ${sha256Hex(text).slice(0, 6)}`, publishedOn: '2026-05-11' },
    jurisdictions: [{ code: 'BT', basis: 'detected', mentions: 3 }],
  });
}
