/** Two articles of one law are two sources for the reader and one witness: confidence must not rise with the cut. */
import { expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { Topic } from '#domain/topic.ts';
import type { CheckableContent } from './checkable-content.ts';
import { createGazetteer } from './gazetteer.ts';
import type { SourceText } from './source-text.ts';
import { verifyContent } from './verify-content.ts';

const ARTICLES = [
  'The master shall light a green lamp on the bow at dusk.',
  'A harbour pilot is paid forty crowns for each tide that he waits.',
];

const topic: Topic = {
  ...{ key: 'Lamp_Duty', title: 'Lamps', question: 'Must lamps be lit?', guidance: 'Look for duties.' },
  ...{ position: 1, reviewIntervalDays: 30, ordered: true, outlineHeadings: [], searchCues: ['lamp'] },
  statuses: [
    { value: 'Required', label: 'Required', definition: 'A duty.', order: 0, alsoCalled: ['light a lamp'] },
    { value: 'None', label: 'None', definition: 'No duty.', order: 1, alsoCalled: [] },
  ],
};

const content: CheckableContent = {
  ...{ schema: 'regatlas.analysis/1', jurisdiction: null, topic: 'Lamp_Duty', language: 'en' },
  ...{ textFormat: 'plain', status: 'Required', unknownReason: null, ground: null, statusSince: null },
  sections: [{ key: 'executive-summary', text: ARTICLES.join(' ') }],
  ...{ laws: [], outline: null, report: null, sources: [], grounding: [], reviews: [] },
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
};

const stored = (text: string, number: number, address: string): SourceText => ({
  ...{ sha256: sha256Hex(text), textSha256: sha256Hex(text), extractor: 'law-article', text, pageStarts: [] },
  ...{ title: `Act — Article ${number}`, publisher: null, publishedOn: null, fileName: null, tier: 'law' },
  url: `${address}#art_${number}`,
});

const agreement = (addresses: readonly string[]) => {
  const sources = ARTICLES.map((text, at) => stored(text, at + 1, addresses[at] ?? ''));
  const report = verifyContent({
    ...{ content, sources, gazetteer: createGazetteer([]), topic, asOf: '2031-06-01', openChallenges: 0 },
  });
  expect(report.evidenceState).toBe('verified');
  return report.confidence.factors;
};

it('counts articles of one law once and those of two laws twice', () => {
  const one = agreement(['https://law.example.org/act', 'https://law.example.org/act']);
  const two = agreement(['https://law.example.org/act', 'https://law.example.org/code']);
  const values = (factors: typeof one) => factors.map(({ key, value }) => `${key} ${value}`);
  const raised = values(two).filter((value, at) => value !== values(one)[at]);
  expect(raised).toHaveLength(1);
  expect(raised[0]).toMatch(/independ|sources/i);
});
