/** Puts one source, or the newest version of one analysis, into the index in place of what was there of it. */
import type { DatabaseSync } from 'node:sqlite';
import { listUnits } from '#domain/page-text.ts';
import type { FeedAnalysis, FeedSource } from '#store/search-feed.ts';
import { datePeriod } from './date-period.ts';
import { indexedPairs } from './unsegmented-runs.ts';

/** Most characters (UTF-16) of a unit in one row: long reports are cut at paragraphs, so that length tells nothing. */
const UNIT_ROW = 1_200;

/** `isExample`: a teaching text that never bears a real page. */
export function insertSource(db: DatabaseSync, source: FeedSource, isExample: boolean): void {
  const before = db.prepare('select is_example from source where id = ?').get(source.id);
  if (before !== undefined) removeRows(db, 'passage', 'source', source.id);
  // Whoever does something to it later, it stays one.
  const stays = isExample || before?.is_example === 1;
  const period = source.publishedOn === null ? null : datePeriod(source.publishedOn);
  db.prepare('insert or replace into source values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    source.id,
    source.sourceText,
    source.sha256,
    source.title,
    source.publisher,
    source.tier,
    source.publishedOn,
    period?.from ?? null,
    period?.to ?? null,
    ` ${source.jurisdictions.join(' ')} `,
    stays ? 1 : 0,
  );
  const place = db.prepare('insert into passage (source, starts_at, ends_at, page) values (?, ?, ?, ?)');
  const words = db.prepare('insert into passage_words (rowid, title, text, pairs) values (?, ?, ?, ?)');
  const title = indexed(source.title ?? '');
  for (const { start, end, page, text } of cutPassages(source)) {
    const { lastInsertRowid } = place.run(source.id, start, end, page);
    const shown = indexed(text);
    words.run(lastInsertRowid, title, shown, indexedPairs(`${title} ${shown}`));
  }
}

/** See the module comment. */
export function insertAnalysis(db: DatabaseSync, analysis: FeedAnalysis): void {
  removeRows(db, 'unit', 'analysis', analysis.number);
  const { content } = analysis;
  db.prepare('insert or replace into analysis values (?, ?, ?, ?, ?, ?, ?)').run(
    analysis.number,
    analysis.version,
    analysis.versionId,
    content.jurisdiction,
    content.topic,
    content.status,
    analysis.recordedOn,
  );
  const place = db.prepare('insert into unit (analysis, key) values (?, ?)');
  const words = db.prepare('insert into unit_words (rowid, title, text, pairs) values (?, ?, ?, ?)');
  const title = indexed(analysis.title);
  for (const unit of listUnits(content)) {
    for (const piece of cutUnit(unit.text)) {
      const { lastInsertRowid } = place.run(analysis.number, unit.key);
      const shown = indexed(piece);
      words.run(lastInsertRowid, title, shown, indexedPairs(shown));
    }
  }
}

function removeRows(db: DatabaseSync, table: 'passage' | 'unit', owner: string, id: number): void {
  db.prepare(`delete from ${table}_words where rowid in (select id from ${table} where ${owner} = ?)`).run(
    id,
  );
  db.prepare(`delete from ${table} where ${owner} = ?`).run(id);
}

/** Composed forms, so that ligatures and full-width letters are found; without what nobody sees in the middle of words. */
function indexed(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('\u00ad', '')
    .replace(/[\p{Cc}--[\t\n]]/gv, ' ');
}

type CutPassage = FeedSource['passages'][number] & { readonly text: string };

/** One walk over the text, as passages lie in order; a code point of two units counts as one. */
function cutPassages({ text, passages }: FeedSource): CutPassage[] {
  let unit = 0;
  let point = 0;
  const advance = (target: number): number => {
    while (point < target && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return unit;
  };
  return passages.map((passage) => {
    const from = advance(passage.start);
    return { ...passage, text: text.slice(from, advance(passage.end)) };
  });
}

/** Lines of a unit, gathered while they fit; a longer line stays whole. */
function cutUnit(text: string): string[] {
  const pieces: string[] = [];
  for (const line of text.split('\n')) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + line.length < UNIT_ROW)
      pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
