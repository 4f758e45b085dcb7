/** A stored version whose verification has sentences that voters can be asked about. Invented throughout. */
import { randomUUID } from 'node:crypto';
import { contentHash } from '#domain/canonical-json.ts';
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVerification } from '#store/verifications.ts';
import { appendVersion } from '#store/versions.ts';
import { makeContent, makeReport, TEST_REFERENCE } from './make-records.ts';

const AT = '2026-01-02T03:04:05.000Z';

/** A judged sentence with its passages, all of one source. */
export function makeSentence(
  text: string,
  verdict: SentenceCheck['verdict'],
  passages: readonly string[],
): SentenceCheck {
  return {
    place: { unit: 'section/notes', block: 0, start: 0, end: text.length },
    text,
    kind: 'claim',
    verdict,
    reasons: [],
    quotations: [],
    refs: [],
    supports: [],
    claims: [],
    citations: [],
    uncitedSource: null,
    primarySource: null,
    passages: passages.map((exact, at) => ({
      source: 0,
      quote: { exact, prefix: '', suffix: '' },
      position: { start: at * 100, end: at * 100 + exact.length },
      page: null,
      score: 0.9,
    })),
  };
}

/** Stored together; the verification is the one that counts. */
export type Votable = {
  readonly analysis: number;
  readonly versionId: string;
  readonly verification: number;
  readonly report: VerificationReport;
};

/** Stores an analysis with one version and a verification with these sentences. */
export async function makeVotable(
  store: Store,
  sentences: readonly SentenceCheck[],
  notes = 'Testing is allowed.',
): Promise<Votable> {
  const report: VerificationReport = { ...makeReport('unverified', 0), sentences: [...sentences] };
  const content = makeContent({ notes });
  const versionId = randomUUID();
  return store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    const cell = { jurisdiction: 'KP', topic: 'Test_Status' };
    const analysis = await insertAnalysis(tx, { number: null, ...cell, at: AT });
    await appendVersion(tx, {
      ...{ id: versionId, analysis, content, contentHash: contentHash(content) },
      ...{ origin: 'import', importFile: null, actor: 'test', at: AT },
    });
    const inputHash = contentHash({ versionId, sentences: report.sentences });
    const verification = await appendVerification(tx, {
      versionId,
      inputHash,
      report,
      citations: [],
      at: AT,
    });
    return { analysis, versionId, verification, report };
  });
}
