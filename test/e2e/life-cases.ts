/**
 * The two pages whose life is lived through in `seed-life.test.ts`: the seed where it lies beside the checkout, and a
 * page of our own. Both are mended with the same notices of an office that does not exist, written for the test.
 */
import { readFileSync } from 'node:fs';
import { ANALYSES, hasSeeds, LIFE_PAGE, LIVED, SEED_PAGE } from './fill-site.ts';

/** A source file as it is handed in. */
export type Notice = { readonly name: string; readonly title: string; readonly text: string };

/** What differs between the pages. */
export type LifeCase = {
  readonly name: string;
  readonly number: number;
  readonly country: string;
  /** The sentence of the page that a contributor challenges; it stays until a version answers the challenge. */
  readonly challenged: string;
  readonly isThere: boolean;
};

/** The page of our own always, the seed's when it is there. */
export const LIFE_CASES: readonly LifeCase[] = [
  {
    ...{ name: 'a page of our own', number: LIVED, country: 'Tuvalu', isThere: true },
    challenged: findSentence(LIFE_PAGE),
  },
  {
    ...{ name: 'the seed', number: ANALYSES.seed, country: 'North Korea', isThere: hasSeeds },
    challenged: hasSeeds ? findSentence(SEED_PAGE) : '',
  },
];

/** The sentence about licences in the summary of a page, in its own words. */
function findSentence(file: string): string {
  const [sentence] = /There are no licensing [^.\n]*\./.exec(readFileSync(file, 'utf8')) ?? [];
  if (sentence === undefined) throw new Error(`${file} says nothing of licences`);
  return sentence;
}

/** What bears the status. */
export const statusWords = (country: string) => `Retail cryptocurrency trading is banned in ${country}.`;

/** What bears the sentence that says how the ban is kept up. */
export const networkWords = (country: string) =>
  `Most households in ${country} reach the internet through one state company, which blocks the addresses of foreign exchanges.`;

/** What speaks against the challenged sentence. */
export const PERMIT_WORDS =
  'A state trading company needs a permit of the bureau before it keeps cryptocurrencies.';

/** Bears the status and how it is kept up. */
export const banNotice = (country: string): Notice =>
  notice(country, 3, 'private persons', [
    statusWords(country),
    `No private person may buy, sell or hold cryptocurrencies in ${country}.`,
    'Coins that are found are kept by the bureau.',
  ]);

/** Bears what the page says of networks. */
export const networkNotice = (country: string): Notice =>
  notice(country, 5, 'networks', [networkWords(country), 'The company reports attempts each month.']);

/** Found later, by somebody who knows better than the page. */
export const permitNotice = (country: string): Notice =>
  notice(country, 8, 'permits', [PERMIT_WORDS, 'Nobody else can apply for one.']);

function notice(country: string, number: number, subject: string, paragraphs: string[]): Notice {
  const slug = country.toLowerCase().replaceAll(' ', '-');
  const title = `Notice ${number} of the test bureau for ${country}: ${subject}`;
  const head = [
    `title: "${title}"`,
    'publisher: A bureau that does not exist',
    `published: 2026-0${number}-14`,
    'tier: regulator',
    'language: en',
  ];
  const body = [...paragraphs, 'This notice was written for a test; no office of any country has seen it.'];
  const text = `---\n${head.join('\n')}\n---\n\n${body.map((words, index) => `${index + 1}. ${words}`).join('\n\n')}\n`;
  return { name: `notice-${number}-${slug}.md`, title, text };
}
