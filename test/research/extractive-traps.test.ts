/** Texts that lead a hasty reader to a wrong status, day or law. All of them are invented. */
import { describe, expect, it } from 'vitest';
import type { DraftedPage } from '#domain/drafted-page.ts';
import { draftPage } from '#research/extractive/draft-page.ts';
import { fieldGazetteer, fieldTopics } from '../fixtures/signals/field.ts';
import { type GivenText, makeMaterial, storedText } from './make-material.ts';

const knowledge = { topics: fieldTopics, gazetteer: fieldGazetteer };
const BAN = 'Individuals in North Korea are prohibited from buying, selling or holding crypto-assets.';

const law = (text: string, facts: Partial<GivenText> = {}): GivenText => ({
  ...{ text, tier: 'law', title: 'Act No. 5 of 2026', publishedOn: '2026-01-10' },
  ...facts,
});
const notice = (text: string, title = 'Notice No. 3 of the Central Bank of North Korea'): GivenText => ({
  ...{ text, title, tier: 'regulator', publishedOn: '2026-01-01' },
});

function draft(...texts: GivenText[]) {
  const jurisdiction = fieldGazetteer.byCode('KP')!;
  const topic = fieldTopics.find(({ key }) => key === 'Retail_Trading_Status')!;
  return draftPage(makeMaterial(jurisdiction, topic, texts.map(storedText)), knowledge);
}

function page(...texts: GivenText[]): DraftedPage {
  const outcome = draft(...texts);
  if (outcome.kind === 'abstained') throw new Error(outcome.words);
  return outcome.page;
}

const lawNamed = ({ laws }: DraftedPage, name: RegExp) =>
  laws.find(({ law: one }) => name.test(one.name))?.law;

describe('gives no status', () => {
  it.each([
    ['by a bill', law(`Article 1\n\n${BAN}`, { title: 'Crypto-Assets Bill 2026' })],
    ['by a draft', law(`Article 1\n\n${BAN}`, { title: 'Draft Act on Crypto-Assets' })],
    [
      'by an article that a remark says was repealed',
      law(
        `Article 1\n\n${BAN}\n\n[Article 1 was repealed by Act No. 9 of 2025.]\n\nArticle 2\n\nBanks shall report.`,
      ),
    ],
    [
      'by an article whose heading says so',
      law(`Article 1 (repealed)\n\n${BAN}\n\nArticle 2\n\nBanks shall report.`),
    ],
    [
      'by an article that was struck down',
      law(`Article 1\n\n${BAN}\n\nArticle 2\n\nArticle 1 was declared unconstitutional on 3 May 2026.`),
    ],
    [
      'by an act that was repealed',
      law(`This Act was repealed on 3 March 2025 by Act No. 9 of 2025.\n\nArticle 1\n\n${BAN}`),
    ],
    [
      'by an act that has run out',
      law(`Article 1\n\n${BAN}\n\nArticle 2\n\nThis Act expires on 31 December 2025.`),
    ],
    [
      'by an act that begins some time after a day',
      law(
        `Article 1\n\n${BAN}\n\nArticle 2\n\nThis Act enters into force six months after its publication in the Gazette of 3 March 2026.`,
      ),
    ],
    [
      'by an act that begins with another',
      law(
        `Article 1\n\n${BAN}\n\nArticle 2\n\nThis Act enters into force on the day on which the Payments Treaty of 1 May 2020 enters into force.`,
      ),
    ],
    [
      'by an act of which only the adoption has a day',
      law(
        `Article 1\n\n${BAN}\n\nArticle 2\n\nAdopted on 25 January 2024, this Act enters into force on a day to be fixed by the Cabinet.`,
      ),
    ],
    [
      'by an article that begins later than its act',
      law(
        `Article 1\n\nThis Act enters into force on 1 February 2026. Article 2 applies from 1 January 2031.\n\nArticle 2\n\n${BAN}`,
      ),
    ],
    [
      'by a line of the contents',
      law(
        'Contents\n\nArticle 1. Individuals in North Korea are prohibited from buying crypto-assets.\nArticle 2. Penalties for dealers.\n\nArticle 1\n\nThe Central Bank shall publish a list of crypto-assets.\n\nArticle 2\n\nDealers shall pay a fine.',
      ),
    ],
    [
      'by a lead-in whose list says when',
      law(
        'Article 1\n\nIndividuals in North Korea are prohibited from buying crypto-assets where any of the following applies:\n\n(a) the individual is a minor;\n(b) the seller is unknown.',
      ),
    ],
    [
      'by a recital',
      law(
        'Whereas individuals in North Korea are prohibited in some older rules from buying crypto-assets;\n\nArticle 1\n\nThe Central Bank shall report on crypto-assets each year.',
      ),
    ],
    [
      'by what is said of another country that the sentence before names',
      notice(
        'The Central Bank of North Korea visited South Korea. There, individuals are prohibited from buying crypto-assets. The Central Bank of North Korea took note.',
      ),
    ],
    [
      'by words that a warning calls false',
      notice(`Example of a false notice that circulates: ${BAN} The Central Bank never issued it.`),
    ],
  ])('%s', (_, text) => {
    expect(draft(text)).toMatchObject({ kind: 'abstained' });
  });

  it('by two pages of one site, under whatever names, or by two that name nobody', () => {
    const report = (n: number, publisher: string | null, url: string | null): GivenText => ({
      text: `North Korea bans citizens from buying crypto-assets. It is number ${n}.`,
      ...{ tier: 'unknown', title: `Post ${n}`, publisher, url },
    });
    const one = report(1, 'Blog One', 'https://blog.example/1');
    expect(draft(one, report(2, 'Blog Two', 'https://www.blog.example/2'))).toMatchObject({
      kind: 'abstained',
    });
    expect(draft(report(1, null, null), report(2, null, null))).toMatchObject({ kind: 'abstained' });
    expect(page(one, report(2, 'Paper Two', 'https://paper.example/2'))).toMatchObject({ status: 'Banned' });
  });
});

