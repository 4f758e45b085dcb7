/** A thread that verifies, so that a long page does not hold up the server. It is handed plain data and answers with it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { type VerifyInput, verifyContent } from '#grounding/verify-content.ts';

const gazetteer = createGazetteer(workerData as readonly Jurisdiction[]);

parentPort?.on('message', (input: Omit<VerifyInput, 'gazetteer'>) => {
  parentPort?.postMessage(verifyContent({ ...input, gazetteer }));
});
