/**
 * Writes the fifty payloads into every text that people can write, through the same forms as they would: names, a page
 * with all its parts in both formats, notes and reasons, reviews with evidence and proposals, comments, outcomes, and
 * sources. Everybody writes from an address of their own, as nobody may do so much from one.
 */
import { PAYLOADS } from './script-payloads.ts';
import type { Account } from './sign-in.ts';

/** A browser that only sends forms. */
type Writer = {
  readonly post: (path: string, fields: Readonly<Record<string, string>> | FormData) => Promise<Response>;
  readonly read: (path: string) => Promise<string>;
};

/** What was filled: two pages with their drafts, their reviews, and how many texts hold a payload. */
export type Filled = {
  readonly pages: readonly { readonly analysis: string; readonly draft: string }[];
  readonly reviews: readonly string[];
  readonly sources: readonly string[];
  /** Payloads by the kind of text that they are in. */
  readonly counts: Readonly<Record<string, number>>;
};

const ALL = PAYLOADS.join('\n\n');
// A note holds 2,000 characters.
const HALVES = [PAYLOADS.slice(0, 25).join('\n\n'), PAYLOADS.slice(25).join('\n\n')] as const;
const NAME_MOST = 120;
const SECTIONS = [
  ...['executive-summary', 'key-pillars', 'landmark-laws', 'considerations', 'notes', 'detailed-explanation'],
] as const;

let addresses = 0;

