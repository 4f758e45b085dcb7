import { expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import { checkLinks } from './check-links.ts';
import { readBlocks } from './read-blocks.ts';
import type { SourceText } from './source-text.ts';

const CONTENT: AnalysisContent = {
  schema: 'regatlas.analysis/1',
  jurisdiction: 'KP',
  topic: 'Retail_Trading_Status',
  language: 'en',
  textFormat: 'markdown',
  status: 'Banned',
  unknownReason: null,
  ground: null,
  statusSince: null,
  sections: [
    {
      key: 'notes',
      text: 'See [the act](https://law.example.org/act?utm_source=chat), https://law.example.org/act again, [raw](ftp://f.example.org/x) and [this](javascript:alert(1)).',
    },
  ],
  laws: [
    {
      ...{
        name: 'Act',
        number: null,
        article: null,
        issuer: null,
        proposedOn: null,
        enactedOn: null,
        inForceOn: null,
      },
      ...{ applicableOn: null, repealedOn: null, url: 'https://law.example.org/act/', note: null },
    },
  ],
  outline: null,
  report: {
    ...{
      title: null,
      heading: null,
      date: null,
      topic: null,
      question: null,
      identifiedStatus: null,
      narrative: '',
    },
    ...{ excerpts: [], disclaimer: null },
    links: [
      {
        text: '1. Council: https://www.cfr.org/ (a search, or https://www.cfr.org/blog/grip).',
        urls: ['https://www.cfr.org/', 'https://www.cfr.org/blog/grip'],
        note: null,
      },
    ],
  },
  sources: [
    {
      ...{
        ref: '4',
        title: 'Redirect',
        publisher: null,
        publishedOn: null,
        snapshot: null,
        quote: null,
        note: null,
      },
      url: 'https://vertexaisearch.cloud.google.com/grounding-api-redirect/Ab',
    },
  ],
  grounding: [],
  reviews: [],
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
};

const STORED: SourceText = {
  sha256: 'a',
  textSha256: '',
  extractor: 'html 1',
  text: '',
  pageStarts: [],
  title: 'Unrelated title',
  publisher: null,
  url: 'http://law.example.org/act',
  publishedOn: null,
  tier: 'law',
  fileName: null,
};

it('reports each link once per place, classified and matched with its stored copy', () => {
  const units = listUnits(CONTENT).map((unit) => ({ unit, blocks: readBlocks(unit.text, unit.format) }));
  const links = checkLinks(CONTENT, units, [STORED]);
  expect(links.map((link) => [link.unit, link.url, link.class, link.source])).toEqual([
    ['section/notes', 'https://law.example.org/act?utm_source=chat', 'document', 0],
    ['section/notes', 'javascript:alert(1)', 'not-http', null],
    ['section/notes', 'ftp://f.example.org/x', 'not-http', null],
    ['report/link/0', 'https://www.cfr.org/', 'site-root', null],
    ['report/link/0', 'https://www.cfr.org/blog/grip', 'document', null],
    ['law/0', 'https://law.example.org/act/', 'document', 0],
    [
      'source/4',
      'https://vertexaisearch.cloud.google.com/grounding-api-redirect/Ab',
      'provider-redirect',
      null,
    ],
  ]);
});
