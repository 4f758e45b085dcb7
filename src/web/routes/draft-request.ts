/** What the routes of drafts read out of a request. */
import type { Context } from 'hono';
import { AppError } from '#domain/errors.ts';
import type { VersionCause } from '#domain/lineage.ts';
import type { Viewer } from '#domain/person.ts';
import type { VersionForm } from '../draft-view.ts';
import type { Fields } from '../read-fields.ts';

/** Path of one draft. */
export const DRAFT = '/drafts/:id{[0-9a-f-]{36}}';

/** Who is signed in. The table of access lets nobody else pass; should it ever, this refuses. */
export function viewerOf(request: Context): Viewer {
  const viewer = request.get('viewer');
  if (viewer === null || viewer === undefined) throw new AppError('signed-out', 'This takes an account.');
  return viewer;
}

/** The id that the path names. */
export function draftId(request: Context): string {
  return request.req.param('id') ?? '';
}

/** A number that a form sent; 0, which nothing has, for anything else. */
export function readCount(text: string): number {
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
}

/** What was written for saving as a version. */
export function readVersionForm(fields: Fields): VersionForm {
  return { note: fields.text('note'), reviews: fields.all('review'), sources: fields.all('source') };
}

/** The causes that the form names; the use-case looks whether they are any. */
export function causesOf(form: VersionForm): VersionCause[] {
  return [
    ...form.reviews.map((review): VersionCause => ({ kind: 'review', review, note: null })),
    ...form.sources.map(
      (source): VersionCause => ({ kind: 'source', source: readCount(source), note: null }),
    ),
  ];
}

/** True for the script of the editor, which wants an answer it can read. */
export function wantsJson(request: Context): boolean {
  const accept = request.req.header('Accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}
