/**
 * The life of a page, in a browser, by the people who live it with it: imported with references that lead nowhere,
 * mended from stored sources, challenged, barred, answered, approved by somebody else and published. Nothing is put
 * into the database but by commands and forms.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  banNotice,
  LIFE_CASES,
  networkNotice,
  networkWords,
  PERMIT_WORDS,
  permitNotice,
  statusWords,
} from './life-cases.ts';
import {
  beginDraft,
  citePassage,
  openCiting,
  openReviewOf,
  readConfidence,
  removeRows,
  type Shown,
  saveVersion,
  sectionField,
  sendChallenge,
  stagePanel,
  takeAction,
  uploadNotice,
  versionPath,
  waitForReason,
} from './life-steps.ts';
import { type Account, addAccount, signIn } from './sign-in.ts';
import { useSite } from './use-site.ts';

const site = useSite('life');
const READER = { who: 'reader' };
const LINK = 'https://bureau.example/notices/8';
const OBJECTION = 'Notice 8 asks state companies for a permit, so there is a licence to be had.';
const ACCEPTED = 'Right: the notice is in force and the page says the opposite.';

let folder: string;
let people: Record<'analyst' | 'contributor' | 'author' | 'editor', Account>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-e2e-'));
  people = {
    analyst: await addAccount(site, { name: 'Ada Analyst', role: 'analyst' }),
    contributor: await addAccount(site, { name: 'Cleo Contributor', role: 'contributor' }),
    author: await addAccount(site, { name: 'Ed Author', role: 'editor' }),
    editor: await addAccount(site, { name: 'Eve Editor', role: 'editor' }),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A window of somebody, signed in, at this path. */
async function openAs(who: keyof typeof people, path: string) {
  const page = await site.open(path, { who });
  if (await page.getByRole('link', { name: 'Sign in', exact: true }).isVisible())
    await signIn(page, people[who], path);
  return page;
}

const findings = (page: Page) => page.getByRole('region', { name: 'Findings', exact: true });

