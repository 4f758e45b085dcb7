/**
 * Who may use which address: every route of the program is in this table, and a route that is not in it is refused to
 * everyone. A test holds the table against the routes that exist.
 */
import { AUTH_PATH, LIBRARY_ROUTES } from '#accounts/auth-paths.ts';
import type { Role } from '#domain/person.ts';

/** A method, an address pattern without the patterns of its parameters, and the least role that may use it. */
export type AccessRule = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly least: Role;
};

const get = (least: Role, ...paths: string[]): AccessRule[] =>
  paths.map((path) => ({ method: 'GET', path, least }));
const post = (least: Role, ...paths: string[]): AccessRule[] =>
  paths.map((path) => ({ method: 'POST', path, least }));

const below = (paths: readonly string[]): string[] => paths.map((path) => `${AUTH_PATH}${path}`);

/** See the module comment. */
export const ACCESS: readonly AccessRule[] = [
  ...get('reader', '/', '/methodology', '/search', '/signals'),
  ...get(
    'reader',
    '/analyses',
    '/analyses/:number',
    '/analyses/:number/versions',
    '/analyses/:number/report',
  ),
  ...get('reader', '/analyses/:number/versions/:version', '/analyses/:number/versions/:version/report'),
  ...get('reader', '/analyses/:file', '/analyses/:number/:format'),
  ...get('reader', '/analyses/:number/versions/:version/:format', '/snapshots/:sha256'),
  ...get('reader', '/analyses/:number/compare', '/analyses/:number/compare/:before/:after'),
  ...get('reader', '/analyses/:number/compare/:before/:file'),
  ...get('reader', '/jurisdictions', '/jurisdictions/:code', '/topics', '/topics/:key'),
  ...get('reader', '/sources', '/sources/:id'),
  ...get('reader', '/analyses/:number/reviews'),
  ...post('contributor', '/analyses/:number/reviews'),
  ...get('contributor', '/reviews'),
  ...get('reader', '/reviews/:id'),
  ...post('contributor', '/reviews/:id/comments', '/reviews/:id/outcome'),
  ...post('analyst', '/reviews/:id/assignment', '/reviews/:id/apply'),
  ...get('analyst', '/analyses/:number/versions/:version/stage'),
  ...post('analyst', '/analyses/:number/versions/:version/stage'),
  ...get('reader', '/sign-in', '/sign-up', '/reset', '/set-up'),
  ...get('contributor', '/notices', '/account/notices', '/account/data', '/account/data.json'),
  ...post('contributor', '/account/data/anonymise'),
  ...post('contributor', '/notices/read', '/account/notices', '/watches'),
  ...get('admin', '/admin/audit', '/admin/people/:id/anonymise'),
  ...post('admin', '/admin/people/:id/anonymise'),
  ...get('reader', '/unsubscribe/:token'),
  ...post('reader', '/unsubscribe/:token'),
  ...post('reader', '/sign-in', '/sign-out', '/sign-up', '/reset', '/reset/password', '/set-up'),
  ...get('reader', '/sign-in/single', ...below(LIBRARY_ROUTES.get)),
  ...post('reader', ...below(LIBRARY_ROUTES.post)),
  ...get('contributor', '/account', ...below(LIBRARY_ROUTES.getAsked)),
  ...post('contributor', ...below(LIBRARY_ROUTES.postAsked)),
  ...post('contributor', '/account/name', '/account/password', '/account/sessions/end'),
  ...post('contributor', '/account/passkeys/remove', '/account/keys', '/account/keys/end'),
  ...get('admin', '/admin/people', '/admin/outbox'),
  ...post('admin', '/admin/people', '/admin/people/:id/role', '/admin/people/:id/access'),
  ...post('admin', '/admin/people/:id/reset'),
  ...get('analyst', '/analyses/:number/edit', '/drafts', '/drafts/new', '/drafts/:id', '/drafts/:id/preview'),
  ...get(
    'analyst',
    '/drafts/:id/version',
    '/drafts/:id/merge',
    '/drafts/:id/cite',
    '/drafts/:id/preview/report',
  ),
  ...post('analyst', '/analyses/:number/edit', '/drafts', '/drafts/:id', '/drafts/:id/preview'),
  ...post('analyst', '/drafts/:id/version', '/drafts/:id/merge', '/drafts/:id/cite', '/drafts/:id/sources'),
  ...post('analyst', '/drafts/:id/discard'),
  ...get('analyst', '/runs', '/runs/new', '/runs/:number', '/runs/:file', '/runs/:number/events'),
  ...get('analyst', '/runs/:number/steps/:step/:file'),
  ...get('analyst', '/runs/:number/exchanges/:id', '/runs/:number/exchanges/:id/:file'),
  ...post('analyst', '/runs', '/runs/:number/cancel', '/runs/:number/steps/:step'),
  ...get('analyst', '/batches', '/batches/new', '/batches/:number'),
  ...post('analyst', '/batches', '/batches/:number/cancel'),
];

/** The pattern as the table writes it: `/topics/:key` for `/topics/:key{[A-Za-z_]{1,80}}`. */
export function plainPattern(pattern: string): string {
  return pattern.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, '');
}

/** True when a rule for this method could be the address's. */
export function takesMethod(rules: readonly AccessRule[], method: 'GET' | 'POST', path: string): boolean {
  return rules.some((rule) => rule.method === method && toExpression(rule.path).test(path));
}

const expressions = new Map<string, RegExp>();

function toExpression(path: string): RegExp {
  const known = expressions.get(path);
  if (known !== undefined) return known;
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part)));
  const made = new RegExp(`^${parts.join('/')}$`);
  expressions.set(path, made);
  return made;
}
