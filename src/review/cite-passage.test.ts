import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { CitedSource } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { findWorkingCopy } from '#store/working-copies.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { beginWorkingCopy } from './begin-working-copy.ts';
import { CITED_LIMIT, type Citing, citePassage, locateWords, nextRef } from './cite-passage.ts';
import { saveWorkingCopy } from './save-working-copy.ts';

const deps = { clock: () => new Date('2026-03-04T05:06:07.000Z'), newId: randomUUID };
const TEXT = 'The 𝒮tate permits tests. A permit lasts a year. Fees are low. A permit can be taken back.';
const entry = (change: Partial<CitedSource>): CitedSource => ({
  ...{ ref: '1', title: null, publisher: null, url: null, publishedOn: null, snapshot: null, quote: null },
  ...{ note: null, ...change },
});

describeStore('citing a passage', (store) => {
  let ana: Viewer;
  let id = '';
  let source = { id: 0, sha256: '' };

  const begin = async (sources: CitedSource[] = []) => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Example', 'analyst');
      const from = { kind: 'scratch', jurisdiction: 'KP', topic: 'Test_Status' } as const;
      ({ id } = await beginWorkingCopy(tx, deps, { actor: ana, from }));
      const content = { ...makeContent({ notes: 'It needs a permit [7].' }), sources };
      await saveWorkingCopy(tx, deps, { actor: ana, id, revision: 1, content });
    });
    const [added] = await addTexts(store(), [
      { text: TEXT, title: 'A rule', url: 'https://rules.example/1' },
    ]);
    if (added !== undefined) source = added;
  };
  beforeEach(() => begin());

  const cite = (change: Partial<Citing>) =>
    store().write((tx) =>
      citePassage(tx, deps, {
        ...{ actor: ana, id, revision: 2, source: source.id, words: 'Fees are low.', at: null, ref: null },
        ...change,
      }),
    );
  const listed = async () => (await store().read((tx) => findWorkingCopy(tx, id)))?.content.sources;

  it('adds an entry with snapshot, words and their context, under a mark that no text uses', async () => {
    expect(await cite({ words: '  Fees are low.\r\n' })).toMatchObject({ ref: '8', revision: 3 });
    expect(await listed()).toEqual([
      entry({
        ...{ ref: '8', title: 'A rule', url: 'https://rules.example/1', snapshot: source.sha256 },
        quote: {
          exact: 'Fees are low.',
          prefix: 'The 𝒮tate permits tests. A permit lasts a year. ',
          suffix: ' A permit can be taken back.',
        },
      }),
    ]);
  });

  it('gives the mark of the entry that has the same words already', async () => {
    await cite({});
    expect(await cite({ revision: 3 })).toMatchObject({ ref: '8' });
    expect(await listed()).toHaveLength(1);
  });

  it('fills the entry that a mark in the text leads to, and keeps what it said', async () => {
    await cite({ ref: '7' });
    expect(await listed()).toMatchObject([{ ref: '7', quote: { exact: 'Fees are low.' } }]);
  });

  it('takes the place that was selected where the words stand twice', async () => {
    const at = [...TEXT.slice(0, TEXT.lastIndexOf('A permit'))].length;
    const { quote } = await cite({ words: 'A permit', at: { start: at, end: at + 8 } });
    expect(quote.suffix).toBe(' can be taken back.');
    await expect(cite({ words: 'A permit', revision: 3 })).rejects.toMatchObject({
      message: 'These words stand in several places of the text.',
    });
  });

  it('writes the mark behind the sentence it is for, once, and behind marks that stand there', async () => {
    const end = 'It needs a permit'.length;
    await cite({ behind: { section: 'notes', end } });
    await cite({ revision: 3, behind: { section: 'notes', end } });
    const copy = await store().read((tx) => findWorkingCopy(tx, id));
    expect(copy?.content.sections[0]?.text).toBe('It needs a permit [7][8].');
    await cite({ revision: 4, behind: { section: 'notes', end: 9_999 } });
    const same = await store().read((tx) => findWorkingCopy(tx, id));
    expect(same?.content.sections).toEqual(copy?.content.sections);
  });

  it.each<[Partial<Citing>, string, string | undefined]>([
    [{ words: 'Fees are high.' }, 'invalid-input', 'words'],
    [{ words: ' ' }, 'invalid-input', 'words'],
    [{ words: 'x'.repeat(CITED_LIMIT + 1) }, 'invalid-input', 'words'],
    [{ ref: '[1]' }, 'invalid-input', 'ref'],
    [{ source: 999 }, 'not-found', undefined],
    [{ revision: 1 }, 'conflict', undefined],
  ])('refuses %o and changes nothing', async (change, code, field) => {
    await expect(cite(change)).rejects.toMatchObject({ code, place: field === undefined ? {} : { field } });
    expect(await listed()).toEqual([]);
  });
});

it('finds words across a line break of the source', () => {
  expect(locateWords('One long\nsentence here.', 'long sentence', null).exact).toBe('long\nsentence');
});

it('numbers after the list and after marks that lead nowhere', () => {
  expect(nextRef({ ...makeContent({ notes: 'A [12] and [x].' }), sources: [entry({ ref: '3' })] })).toBe(
    '13',
  );
});