/** Somebody signed in by this cookie, at an address that nobody else has. */
function writerAt(address: string, cookie: string): Writer {
  addresses += 1;
  const from = `198.51.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
  const headers = { Origin: address, Cookie: cookie, 'X-Forwarded-For': from };
  return {
    post: (path, fields) =>
      fetch(address + path, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
    read: async (path) => {
      const answer = await fetch(address + path, { headers });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      return answer.text();
    },
  };
}

/** The `Cookie` of what an answer set. */
function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Sends a form that must be taken; where it leads. */
async function take(
  writer: Writer,
  path: string,
  fields: Readonly<Record<string, string>> | FormData,
): Promise<string> {
  const answer = await writer.post(path, fields);
  if (answer.status === 303) return answer.headers.get('Location') ?? '';
  const problem = /class="[^"]*(?:problem|refused|error)[^"]*"[^>]*>([\s\S]{0,400})/.exec(
    await answer.text(),
  )?.[1];
  throw new Error(`${path} answered ${answer.status}: ${problem}`);
}

/** Signs in with a password, by the form. */
async function enter(address: string, { email, password }: Account): Promise<Writer> {
  const answer = await writerAt(address, '').post('/sign-in', { email, password });
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  return writerAt(address, cookieOf(answer));
}

/** Fills the site at this address; the accounts are an administrator, an editor and an analyst. */
export async function fillPayloads(
  address: string,
  people: { readonly admin: Account; readonly editor: Account; readonly analyst: Account },
): Promise<Filled> {
  const admin = await enter(address, people.admin);
  const editor = await enter(address, people.editor);
  const analyst = await enter(address, people.analyst);
  const named = await addNamed(address, admin);
  const pages = [
    await writePage({ admin, editor, analyst }, 'markdown', 'IS'),
    await writePage({ admin, editor, analyst }, 'plain', 'NO'),
  ];
  const reviews: string[] = [];
  for (const [at, payload] of PAYLOADS.entries()) {
    const writer = named[at % named.length];
    if (writer === undefined) throw new Error('nobody is there to write');
    for (const [index, { analysis }] of pages.entries()) {
      const kind = index === 0 ? ('Challenge' as const) : ('Refinement' as const);
      reviews.push(await writeReview({ writer, editor }, analysis, kind, payload));
    }
  }
  const sources = await addSources(analyst, pages[0]?.draft ?? '');
  const each = PAYLOADS.length;
  return {
    pages,
    reviews,
    sources,
    counts: {
      names: named.length,
      sections: 2 * SECTIONS.length * each,
      'fields of laws': 2 * 6 * each,
      'fields of cited sources': 2 * 4 * each,
      'fields of report and outline': 2 * (7 + 4 + 3) * each,
      notes: 2 * each,
      'reasons of stages': 2 * 2 * each,
      'reviews, evidence, proposals': 3 * each + 2 * each + each,
      'comments and outcomes': 2 * 2 * each,
      'titles, publishers, file names and texts of sources': 4 * each,
    },
  };
}

/** One person for each payload that fits into a name; signed in by the link that the administrator is shown. */
async function addNamed(address: string, admin: Writer): Promise<Writer[]> {
  const writers: Writer[] = [];
  for (const [at, payload] of PAYLOADS.entries()) {
    if (payload.length > NAME_MOST) continue;
    const person = { name: payload, email: `payload${at}@example.org`, role: 'contributor' };
    const answer = await admin.post('/admin/people', person);
    const token = /\/reset\?token=([\w-]{43})/.exec(await answer.text())?.[1];
    if (token === undefined) throw new Error(`nobody was added for ${payload}: ${answer.status}`);
    const words = { token, password: 'plain words for a test', again: 'plain words for a test' };
    const entered = await writerAt(address, '').post('/reset/password', words);
    if (entered.status !== 303) throw new Error(`a link answered ${entered.status}`);
    writers.push(writerAt(address, cookieOf(entered)));
  }
  return writers;
}

type Three = { readonly admin: Writer; readonly editor: Writer; readonly analyst: Writer };

/** A page with two versions whose every text holds payloads, through its stages, and a draft on top of it. */
async function writePage(by: Three, format: 'markdown' | 'plain', jurisdiction: string) {
  const { analyst } = by;
  const topic = 'Retail_Trading_Status';
  const first = await take(analyst, '/drafts', { jurisdiction, topic });
  await take(analyst, first, { revision: '1', ...contentFields(format, PAYLOADS) });
  const version = await take(analyst, `${first}/version`, { revision: '2', note: HALVES[0] });
  const analysis = /^\/analyses\/\d+/.exec(version)?.[0];
  if (analysis === undefined) throw new Error(`saving led to ${version}`);
  await by.admin.post('/watches', { kind: 'analysis', key: analysis.split('/')[2] ?? '', watch: 'yes' });
  const second = await take(analyst, `${analysis}/edit`, { version: '1' });
  const reversed = PAYLOADS.map((payload, at) => `${at} ${payload}`).toReversed();
  await take(analyst, second, { revision: '1', ...contentFields(format, reversed) });
  await take(analyst, `${second}/version`, { revision: '2', note: HALVES[1] });
  await moveThrough(by, analysis);
  const draft = await take(analyst, `${analysis}/edit`, {});
  await take(analyst, draft, { revision: '1', ...contentFields(format, PAYLOADS) });
  return { analysis, draft };
}

/** Every field of the editor that takes words. */
function contentFields(format: string, payloads: readonly string[]): Record<string, string> {
  const all = payloads.join('\n\n');
  const line = payloads.join(' ').replace(/\s+/g, ' ');
  const fields: Record<string, string> = { textFormat: format, 'law.rows': 'sent', 'source.rows': 'sent' };
  for (const key of SECTIONS) fields[`section.${key}`] = all;
  for (const name of ['title', 'heading', 'topic', 'question', 'identifiedStatus'])
    fields[`report.${name}`] = line;
  Object.assign(fields, { 'report.narrative': all, 'report.disclaimer': all });
  Object.assign(fields, { 'excerpt.rows': 'sent', 'link.rows': 'sent' });
  Object.assign(fields, { 'outline.title': line, 'outline.overallStatus': line, 'outline.text': all });
  for (const [at, payload] of payloads.entries()) {
    for (const name of ['name', 'number', 'article', 'issuer', 'url', 'note'])
      fields[`law.${at}.${name}`] = payload;
    for (const name of ['title', 'publisher', 'url', 'note']) fields[`source.${at}.${name}`] = payload;
    fields[`source.${at}.ref`] = String(at + 1);
    for (const name of ['source', 'context']) fields[`excerpt.${at}.${name}`] = payload;
    for (const name of ['text', 'note']) fields[`link.${at}.${name}`] = payload;
  }
  return fields;
}

/** Submitted, returned, submitted, approved and published over what bars it: each with words of its own. */
async function moveThrough({ analyst, editor }: Three, analysis: string): Promise<void> {
  const path = `${analysis}/versions/2`;
  const fieldOf = async (writer: Writer, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(await writer.read(path))?.[1] ?? '';
  const content = await fieldOf(analyst, 'content');
  const step = (writer: Writer, action: string, reason: string, more: Record<string, string> = {}) =>
    take(writer, `${path}/stage`, { content, action, reason, ...more });
  await step(analyst, 'submit', HALVES[0]);
  await step(editor, 'return', HALVES[1]);
  await step(analyst, 'submit', HALVES[0]);
  await step(editor, 'approve', HALVES[1]);
  const overridden = (await fieldOf(editor, 'overridden')).replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  await step(editor, 'publish', HALVES[0], { overridden });
}

/** A review with the payload in its reasons, evidence and proposal, commented on and decided; its address. */
async function writeReview(
  { writer, editor }: { writer: Writer; editor: Writer },
  analysis: string,
  kind: 'Challenge' | 'Refinement',
  payload: string,
): Promise<string> {
  const version = /name="version" value="([0-9a-f]{64})"/.exec(await writer.read(analysis))?.[1] ?? '';
  const link = `https://example.org/?q=${payload.replace(/\s+/g, '')} ${payload.replace(/\s+/g, ' ')}`;
  const words = kind === 'Refinement' ? { proposedText: payload } : { severity: 'minor' };
  const where = await take(writer, `${analysis}/reviews`, {
    version,
    kind,
    text: payload,
    links: link,
    ...words,
  });
  const review = `/reviews/${/#review-([0-9a-f-]{36})/.exec(where)?.[1]}`;
  await take(writer, `${review}/comments`, { kind: 'comment', text: payload });
  await take(editor, `${review}/outcome`, { outcome: 'rejected', reason: payload });
  return review;
}

/** Stored sources with the payload as title, as publisher and in the text. */
async function addSources(analyst: Writer, draft: string): Promise<string[]> {
  const found: string[] = [];
  for (const [at, payload] of PAYLOADS.entries()) {
    const form = new FormData();
    form.set(
      'file',
      new File([`${at}. ${payload}\n\n${ALL}`], `${at} ${payload.slice(0, 60)}.txt`, { type: 'text/plain' }),
    );
    for (const [name, value] of Object.entries({
      title: payload,
      publisher: payload,
      tier: 'news',
      for: '',
      url: '',
    }))
      form.set(name, value);
    const where = await take(analyst, `${draft}/sources`, form);
    found.push(`/sources/${new URL(where, 'http://x').searchParams.get('source')}`);
  }
  return found;
}
