/**
 * Looks at a source's address again: how it answers, and whether the words that pages rely on still stand there. The
 * stored copy stays as it is; a changed document is stored beside it as a source of its own.
 */
import { isAppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { isPartOfDocument } from '#domain/source.ts';
import type { Drift } from '#domain/source-check.ts';
import type { FetchedResource, Fetcher } from '#fetch/fetcher.ts';
import { compareSnapshots } from '#grounding/compare-snapshots.ts';
import { judgeAnswer, type WebAnswer } from '#grounding/judge-answer.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendSourceCheck, listReliedPassages, type SourceCheck } from '#store/source-checks.ts';
import type { SourceDetail } from '#store/sources.ts';
import { addSource, type PreparedSourceFile, prepareSourceFile } from './add-source.ts';
import type { Reference } from './reference.ts';
import type { VerifyDeps } from './verify-version.ts';

/** What came back from the address, read; `document` is null when there is nothing readable to compare. */
export type SourceLook = {
  readonly requestedUrl: string;
  readonly answer: WebAnswer;
  readonly httpStatus: number | null;
  readonly document: PreparedSourceFile | null;
};

/** The look as it was stored, and the versions that a changed document could bear on. */
export type CheckedSource = { readonly check: SourceCheck; readonly versionsToVerify: readonly string[] };

/** Fetches and reads; stores nothing. Every refusal of the web is an answer; only defects are thrown. */
export async function lookAtSource(
  fetcher: Fetcher,
  source: SourceDetail & { readonly facts: { readonly url: string } },
  reference: Reference,
  maxBytes: number,
): Promise<SourceLook> {
  const requestedUrl = source.facts.url;
  try {
    const fetched = await fetcher(requestedUrl);
    const document = await readDocument(fetched, source, reference, maxBytes);
    const answer: WebAnswer = {
      kind: 'document',
      url: fetched.url,
      title: document?.facts.title ?? null,
      text: document?.extracted.text ?? '',
    };
    return { requestedUrl, answer, httpStatus: fetched.status, document };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const status = typeof error.detail.status === 'number' ? error.detail.status : null;
    const invalid = error.code === 'invalid-input' || error.code === 'forbidden-address';
    const barred = error.detail.barredBy !== undefined;
    return {
      requestedUrl,
      answer: { kind: 'refusal', status, barred, invalid },
      httpStatus: status,
      document: null,
    };
  }
}

/** The document with what is known of the source; null when no text can be read out of it. */
async function readDocument(
  fetched: FetchedResource,
  { facts, jurisdictions }: SourceDetail,
  reference: Reference,
  maxBytes: number,
): Promise<PreparedSourceFile | null> {
  const { bytes, url, mediaType, charset, fetchedAt } = fetched;
  const captured = { bytes, from: url, url, mediaType, charset, capturedAt: fetchedAt };
  const declared = jurisdictions.find(({ basis }) => basis === 'declared')?.code;
  const known = {
    ...(facts.publisher === null ? {} : { publisher: facts.publisher }),
    ...(facts.tier === 'unknown' ? {} : { tier: facts.tier }),
    ...(declared === undefined ? {} : { jurisdiction: declared }),
  };
  try {
    return await prepareSourceFile(captured, known, reference, maxBytes);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Judges and stores the look; the changed document and its audit row in the same transaction. */
export async function recordSourceCheck(
  tx: WriteTx,
  deps: Pick<VerifyDeps, 'clock'>,
  source: SourceDetail,
  look: SourceLook,
  actor: string,
): Promise<CheckedSource> {
  const { requestedUrl, answer, document, httpStatus } = look;
  const { state, reason } = judgeAnswer(requestedUrl, answer, source.extracted.text);
  const isDocument = state === 'alive' || state === 'redirected-same';
  const passages = await listReliedPassages(tx, source.sourceTextId);
  // The address leads to the whole law, which says nothing of whether the one article was changed.
  const isComparable = isDocument && !isPartOfDocument(source.extracted);
  const drift: Drift | null =
    isComparable && document !== null
      ? compareSnapshots(source.extracted.text, document.extracted.text, passages)
      : null;
  const added =
    drift?.textChanged === true && document !== null ? await addSource(tx, deps, document, actor) : null;
  const checkedAt = nowIso(deps.clock);
  const check: SourceCheck = {
    source: source.id,
    checkedAt,
    requestedUrl,
    state,
    reason,
    finalUrl: answer.kind === 'document' ? answer.url : null,
    httpStatus,
    drift,
    newerSource: added?.id ?? null,
  };
  await appendSourceCheck(tx, check);
  await appendAuditEvent(tx, {
    at: checkedAt,
    actor,
    action: 'source.checked',
    subject: `source:${source.id}`,
    detail: { state, textChanged: drift?.textChanged ?? null },
  });
  return { check, versionsToVerify: added?.versionsToVerify ?? [] };
}
