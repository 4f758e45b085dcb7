/**
 * Adds a source: bytes to snapshot, text, passages, and what it is about. The same bytes again are the same snapshot.
 * The caller re-verifies the versions that `versionsToVerify` names; they are those the source could bear on.
 */
import { sha256Hex } from '#domain/canonical-json.ts';
import { AppError, atFile, isAppError } from '#domain/errors.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { ExtractedText, SourceFacts } from '#domain/source.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { addressOfSource } from '#grounding/source-address.ts';
import { listSubjects, sourceJurisdictions } from '#grounding/source-jurisdictions.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { listVersionsConcernedBy } from '#store/candidate-sources.ts';
import type { WriteTx } from '#store/connect.ts';
import {
  insertSources,
  listSourceIds,
  lockEvidence,
  type NewSource,
  type SourceJurisdiction,
} from '#store/sources.ts';
import { type ExtractedSource, extractSource } from './extract/extract.ts';
import { splitPassages } from './extract/split-passages.ts';
import type { Reference } from './reference.ts';

/** Bytes with where they came from. */
export type CapturedBytes = {
  readonly bytes: Uint8Array;
  /** File name or final URL. */
  readonly from: string;
  readonly url: string | null;
  readonly mediaType: string | null;
  readonly charset: string | null;
  readonly capturedAt: string;
};

/** What the person adding it knows better than the document says. Absent members are read from the document. */
export type SourceOverrides = Partial<Omit<SourceFacts, 'language' | 'author'>> & {
  readonly jurisdiction?: string;
};

/** A source ready to be stored. */
export type PreparedSourceFile = {
  readonly captured: CapturedBytes;
  readonly mediaType: string;
  readonly facts: SourceFacts;
  readonly extracted: ExtractedText;
  readonly jurisdictions: readonly SourceJurisdiction[];
};

/** What adding did. */
export type AddedSource = {
  readonly outcome: 'added' | 'unchanged';
  readonly id: number;
  readonly sha256: string;
  readonly versionsToVerify: readonly string[];
};

/** Reads text, facts and subject out of the bytes; stores nothing. Throws on what cannot be read. */
export async function prepareSourceFile(
  captured: CapturedBytes,
  overrides: SourceOverrides,
  reference: Reference,
  maxBytes: number,
): Promise<PreparedSourceFile> {
  const read = await extractSource(captured.bytes, {
    name: captured.from,
    declaredMediaType: captured.mediaType,
    charset: captured.charset,
    maxBytes,
  }).catch((error: unknown) => {
    throw isAppError(error) ? atFile(error, captured.from) : error;
  });
  const facts = mergeFacts(read, captured, overrides);
  const declared = overrides.jurisdiction ?? read.facts.jurisdiction;
  return {
    captured,
    mediaType: read.mediaType,
    facts,
    extracted: read.extracted,
    jurisdictions: readJurisdictions(read.extracted.text, facts.title, declared, captured.from, reference),
  };
}

function mergeFacts(read: ExtractedSource, captured: CapturedBytes, overrides: SourceOverrides): SourceFacts {
  const pick = <Key extends keyof SourceFacts>(key: Key): SourceFacts[Key] | null =>
    (overrides as Partial<SourceFacts>)[key] ?? read.facts[key] ?? null;
  return {
    title: pick('title'),
    publisher: pick('publisher'),
    author: pick('author'),
    publishedOn: pick('publishedOn'),
    tier: pick('tier') ?? 'unknown',
    url: overrides.url ?? captured.url ?? read.facts.url ?? null,
    language: pick('language'),
  };
}

