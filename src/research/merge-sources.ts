/**
 * One reference list of two: what both cite is one entry, and whatever comes in gets the next free number. Only stored
 * sources come in, each with its snapshot, so that everybody can look the passage up.
 */
import type { Claim } from '#compare/claim-sentences.ts';
import type { AnalysisContent, CitedSource } from '#domain/analysis.ts';
import type { ReportSource, VerificationReport } from '#domain/verification.ts';

/** A content with the report that tells which stored sources its entries are. */
export type CitingSide = { readonly content: AnalysisContent; readonly report: VerificationReport };

/** A growing list. `mark` gives the number of an entry, which is added when its snapshot is not there yet. */
export type SourceList = {
  readonly mark: (entry: CitedSource) => string;
  readonly list: () => CitedSource[];
  /** Entries that were not there at the beginning. */
  readonly added: () => CitedSource[];
};

/** See {@link SourceList}. */
export function createSourceList(first: readonly CitedSource[]): SourceList {
  const entries = [...first];
  return {
    mark: (entry) => {
      const same = entries.find(({ snapshot }) => snapshot !== null && snapshot === entry.snapshot);
      if (same !== undefined) return same.ref;
      const numbers = entries.map(({ ref }) => Number(ref)).filter(Number.isInteger);
      const ref = String(Math.max(0, ...numbers) + 1);
      // The entry may have been noted with the number that it had in the other list.
      const note = entry.note?.replace(/^\s*\[\^?\w{1,4}\]\s*/, '') ?? null;
      entries.push({ ...entry, ref, note });
      return ref;
    },
    list: () => [...entries],
    added: () => entries.slice(first.length),
  };
}

/** Stored sources that bear the claim, as entries: those it cites to effect, and the one whose passage was found for it. */
export function entriesFor({ check }: Claim, side: CitingSide): CitedSource[] {
  if (check === null) return [];
  const cited = check.citations.flatMap(({ ref, source, use }) =>
    source !== null && (use === 'needed' || use === 'redundant') ? [storedEntry(ref, source, side)] : [],
  );
  const best = check.passages[0]?.source;
  const found = best === undefined ? [] : [entryOf(best, side)];
  return onePerSnapshot([...cited, ...found]);
}

/** The entry with this mark, where a copy of its source is stored. */
export function findStoredEntry(ref: string, side: CitingSide): CitedSource | null {
  const source = side.report.citations.find((citation) => citation.ref === ref)?.source ?? null;
  return source === null ? null : storedEntry(ref, source, side);
}

/** The entry for a stored source: the one that the page has for it, else one of its own. */
export function entryOf(index: number, side: CitingSide): CitedSource | null {
  const known = side.report.citations.find(({ source }) => source === index);
  if (known !== undefined) return storedEntry(known.ref, index, side);
  const source = side.report.sources[index];
  return source === undefined ? null : newEntry(source);
}

function storedEntry(ref: string, index: number, { content, report }: CitingSide): CitedSource | null {
  const source = report.sources[index];
  const entry = content.sources.find((one) => one.ref === ref);
  if (source === undefined) return null;
  if (entry === undefined) return newEntry(source);
  const verdict = report.citations.find((citation) => citation.ref === ref)?.quotation ?? null;
  const isVerified = verdict === 'verbatim' || verdict === 'normalised';
  return {
    ...entry,
    ...{ title: entry.title ?? source.title, url: entry.url ?? source.url },
    ...{ snapshot: source.sha256, quote: isVerified ? entry.quote : null },
  };
}

function newEntry({ title, publisher, url, publishedOn, sha256 }: ReportSource): CitedSource {
  return { ref: '0', title, publisher, url, publishedOn, snapshot: sha256, quote: null, note: null };
}

function onePerSnapshot(entries: readonly (CitedSource | null)[]): CitedSource[] {
  const kept = new Map<string, CitedSource>();
  for (const entry of entries) {
    if (entry?.snapshot != null && !kept.has(entry.snapshot)) kept.set(entry.snapshot, entry);
  }
  return [...kept.values()];
}
