import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { Store } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { parseQuery, type SearchFilters, wordsOf } from './parse-query.ts';
import { rankUnits, searchAnalyses } from './search-analyses.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';
import { countPassages, rankPassages, searchPassages } from './search-passages.ts';

const AT = '2026-03-01T00:00:00.000Z';
const PROCESS = resolve(import.meta.dirname, '../../test/database/fill-index.ts');

describeStore('the search index', (store, database) => {
  let folder = '';
  let index: SearchIndex;
  let logged: string[] = [];
  const open = (of: Store = store()) =>
    createSearchIndex({ store: of, folder, topics: TEST_REFERENCE.topics, log: (line) => logged.push(line) });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regatlas-index-'));
    logged = [];
    index = open();
    await store().write((tx) => syncReferenceData(tx, TEST_REFERENCE));
  });
  afterEach(async () => {
    index.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sourcesOf = (typed: string, filters: Partial<SearchFilters> = {}) =>
    rankPassages(index, parseQuery(typed, filters), 20).map(({ source }) => source);

  async function addVersion(number: number, notes: string): Promise<void> {
    const content = makeContent({ notes });
    await store().write(async (tx) => {
      if (number === 1)
        await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const version = await appendVersion(tx, {
        ...{ id: randomUUID(), analysis: 7, contentHash: contentHash(content), content, origin: 'import' },
        ...{ importFile: null, at: AT, actor: 'ana' },
      });
      const subject = `analysis:7/${version}`;
      await appendAuditEvent(tx, { at: AT, actor: 'ana', action: 'version.imported', subject });
    });
  }

  describe('finds passages', () => {
    const LAW = {
      ...{ title: 'Digital Tokens Act', tier: 'law' as const, publishedOn: '2024-06' },
      ...{
        about: ['KP'],
        text: 'Nobody may trade tokens.\n\nThe Authority licenses exchanges and custodians.',
      },
    };
    const NEWS = {
      ...{ title: 'Morning paper', tier: 'news' as const, publishedOn: '2023' },
      ...{ about: [], text: 'The exchange was licensed, the minister said. Nobody testing it was fined.' },
    };
    const NOTE = { text: '朝鲜中央银行正在研究数字货币。ﬁnance in full-width: ＣＢＤＣ.' };
    beforeEach(async () => {
      await addTexts(store(), [LAW, NEWS, NOTE]);
      await index.catchUp();
    });

    it('by the stem of their words, and says where they stand', () => {
      const [first] = searchPassages(index, parseQuery('licensing of custodian'), 5);
      expect(first).toMatchObject({
        source: 1,
        title: 'Digital Tokens Act',
        tier: 'law',
        jurisdictions: ['KP'],
      });
      expect(LAW.text.slice(first?.start, first?.end)).toBe(
        'The Authority licenses exchanges and custodians.',
      );
      expect(first?.snippet.filter((part) => part.isHit).map((part) => part.text)).toEqual([
        'licenses',
        'custodians',
      ]);
      expect(first?.snippet.map((part) => part.text).join('')).toBe(LAW.text.slice(first?.start, first?.end));
    });

    it('each with its own words', () => {
      const hits = searchPassages(index, parseQuery('exchange nobody'), 9);
      const wholes = hits.map(({ snippet }) => snippet.map((part) => part.text).join(''));
      const texts = [LAW.text, NEWS.text];
      expect(wholes).toEqual(hits.map(({ source, start, end }) => texts[source - 1]?.slice(start, end)));
      expect(new Set(wholes).size).toBe(3);
    });

    it('by phrases that must be there, without what is excluded', () => {
      expect(sourcesOf('exchange')).toEqual([1, 2]);
      expect(sourcesOf('"exchange was licensed"')).toEqual([2]);
      expect(sourcesOf('"was exchange"')).toEqual([]);
      expect(sourcesOf('exchange -minister')).toEqual([1]);
      expect(sourcesOf('"digital tokens" paper')).toEqual([1, 1]);
    });

    it.each<[string, Partial<SearchFilters>, number[]]>([
      ['tier', { tiers: ['news'] }, [2]],
      ['either tier', { tiers: ['news', 'law'] }, [1, 2]],
      ['jurisdiction', { jurisdictions: ['KP'] }, [1]],
      ['a code that only begins alike', { jurisdictions: ['KPX'] }, []],
      ['a later day than the month of publication', { after: '2024-07-01' }, []],
      ['a day within the month of publication', { after: '2024-06-20' }, [1]],
      ['the year before', { before: '2023' }, [2]],
      ['topic, by its cues', { topics: ['Test_Status'] }, [2]],
      ['a topic that nobody knows', { topics: ['No_Such'] }, []],
    ])('filtered by %s', (_what, filters, expected) => {
      expect(sourcesOf('exchange nobody', filters).sort()).toEqual(
        expected.flatMap((id) => rows(id, filters)),
      );
      // The law has two passages with one of the words each, and the second news sentence no cue of its own.
      function rows(id: number, { topics = [] }: Partial<SearchFilters>): number[] {
        return id === 1 && topics.length === 0 ? [1, 1] : [id];
      }
    });

    it('in scripts without spaces, by any stretch of them', () => {
      for (const words of ['数字货币', '中央银行', '研究', '币', '"中央银行"'])
        expect(sourcesOf(words)).toEqual([3]);
      expect(sourcesOf('货币数字')).toEqual([]);
      const [hit] = searchPassages(index, parseQuery('数字货币'), 1);
      expect(hit?.snippet.filter((part) => part.isHit).map((part) => part.text)).toEqual(['数字货币']);
    });

    it('behind ligatures and full-width letters', () => {
      expect(sourcesOf('finance')).toEqual([3]);
      expect(sourcesOf('CBDC')).toEqual([3]);
    });

    it('and counts them up to a limit', () => {
      expect(countPassages(index, parseQuery('exchange'), 100)).toBe(2);
      expect(countPassages(index, parseQuery('exchange'), 1)).toBe(1);
    });

    it('only in given sources', () => {
      expect(
        rankPassages(index, wordsOf('exchange'), 9, { within: [2] }).map(({ source }) => source),
      ).toEqual([2]);
    });

    it.each([
      ...[
        '"',
        "'",
        '"""',
        '-',
        '--',
        '*',
        '^exchange',
        'NEAR(exchange minister)',
        'exchange AND',
        'OR',
        'NOT',
      ],
      ...[
        'title:exchange',
        '{text} : exchange',
        'exchange*',
        '(((',
        ')',
        '\0',
        'exchange\0',
        "'; drop table passage",
      ],
      ...['\ud800 exchange', '"unclosed exchange', 'a'.repeat(1_000_000), 'exchange '.repeat(100_000)],
      ...['"'.repeat(9_000), '-'.repeat(9_000), '('.repeat(9_000), 'tier:law '.repeat(1_000), '𝕏 🏦 ́'],
      ...[Array.from({ length: 1_000 }, (_, index) => `-"w${index}"`).join(' ')],
    ])('for %j without ever failing', (typed) => {
      const query = parseQuery(typed);
      expect(() => [
        searchPassages(index, query, 10),
        searchAnalyses(index, query, 10),
        countPassages(index, query, 10),
      ]).not.toThrow();
    });

    it('with equal scores in the order of the sources', async () => {
      const same = Array.from({ length: 6 }, (_, each) => ({ text: `Zebra crossing.${' '.repeat(each)}` }));
      await addTexts(store(), same);
      await index.catchUp();
      expect(sourcesOf('zebra')).toEqual([4, 5, 6, 7, 8, 9]);
    });
  });

  it('marks what the bundled example brought, and can leave it out', async () => {
    await addTexts(store(), [{ text: 'A zebra of an example.' }], EXAMPLE_ACTOR);
    await addTexts(store(), [{ text: 'A real zebra.' }]);
    await index.catchUp();
    const hits = searchPassages(index, parseQuery('zebra'), 5);
    expect(hits.map((hit) => [hit.source, hit.isExample]).sort()).toEqual([
      [1, true],
      [2, false],
    ]);
    const real = rankPassages(index, parseQuery('zebra'), 5, { real: true });
    expect(real.map(({ source }) => source)).toEqual([2]);
  });

  it('has the newest version of an analysis and no other', async () => {
    await addVersion(1, 'Zebras are allowed.');
    await index.catchUp();
    expect(rankUnits(index, wordsOf('zebra'), 5)).toMatchObject([
      { analysis: 7, version: 1, unit: 'section/notes', jurisdiction: 'KP', recordedOn: '2026-03-01' },
    ]);
    await addVersion(2, 'Giraffes are allowed.');
    await index.catchUp();
    expect(rankUnits(index, wordsOf('zebra'), 5)).toEqual([]);
    expect(searchAnalyses(index, wordsOf('giraffe'), 5)).toMatchObject([{ analysis: 7, version: 2 }]);
    expect(rankUnits(index, parseQuery('giraffe', { jurisdictions: ['KR'] }), 5)).toEqual([]);
    expect(rankUnits(index, parseQuery('giraffe', { tiers: ['law'] }), 5)).toEqual([]);
    expect(
      rankUnits(index, parseQuery('giraffe', { topics: ['Test_Status'], after: '2026' }), 5),
    ).toHaveLength(1);
  });

  it('says how fresh it is, and takes in only what is new', async () => {
    await addTexts(store(), [{ text: 'One zebra.' }, { text: 'Two zebras.' }]);
    expect(await index.state()).toMatchObject({ event: 0, head: 2, passages: 0, lastSource: 0 });
    await index.catchUp();
    expect(await index.state()).toMatchObject({ event: 2, head: 2, passages: 2, lastSource: 2 });
    // A row that only a full rebuild would remove shows that none took place.
    index.read((db) => db.exec("update source set title = 'kept' where id = 1"));
    await addTexts(store(), [{ text: 'Three zebras.' }]);
    await index.catchUp();
    expect(sourcesOf('zebra').sort()).toEqual([1, 2, 3]);
    expect(index.read((db) => db.prepare('select title from source where id = 1').get())).toEqual({
      title: 'kept',
    });
    expect(logged).toEqual([]);
  });

  describe('is built again', () => {
    beforeEach(async () => {
      await addTexts(store(), [{ text: 'One zebra.' }, { text: 'Two zebras.' }]);
      await index.catchUp();
    });

    it('when its file is gone', async () => {
      await rm(index.file);
      await index.catchUp();
      expect(sourcesOf('zebra')).toEqual([1, 2]);
    });

    it.each([
      ['holds something else', (file: string) => writeFile(file, 'no database at all '.repeat(500))],
      ['was cut short', (file: string) => truncate(file, 5_000)],
      ['is empty', (file: string) => truncate(file, 0)],
    ])('when its file %s', async (_what, damage) => {
      index.close();
      await rm(`${index.file}-wal`, { force: true });
      await damage(index.file);
      await index.catchUp();
      expect(sourcesOf('zebra')).toEqual([1, 2]);
    });

    it('when it is damaged while it is open', async () => {
      index.read((db) => db.exec('pragma wal_checkpoint(truncate)'));
      await writeFile(index.file, Buffer.alloc(4096, 7), { flag: 'r+' });
      const other = open();
      await other.catchUp();
      expect(rankPassages(other, wordsOf('zebra'), 5)).toHaveLength(2);
      other.close();
      await index.catchUp();
      expect(sourcesOf('zebra')).toEqual([1, 2]);
    });

    it('when it has another shape', async () => {
      index.read((db) => db.exec('pragma user_version = 99'));
      index.close();
      await index.catchUp();
      expect(sourcesOf('zebra')).toEqual([1, 2]);
    });

    it('when it was filled from another database', async () => {
      const hash = 'f'.repeat(64);
      index.read((db) => db.prepare('update position set hash = ?').run(hash));
      index.read((db) => db.exec("update passage_words set text = 'zebra zebra zebra'"));
      await index.catchUp();
      expect(logged.join()).toContain('another database');
      const [hit] = searchPassages(index, wordsOf('zebra'), 1);
      expect(hit?.snippet.map((part) => part.text).join('')).toBe('One zebra.');
    });
  });

  it('cannot be used where its folder cannot be made, and says so', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const blocked = createSearchIndex({ store: store(), folder: join(file, 'search'), topics: [] });
    await expect(blocked.catchUp()).rejects.toMatchObject({ code: 'search-unavailable' });
    expect(() => rankPassages(blocked, wordsOf('zebra'), 1)).toThrow(/cannot be used/);
  });

  describe('with several at once', () => {
    const texts = Array.from({ length: 1_100 }, (_, each) => ({ text: `Zebra number ${each}.` }));
    const fill = () =>
      spawn(process.execPath, [PROCESS, database().url, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const endOf = (child: ReturnType<typeof fill>) =>
      new Promise<number | null>((done) => child.once('close', (code) => done(code)));

    it('in one process and in others, holds everything exactly once', async () => {
      await addTexts(store(), texts);
      const second = open();
      const children = [fill(), fill()];
      const [codes] = await Promise.all([
        Promise.all(children.map(endOf)),
        index.catchUp(),
        index.catchUp(),
        second.catchUp(),
      ]);
      second.close();
      expect(codes).toEqual([0, 0]);
      expect(await index.state()).toMatchObject({ event: 1_100, head: 1_100, passages: 1_100 });
      expect(countPassages(index, wordsOf('zebra'), 5_000)).toBe(1_100);
    });

    it('stays usable when one is killed while it fills', async () => {
      await addTexts(store(), texts);
      const child = fill();
      const ended = endOf(child);
      while (child.exitCode === null && index.position().event === 0) await pause(2);
      child.kill('SIGKILL');
      await ended;
      await index.catchUp();
      expect(await index.state()).toMatchObject({ event: 1_100, passages: 1_100 });
      expect(countPassages(index, wordsOf('zebra'), 5_000)).toBe(1_100);
      expect(index.read((db) => db.prepare('pragma integrity_check').get())).toEqual({
        integrity_check: 'ok',
      });
    });
  });
});
