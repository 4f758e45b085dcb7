/** A topic from another field than crypto-assets is read by its codebook alone, from the language of laws and of news. */
import { describe, expect, it } from 'vitest';
import { fieldGazetteer, fieldTopics } from '../../../test/fixtures/signals/field.ts';
import type { SourceText } from '../source-text.ts';
import { extractSignals } from './extract-signals.ts';

const source = (text: string): SourceText => ({
  ...{ sha256: 'a'.repeat(64), textSha256: 'b'.repeat(64), extractor: 'law-article', pageStarts: [], text },
  ...{ title: 'Act on Records', publisher: 'Law Gazette of Iceland', publishedOn: '2031-05-04' },
  ...{ fileName: null, tier: 'law', url: null },
});
const read = (text: string) =>
  extractSignals(source(`Act on Records (Iceland)\n\n${text}`), {
    topics: fieldTopics,
    gazetteer: fieldGazetteer,
  });

describe('the duty to notify a breach', () => {
  it.each([
    [
      'The keeper of a register shall notify every data breach to the supervisory authority within two days.',
      'Required',
    ],
    ['A data breach must be reported to the commissioner without undue delay.', 'Required'],
    [
      'Where a breach of personal data comes to light, its keeper shall, as soon as the facts are known and at the latest on the third day, report the data breach to the authority, unless nobody can come to harm.',
      'Required',
    ],
    ['The keeper shall inform the persons concerned of a security incident in plain words.', 'Required'],
    ['Whoever fails to report a leak of personal data to the regulator shall pay a fine.', 'Required'],
    ['Notification of data breaches is mandatory in Iceland.', 'Required'],
    ['Telecom operators must report a data breach to the regulator within a day.', 'Partly-Required'],
    ['The bill would oblige companies in Iceland to report data breaches.', 'Proposed'],
    ['A draft law on mandatory notification of data breaches was published for consultation.', 'Proposed'],
    ['Companies will be required to notify data breaches from 1 January 2033.', 'Proposed'],
    ['There is no general duty to report a data breach in Iceland.', 'None'],
    ['Icelandic law does not require companies to notify data breaches.', 'None'],
  ])('%s', (text, status) => {
    expect(read(text)).toMatchObject([{ jurisdiction: 'IS', topic: 'Data_Breach_Notification', status }]);
  });

  it.each([
    'The authority shall have the power to order the keeper to communicate a data breach to the persons concerned.',
    'A data breach is an event by which records are lost, altered or disclosed.',
    'Providers shall report any serious incident to the market surveillance authority.',
    'The keeper shall record each data breach and what was done about it.',
    'The notification shall name a person who answers questions.',
    'Codes of conduct may deal with the notification of data breaches.',
    'The authority issues guidelines on the cases in which a keeper is required to notify a data breach.',
    'Whoever finds traces of criminal activities while handling a security incident shall report the case to the regulator.',
    'A breach of contract must be notified to the other party.',
    'The bank told its customers of a data breach on Friday.',
    'The master shall notify the harbour of a delay.',
  ])('states nothing: %s', (text) => {
    expect(read(text).filter(({ status }) => status !== null)).toEqual([]);
  });
});
