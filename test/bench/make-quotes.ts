/** Writes labelled quotations for `regatlas bench quotes`: `node test/bench/make-quotes.ts FILE.jsonl [tune|held] [sentences]`. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { makeRecords } from './quotes/make-records.ts';

const [file, split = 'held', limit = '300'] = process.argv.slice(2);
if (file === undefined || (split !== 'tune' && split !== 'held') || !/^\d+$/.test(limit))
  throw new Error('node test/bench/make-quotes.ts FILE.jsonl [tune|held] [sentences]');
const handle = openSync(file, 'w');
for (const record of makeRecords(split, Number(limit))) writeSync(handle, `${JSON.stringify(record)}\n`);
closeSync(handle);