describe('takes no day of something else', () => {
  it.each([
    'This Act replaces the rules which came into force on 1 May 1999.',
    'This Act applies to dealings that were concluded after the Banking Act entered into force on 1 May 1999.',
  ])('for the day on which it began: %s', (sentence) => {
    const drafted = page(law(`Article 1\n\n${BAN}\n\nArticle 2\n\n${sentence}`));
    expect(drafted.statusSince).toBeNull();
    expect(lawNamed(drafted, /Act No\. 5/)).toMatchObject({
      enactedOn: null,
      inForceOn: null,
      applicableOn: null,
    });
  });

  it('for since when the status has held', () => {
    const text = `Article 1\n\nUnder the Currency Act of 4 May 1990, ${BAN.replace('I', 'i')}`;
    expect(page(law(text)).statusSince).toBeNull();
  });

  it.each([
    ['This Act, which was signed by the Chair, enters into force on 1 February 2026.', '2026-02-01'],
    ['On 1 February 2026, this Act enters into force.', '2026-02-01'],
    ['Adopted on 25 January 2024, this Act enters into force on 1 March 2024.', '2024-03-01'],
  ])('and takes its own: %s', (sentence, day) => {
    const drafted = page(law(`Article 1\n\n${BAN}\n\nArticle 2\n\n${sentence}`));
    expect(drafted.statusSince).toBe(day);
    expect(lawNamed(drafted, /Act No\. 5/)).toMatchObject({ inForceOn: day });
  });
});

describe('ends no other law', () => {
  const withEnd = (sentence: string) =>
    page(law(`${BAN} It replaces Decree No. 8 of 2012 on dealings in crypto-assets.\n\n${sentence}`));

  it('than the one that is said to be repealed', () => {
    const drafted = withEnd(
      'Decree No. 8 of 2012 on crypto-assets replaced Decree No. 4 of 2011, which was repealed on 1 January 2013.',
    );
    expect(lawNamed(drafted, /No\. 8 of 2012/)?.repealedOn ?? null).toBeNull();
    expect(lawNamed(drafted, /No\. 4 of 2011/)?.repealedOn).toBe('2013-01-01');
  });

  it('when it repeals another', () => {
    const drafted = withEnd(
      'The Currency Rules on crypto-assets were repealed on 3 March 2025 by Act No. 9 of 2025.',
    );
    expect(lawNamed(drafted, /No\. 9 of 2025/)?.repealedOn ?? null).toBeNull();
  });

  it('when one article of it is repealed, or on the day that is part of its name', () => {
    const article = withEnd('Article 4 of Decree No. 8 of 2012 is repealed from 1 June 2025.');
    expect(lawNamed(article, /No\. 8 of 2012/)?.repealedOn ?? null).toBeNull();
    const named = withEnd('Instruction No. 3 of 12 May 2019 is repealed.');
    expect(lawNamed(named, /Instruction No\. 3/)?.repealedOn ?? null).toBeNull();
  });
});

it('quotes nothing of what a newer act replaced or another repealed', () => {
  const old = law(`Article 1\n\n${BAN}`, { title: 'Act No. 2 of 2020', publishedOn: '2020-04-01' });
  const replaced = page(
    old,
    law(
      'Article 1\n\nIndividuals in North Korea may buy, sell and hold crypto-assets through licensed platforms.\n\nArticle 2\n\nThis Act enters into force on 1 February 2026.',
      { title: 'Act No. 9 of 2025', publishedOn: '2025-12-01' },
    ),
  );
  expect(replaced).toMatchObject({ status: 'Allowed-Regulated', statusSince: '2026-02-01' });
  expect(replaced.findings.map(({ code }) => code)).toEqual(['SOURCE_SUPERSEDED']);
  expect(JSON.stringify([replaced.sections, replaced.headings])).not.toContain(BAN);
  const other = law('Article 1\n\nArticle 1 of Act No. 2 of 2020 is repealed.', {
    ...{ title: 'Act No. 9 of 2025', publishedOn: null },
  });
  expect(draft(old, other)).toMatchObject({ kind: 'abstained', findings: [{ code: 'SOURCE_SUPERSEDED' }] });
});
