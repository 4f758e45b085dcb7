/** A thread that verifies, so that a long page does not hold up the server. It is handed plain data and answers with it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createSourceMemory } from '#grounding/source-memory.ts';
import { type VerifyInput, verifyContent } from '#grounding/verify-content.ts';
import { MOST_REMEMBERED } from './most-remembered.ts';

const gazetteer = createGazetteer(workerData as readonly Jurisdiction[]);
const memory = createSourceMemory(gazetteer, MOST_REMEMBERED);

parentPort?.on('message', (input: Omit<VerifyInput, 'gazetteer' | 'memory'>) => {
  parentPort?.postMessage(verifyContent({ ...input, gazetteer, memory }));
});
