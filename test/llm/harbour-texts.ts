/** Three texts of our own on one page of the atlas, and answers of a model that drafts honestly from them. */

import type { GivenText } from './draft-with-server.ts';
import type { Document, Purpose } from './drafting-server.ts';
import { emptyAnswer } from './drafting-server.ts';

/** The page they are on. */
export const HARBOUR_PAGE = ['KP', 'Retail_Trading_Status'] as const;

/** An act, a notice on it, and a piece of news. */
export const HARBOUR_TEXTS: readonly GivenText[] = [
  {
    tier: 'law',
    title: 'Decree No. 41 on private digital money',
    text: `The Cabinet of North Korea issued Decree No. 41 on 12 March 2023.
Individuals in North Korea are banned from buying, selling and holding crypto-assets.
The ban entered into force on 1 April 2023.
Whoever breaks the ban pays a fine of up to 5,000,000 won.`,
  },
  {
    tier: 'regulator',
    title: 'Notice of the Foreign Trade Bank',
    text: `The Foreign Trade Bank of North Korea supervises compliance with the ban on crypto-assets.
Banks in North Korea must close every account that is used to trade crypto-assets within 30 days.`,
  },
  {
    tier: 'news',
    title: 'Quay Courier',
    text: `Traders in Nampo told the Quay Courier that officers searched three shops in May 2023.
Nobody was charged, according to the shop owners.`,
  },
];

const statement = (text: string, passages: string[], quotation = '') => ({ text, passages, quotation });

/** The passage that begins so, by its id. */
export function idOf({ passages }: Document, beginning: string): string {
  const found = passages.find(({ text }) => text.startsWith(beginning));
  if (found === undefined) throw new Error(`no passage begins with “${beginning}”`);
  return found.id;
}

const BAN = 'Individuals in North Korea are banned from buying, selling and holding crypto-assets.';

/** What an honest model answers. */
export function honestAnswer(purpose: Purpose, document: Document): object {
  const id = (beginning: string) => idOf(document, beginning);
  switch (purpose) {
    case 'status':
      return {
        decision: 'status',
        status: 'Banned',
        ground: 'explicit-law',
        statusSince: '2023-04-01',
        rationale: [
          { text: 'The decree bans all three acts for individuals.', passages: [id('Individuals in')] },
          { text: 'It has applied since it entered into force.', passages: [id('The ban entered')] },
        ],
        statements: [statement(BAN, [id('Individuals in')])],
        reason: 'not-yet-researched',
        missing: '',
      };
    case 'executive-summary':
      return {
        statements: [statement('The ban entered into force on 1 April 2023.', [id('The ban entered')])],
      };
    case 'key-pillars':
      return {
        statements: [
          statement(
            'The Foreign Trade Bank of North Korea supervises compliance with the ban on crypto-assets.',
            [id('The Foreign Trade Bank')],
          ),
        ],
      };
    case 'landmark-laws':
      return {
        statements: [
          statement('The Cabinet of North Korea issued Decree No. 41 on 12 March 2023.', [id('The Cabinet')]),
        ],
        laws: [
          {
            ...{ name: 'Decree No. 41', number: '41', article: '', issuer: 'Cabinet of North Korea' },
            ...{ proposedOn: '', enactedOn: '2023-03-12', inForceOn: '2023-04-01' },
            ...{ applicableOn: '', repealedOn: '', passages: [id('The Cabinet'), id('The ban entered')] },
          },
        ],
      };
    case 'outline': {
      const fine = 'pays a fine of up to 5,000,000 won';
      const heading = document.headings?.find((one) => one === 'Restrictions') ?? '';
      const text = `Whoever breaks the ban “${fine}”.`;
      return { headings: [{ heading, statements: [statement(text, [id('Whoever breaks')], fine)] }] };
    }
    default:
      return emptyAnswer(purpose);
  }
}
