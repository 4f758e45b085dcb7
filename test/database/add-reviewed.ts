/** An analysis with one version and people of every role, for tests of what is said of it. Invented throughout. */
import { randomUUID } from 'node:crypto';
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import type { AccountRole, Viewer } from '#domain/person.ts';
import type { ReviewInput } from '#review/submit-review.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from './add-person.ts';
import { makeContent, TEST_REFERENCE } from './make-records.ts';

/** The moment at which everything here happens. */
export const AT = '2026-03-04T05:06:07.000Z';

/** Two sentences in the notes, and one entry in the reference list. */
export const REVIEWED: AnalysisContent = {
  ...makeContent({ notes: 'Testing is allowed. No licence is needed.[1]' }),
  sources: [
    {
      ...{ ref: '1', title: 'Decree 5', publisher: null, url: null, publishedOn: null },
      ...{ snapshot: null, quote: null, note: null },
    },
  ],
};

/** Points at “No licence is needed.” */
export const SECOND_SENTENCE = 'sentence:section/notes 0 20';

/** Somebody of each role; `other` is a second editor. */
export type People = Readonly<Record<AccountRole | 'other', Viewer>>;

/** Adds analysis 7 with {@link REVIEWED} as version 1; its id and the people. */
export async function addReviewed(store: Store): Promise<{ versionId: string; people: People }> {
  return store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
    const people = {
      contributor: await addPerson(tx, 'Cleo Contributor', 'contributor'),
      analyst: await addPerson(tx, 'Ana Analyst', 'analyst'),
      editor: await addPerson(tx, 'Eli Editor', 'editor'),
      other: await addPerson(tx, 'Otto Editor', 'editor'),
      admin: await addPerson(tx, 'Ada Admin', 'admin'),
    };
    return { versionId: await addVersion(tx, REVIEWED), people };
  });
}

/** Appends the content as the next version of analysis 7, made by nobody with an account unless told; its id. */
export async function addVersion(tx: WriteTx, content: AnalysisContent, actor = 'test'): Promise<string> {
  const id = randomUUID();
  await appendVersion(tx, {
    ...{ id, analysis: 7, contentHash: contentHash(content), content, origin: 'import' },
    ...{ importFile: null, at: AT, actor },
  });
  return id;
}

/** A Challenge of the whole of version 1 by this person, with what is to be different. */
export function reviewBy(actor: Viewer, change: Partial<ReviewInput> = {}): ReviewInput {
  return {
    ...{ actor, least: 'contributor', analysis: 7, contentHash: contentHash(REVIEWED), kind: 'Challenge' },
    ...{ severity: 'major', target: '', text: 'The second sentence has no source.', proposedText: '' },
    evidence: { links: '', passages: [] },
    ...change,
  };
}
