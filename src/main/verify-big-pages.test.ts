import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { readCheckable } from '#ingest/read-checkable.ts';
import { testOptions } from '../../test/fixtures/pages/reference.ts';
import { readReference } from './open-app.ts';
import { verifyBigPages } from './verify-big-pages.ts';

const page = readFileSync(new URL('../../test/fixtures/pages/france-taxation.md', import.meta.url), 'utf8');

async function makeInput(text: string) {
  const { reference } = await readReference();
  const { content } = readCheckable(text, { ...testOptions, file: 'page.md', grounding: [] });
  return { reference, input: { content, sources: [], topic: null, asOf: null, openChallenges: 0 } };
}

it('gives the same report in a thread as at once, several at a time', async () => {
  const { reference, input } = await makeInput(page);
  const gazetteer = createGazetteer(reference.jurisdictions);
  const expected = verifyContent({ ...input, gazetteer });
  await using threaded = verifyBigPages(reference.jurisdictions, gazetteer, 0);
  const reports = await Promise.all([threaded.run(input), threaded.run(input), threaded.run(input)]);
  expect(reports).toEqual([expected, expected, expected]);
});

it('fails what a thread cannot do and goes on with the next page', async () => {
  const { reference, input } = await makeInput(page);
  await using threaded = verifyBigPages(reference.jurisdictions, reference.gazetteer, 0);
  const broken = { ...input, content: { ...input.content, sections: 7 } } as unknown as typeof input;
  await expect(threaded.run(broken)).rejects.toThrow();
  expect((await threaded.run(input)).jurisdiction).toBe('FR');
});