describe.each(LIFE_CASES)('the life of $name', ({ number, country, challenged, isThere }) => {
  const path = `/analyses/${number}`;
  const step = test.skipIf(!isThere);
  let before: Shown;
  let barred: Shown;

  step('begins as a Draft whose references lead nowhere, and says so', async () => {
    const page = await site.open(path, READER);
    const head = page.getByRole('region', { name: 'Status and confidence' });
    expect(await head.innerText()).toMatch(/Stage\s+Draft/);
    expect(await findings(page).innerText()).toMatch(/Critical[\s\S]*references point at nothing/i);
    before = await readConfidence(page);
    expect(before).toMatchObject({ level: 'Unknown', figure: null });
  });

  step('an analyst adds sources, cites them and takes out what nothing bears', async () => {
    const page = await openAs('analyst', path);
    await beginDraft(page);
    const sentence = statusWords(country);
    const network = networkWords(country).replace(/, which.*$/, '.');
    await page.getByLabel('What it rests on').selectOption({ label: 'by act of a regulator' });
    await sectionField(page, 'Executive summary').fill(`${sentence} ${challenged}`);
    await sectionField(page, 'Detailed explanation').fill(network);
    for (const title of ['Key pillars', 'Considerations', 'Notes', 'Landmark laws'])
      await sectionField(page, title).fill('');
    for (const label of ['Narrative', 'Points']) await page.getByLabel(label, { exact: true }).fill('');
    for (const list of ['excerpt', 'link', 'source'] as const) await removeRows(page, list);
    await openCiting(page, 'Executive summary');
    await uploadNotice(page, banNotice(country));
    await citePassage(page, sentence, sentence);
    await openCiting(page, 'Detailed explanation');
    await uploadNotice(page, networkNotice(country));
    await citePassage(page, networkWords(country), network);
    expect(await saveVersion(page, { note: 'Cited from notices; what nothing bears is out.' })).toBe(2);
    expect(await findings(page).innerText()).not.toMatch(/Critical/i);
    const mended = await readConfidence(page);
    expect(mended.reasons).toMatch(/Banned *, verified/);
    expect(mended.figure).toBeGreaterThan(0);
    expect(before.reasons).not.toMatch(/Banned *, verified/);
  });

  step('and submits it: In review', async () => {
    const page = await openAs('analyst', versionPath(number, 2));
    await takeAction(page, 'Submit for review');
    expect(await stagePanel(page).innerText()).toMatch(/Stage: In review/);
    expect(await stagePanel(page).innerText()).toMatch(/No editor other than the author has approved/);
  });

  step('a contributor challenges the sentence on licences, with a link and a stored passage', async () => {
    const notice = permitNotice(country);
    await writeFile(join(folder, notice.name), notice.text);
    await site.run('source', 'add', join(folder, notice.name));
    const page = await openAs('contributor', '/sources');
    await page.getByRole('link', { name: notice.title }).click();
    await page.getByText(PERMIT_WORDS).waitFor();
    const source = page.url();
    await page.goto(path);
    await openReviewOf(page, challenged);
    const about = page.locator('#review-form').getByRole('blockquote');
    expect(await about.innerText()).toBe(challenged);
    await sendChallenge(page, {
      ...{ severity: 'critical', text: OBJECTION, link: `${LINK} the notice itself` },
      ...{ source, words: PERMIT_WORDS },
    });
    const review = page.getByRole('region', { name: 'Reviews' }).getByRole('listitem');
    const words = (await review.allInnerTexts()).join(' ');
    for (const part of [
      /Challenge\s+critical/,
      'Cleo Contributor',
      OBJECTION,
      challenged,
      PERMIT_WORDS,
      LINK,
    ])
      expect(words).toMatch(part);
    barred = await waitForReason(page, /1 challenge is open, a critical one/);
    expect(barred.level).toBe('Low');
  });

  step('publication is barred and says why, whoever has approved it', async () => {
    const page = await openAs('editor', versionPath(number, 2));
    await takeAction(page, 'Approve');
    expect(await stagePanel(page).innerText()).toMatch(/Eve Editor.*counts for publication/);
    const bar = stagePanel(page).getByRole('listitem').filter({ hasText: 'critical challenge' });
    expect(await bar.innerText()).toMatch(/^1 critical challenge stands/);
    expect(await stagePanel(page).getByText('Publish', { exact: true }).count()).toBe(0);
    await bar.getByRole('link').first().click();
    expect(await page.getByRole('main').innerText()).toContain(OBJECTION);
  });

  step('an editor accepts the challenge and makes the version that answers it', async () => {
    const page = await openAs('author', versionPath(number, 2));
    await stagePanel(page)
      .getByRole('link', { name: /Challenge|challenge/ })
      .first()
      .click();
    await page.getByText('Decide', { exact: true }).first().click();
    await page.getByRole('radio', { name: /^Accept/ }).check();
    await page.getByLabel('The reason, which readers see').fill(ACCEPTED);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('No version has mended it yet.').waitFor();
    await beginDraft(page, 'Edit the page');
    const summary = sectionField(page, 'Executive summary');
    await summary.fill((await summary.inputValue()).replace(challenged, PERMIT_WORDS));
    await openCiting(page, 'Executive summary');
    await page.getByRole('link', { name: permitNotice(country).title }).click();
    await citePassage(page, PERMIT_WORDS, PERMIT_WORDS);
    const note = 'There is a permit after all.';
    expect(await saveVersion(page, { note, answers: /^Challenge by Cleo/ })).toBe(3);
    await takeAction(page, 'Submit for review');
  });

  step('its author cannot publish it, not even with a form of their own', async () => {
    const page = await openAs('author', versionPath(number, 3));
    const panel = stagePanel(page);
    expect(await panel.innerText()).toMatch(
      /No editor other than the author has approved exactly this version/,
    );
    for (const action of ['Publish', 'Approve'])
      expect(await panel.getByText(action, { exact: true }).count()).toBe(0);
    expect(await sendDecision(page, 3, 'publish')).toBe(409);
    expect(await sendDecision(page, 3, 'approve')).toBe(403);
    await page.reload();
    expect(await panel.innerText()).toMatch(/Stage: In review/);
  });

  step('another editor approves exactly that version and publishes it', async () => {
    const page = await openAs('editor', versionPath(number, 3));
    await takeAction(page, 'Approve', 'Read against both notices.');
    expect(await stagePanel(page).innerText()).toMatch(/Eve Editor.*counts for publication/);
    await takeAction(page, 'Publish');
    expect(await stagePanel(page).innerText()).toMatch(/Stage: Live/);
  });

  step('a reader without an account sees all of it', async () => {
    const page = await site.open(path, READER);
    const head = page.getByRole('region', { name: 'Status and confidence' });
    expect(await head.innerText()).toMatch(/Stage\s+Live/);
    expect(await page.getByRole('region', { name: 'Executive summary' }).innerText()).toContain(PERMIT_WORDS);
    const live = await waitForReason(page, /Someone other than the author approved this version/);
    expect(live.figure).toBeGreaterThan(barred.figure ?? 1);
    expect(barred.reasons).toMatch(/1 challenge is open, a critical one/);
    expect(live.reasons).toMatch(/No contradiction and no challenge is open/);
    const reviews = page.getByRole('region', { name: 'Reviews' });
    expect(await reviews.innerText()).toMatch(/accepted, mended in version 3/);
    await reviews.getByRole('link', { name: /of this Challenge$/ }).click();
    await page.getByText(/^Mended in/).waitFor();
    const thread = await page.getByRole('main').innerText();
    for (const words of [OBJECTION, ACCEPTED, 'Ed Author', 'Mended in version 3'])
      expect(thread).toContain(words);
    await page.getByRole('link', { name: 'compare with version 2' }).click();
    const comparison = await page.getByRole('main').innerText();
    for (const words of [challenged, PERMIT_WORDS, 'Cleo Contributor', OBJECTION])
      expect(comparison).toContain(words);
  });

  step('the older version does not take its place, approved as it is', async () => {
    const page = await openAs('editor', versionPath(number, 2));
    expect(await stagePanel(page).innerText()).toMatch(/Eve Editor.*counts for publication/);
    expect(await stagePanel(page).innerText()).toMatch(/critical challenge/);
    expect(await sendDecision(page, 2, 'publish')).toBe(422);
    await page.goto(path);
    expect(await page.getByRole('main').innerText()).toContain('version 3');
  });

  step('the version that was Live goes to the archive when the next one is published', async () => {
    const author = await openAs('analyst', path);
    await beginDraft(author);
    await sectionField(author, 'Notes').fill('Nothing is known of practice.');
    expect(await saveVersion(author, { note: 'Says what is not known.' })).toBe(4);
    await takeAction(author, 'Submit for review');
    const editor = await openAs('editor', versionPath(number, 4));
    await takeAction(editor, 'Approve');
    await takeAction(editor, 'Publish');
    const page = await site.open(versionPath(number, 3), READER);
    expect(await page.getByRole('main').innerText()).toMatch(/Stage\s+Archived/);
    expect(await page.getByRole('main').innerText()).toMatch(/superseded on .* by version 4/);
    await page.goto(`${path}/versions`);
    const stages = await page
      .getByRole('cell', { name: /^(Draft|In review|Live|Archived|Withdrawn)$/ })
      .allInnerTexts();
    expect(stages).toEqual(['Live', 'Archived', 'In review', 'Draft']);
  });

  async function sendDecision(page: Page, version: number, action: string): Promise<number> {
    const at = versionPath(number, version);
    const content = await page
      .locator('code.hash')
      .filter({ hasText: /^[0-9a-f]{64}$/ })
      .first()
      .innerText();
    const answer = await page.request.post(`${at}/stage`, {
      headers: { Origin: site.address() },
      form: { action, content, reason: '' },
      maxRedirects: 0,
    });
    return answer.status();
  }
});
