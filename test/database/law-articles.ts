/** Five real laws, article by article, put into a store by the path that `source add-articles` takes. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AddedArticles, addLawArticles, prepareLawArticles } from '#ingest/add-law-articles.ts';
import { readCollectionLists, readLawArticles } from '#ingest/read-law-articles.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import type { Store } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { fieldGazetteer } from '../fixtures/signals/field.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/law_texts_compliance_compass/', import.meta.url));
const FILES = [
  ...['gdpr', 'eu-ai-act', 'cn-network-data-regulations', 'cn-generative-ai-measures'],
  'kr-ai-framework-act-2025-current',
].map((name) => `${name}-articles.json`);

/** False where the collection is not beside the checkout: nothing of it is in the repository. */
export const hasLawArticles = existsSync(FOLDER);

const data = await readReferenceData(fileURLToPath(new URL('../../data', import.meta.url)));

/** The vocabulary that they are read by. */
export const lawReference = { ...data, gazetteer: fieldGazetteer };

const deps = { clock: () => new Date('2026-11-01T00:00:00Z'), reference: lawReference };

const fileOf = (name: string) => ({ file: name, text: readFileSync(`${FOLDER}${name}`, 'utf8') });

/** What became of each file. */
export async function addAllArticles(store: Store): Promise<AddedArticles[]> {
  await store.write((tx) => syncReferenceData(tx, data));
  const lists = readCollectionLists(fileOf('instruments.json'), fileOf('jurisdictions.json'));
  const added: AddedArticles[] = [];
  for (const name of FILES) {
    const options = { overrides: {}, maxBytes: 1_000_000 };
    const prepared = await prepareLawArticles(readLawArticles(fileOf(name), lists), name, deps, options);
    added.push(await store.write((tx) => addLawArticles(tx, deps, prepared, 'test')));
  }
  return added;
}
