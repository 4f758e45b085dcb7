import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveGrounding } from './resolve-grounding.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/bench/provider-fixtures');
const seed = resolve(import.meta.dirname, '../../../../shared/seeds/000_3c11786f9271637e.txt');

type ExpectedSupport = {
  utf16?: [number, number];
  byte?: [number, number];
  text?: string;
  sources: number[];
  dangling?: number[];
  distinctUris?: number;
  distinctDomains?: number;
  status: string;
};
type Case = {
  id: string;
  parts: string[];
  grounding: unknown;
  expect: { supports: ExpectedSupport[]; diagnostics: string[] };
};

const casesFile = resolve(folder, 'gemini-grounding.cases.json');
const hasFixtures = existsSync(casesFile);
// Without the folder one placeholder stays, so that the suite is reported as skipped and not as empty.
const cases: Case[] = hasFixtures
  ? JSON.parse(readFileSync(casesFile, 'utf8')).cases
  : [{ id: 'absent', parts: [], grounding: null, expect: { supports: [], diagnostics: [] } }];

function utf16Offset(text: string, codePoints: number): number {
  return [...text].slice(0, codePoints).join('').length;
}

describe('the contract cases for Gemini grounding', () => {
  it.skipIf(!hasFixtures).each(cases)('$id', (each) => {
    const check = resolveGrounding(JSON.stringify(each.grounding), each.parts);
    expect(check.diagnostics).toEqual(each.expect.diagnostics);
    expect(check.supports).toHaveLength(each.expect.supports.length);
    each.expect.supports.forEach((wanted, index) => {
      const support = check.supports[index]!;
      expect(support.state).toBe(wanted.status.replace('_', '-'));
      expect(support.chunks).toEqual(wanted.sources);
      if (wanted.dangling !== undefined) expect(support.dangling).toEqual(wanted.dangling);
      if (wanted.distinctUris !== undefined) expect(check.distinctUrls).toBe(wanted.distinctUris);
      if (wanted.distinctDomains !== undefined) expect(check.distinctDomains).toBe(wanted.distinctDomains);
      if (wanted.utf16 === undefined || wanted.byte === undefined) return;
      const text = each.parts.join('');
      const utf16 = [support.span!.start, support.span!.end].map((offset) => utf16Offset(text, offset));
      expect(utf16).toEqual(wanted.utf16);
      expect(utf16.map((offset) => Buffer.byteLength(text.slice(0, offset)))).toEqual(wanted.byte);
      expect(support.text).toBe(wanted.text);
    });
  });
});

describe('recorded answers', () => {
  const recordings = [
    {
      file: 'gemini-generateContent.google_web_search.jsonl',
      provider: 'gemini',
      supports: 1,
      chunks: 1,
      queries: 1,
    },
    {
      file: 'gemini-interactions.google-search.json',
      provider: 'gemini',
      supports: 18,
      chunks: 4,
      queries: 2,
    },
    { file: 'openai.responses.web-search.json', provider: 'openai', supports: 10, chunks: 7, queries: 1 },
    { file: 'openai.responses.file-search.json', provider: 'openai', supports: 1, chunks: 1, queries: 4 },
    { file: 'anthropic.web-search.json', provider: 'anthropic', supports: 3, chunks: 3, queries: 2 },
    { file: 'perplexity.sonar.citations.json', provider: 'perplexity', supports: 7, chunks: 7, queries: 0 },
    { file: 'xai.web-search.json', provider: 'xai', supports: 0, chunks: 5, queries: 1 },
    { file: 'cohere.citations.json', provider: 'cohere', supports: 3, chunks: 1, queries: 0 },
  ];
  it.skipIf(!hasFixtures).each(recordings)('$file', (wanted) => {
    const check = resolveGrounding(readFileSync(resolve(folder, wanted.file), 'utf8'), []);
    expect(check.provider).toBe(wanted.provider);
    expect({
      supports: check.supports.length,
      chunks: check.chunks.length,
      queries: check.queries.length,
    }).toEqual({ supports: wanted.supports, chunks: wanted.chunks, queries: wanted.queries });
    expect(check.supports.map((support) => support.state)).toEqual(check.supports.map(() => 'resolved'));
    expect(check.supports.every((support) => support.span !== null && !support.recoveredByText)).toBe(true);
  });
});

describe('the first seed page', () => {
  it.skipIf(!existsSync(seed))(
    'has ten references to nothing, and six statements found by their words',
    () => {
      const page = readFileSync(seed, 'utf8');
      const at = page.indexOf('{\n  "grounding_chunks"');
      const raw = page.slice(at, page.lastIndexOf('}') + 1);
      const report = page.slice(page.indexOf('Full Analysis Report'), at);
      const check = resolveGrounding(raw, [report], 'page');
      expect(check).toMatchObject({
        provider: 'gemini',
        chunks: [],
        queries: [],
        references: 10,
        dangling: 10,
      });
      expect(check.diagnostics).toEqual(['CHUNKS_EMPTY_BUT_REFERENCED', 'OFFSET_MISMATCH_RECOVERED_BY_TEXT']);
      expect(check.supports.map((support) => [support.state, support.recoveredByText])).toEqual(
        Array.from({ length: 6 }, () => ['unresolvable', true]),
      );
      for (const support of check.supports) {
        expect([...report].slice(support.span!.start, support.span!.end).join('')).toBe(support.text);
      }
    },
  );
});