function readJurisdictions(
  text: string,
  title: string | null,
  declared: string | undefined,
  file: string,
  reference: Reference,
): SourceJurisdiction[] {
  const detected = listSubjects(sourceJurisdictions(text, title, reference.gazetteer)).map(
    (one): SourceJurisdiction => ({ code: one.code, basis: 'detected', mentions: one.mentions }),
  );
  if (declared === undefined) return detected;
  const known = reference.gazetteer.byCode(declared) ?? reference.gazetteer.byName(declared);
  if (known === undefined) {
    throw new AppError('unknown-jurisdiction', `there is no jurisdiction “${declared}”.`, {
      place: { file, field: 'jurisdiction' },
      remedy: 'Give an ISO 3166-1 code such as KP, or a name such as North Korea.',
    });
  }
  const mentions = detected.find((one) => one.code === known.code)?.mentions ?? 0;
  return [
    { code: known.code, basis: 'declared', mentions },
    ...detected.filter((one) => one.code !== known.code),
  ];
}

/** Stores a prepared source, or finds that its bytes are already there. */
export async function addSource(
  tx: WriteTx,
  deps: { clock: Clock },
  source: PreparedSourceFile,
  actor: string,
): Promise<AddedSource> {
  const [added] = await addSources(tx, deps, [source], actor);
  if (added === undefined) throw new Error('a source was added and nothing is known of it');
  return added;
}

/** Stores prepared sources together, each as {@link addSource} would; what they did, in the same order. */
export async function addSources(
  tx: WriteTx,
  deps: { clock: Clock },
  sources: readonly PreparedSourceFile[],
  actor: string,
): Promise<AddedSource[]> {
  // Taken first: of two that bring the same bytes at once, the second finds them.
  await lockEvidence(tx);
  const hashes = sources.map(({ captured }) => sha256Hex(captured.bytes));
  const known = await listSourceIds(tx, hashes);
  const isNew = (sha256: string, index: number) => !known.has(sha256) && hashes.indexOf(sha256) === index;
  const at = nowIso(deps.clock);
  const fresh = sources.flatMap((source, index) => {
    const sha256 = hashes[index] ?? '';
    return isNew(sha256, index) ? [newSource(source, sha256, at)] : [];
  });
  const ids = await insertSources(tx, fresh);
  const added = new Map(fresh.map(({ snapshot }, index) => [snapshot.sha256, ids[index] ?? 0]));
  for (const [sha256, id] of added) {
    await appendAuditEvent(tx, {
      at,
      actor,
      action: 'source.added',
      subject: `source:${id}`,
      afterHash: sha256,
    });
  }
  const concerned = await listVersionsConcernedBy(tx, ids);
  return hashes.map((sha256, index) => {
    const id = added.get(sha256) ?? known.get(sha256) ?? 0;
    return isNew(sha256, index)
      ? { outcome: 'added', id, sha256, versionsToVerify: concerned.get(id) ?? [] }
      : { outcome: 'unchanged', id, sha256, versionsToVerify: [] };
  });
}

function newSource(source: PreparedSourceFile, sha256: string, at: string): NewSource {
  const { captured, facts, extracted } = source;
  return {
    facts,
    canonicalUrl: addressOfSource(facts.url, extracted),
    snapshot: {
      sha256,
      mediaType: source.mediaType,
      size: captured.bytes.length,
      capturedAt: captured.capturedAt,
      capturedFrom: captured.from,
    },
    bytes: captured.bytes,
    extracted,
    textSha256: sha256Hex(extracted.text),
    normalisation: listNormalisationRuns(extracted.text),
    passages: splitPassages(extracted.text, extracted.pageStarts),
    jurisdictions: source.jurisdictions,
    at,
  };
}

// Flat, because a long text has tens of thousands of runs: [text start, text end, normalised start, normalised end], …
function listNormalisationRuns(text: string): number[] {
  const normalised = normaliseText(text);
  const inText = offsetMap(text);
  const inNormalised = offsetMap(normalised.text);
  return normalised.runs.flatMap((run) => [
    inText.toCodePoint(run.rawStart),
    inText.toCodePoint(run.rawEnd),
    inNormalised.toCodePoint(run.start),
    inNormalised.toCodePoint(run.end),
  ]);
}
