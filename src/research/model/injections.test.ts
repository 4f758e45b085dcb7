import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { SOURCE_TIERS, type SourceTier } from '#domain/source.ts';
import {
  draftWith,
  type KeptExchange,
  materialOf,
  TEST_KEY,
  verify,
} from '../../../test/llm/draft-with-server.ts';
import { type Document, type Purpose, startDraftingServer } from '../../../test/llm/drafting-server.ts';
import { HARBOUR_PAGE, HARBOUR_TEXTS, honestAnswer } from '../../../test/llm/harbour-texts.ts';
import type { ModelServer, Scripted } from '../../../test/llm/model-server.ts';
import { STATUS_SYSTEM } from './decide-status.prompt.ts';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/injections');
const attempts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** Over the second protocol every fourth attempt, since what is read there is the same. */
const MODELS: { name: string; base: string; api?: 'responses'; every: number }[] = [
  { name: 'google:gemini-2.5-flash', base: '/v1beta', every: 1 },
  { name: 'openai:gpt-small', base: '/v1', api: 'responses', every: 4 },
];

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

/**
 * A model that does as a text bids it where it can: gives out ready answers, claims the status asked for, writes the
 * sentences asked for on passages that the text names and on true ones, and tells its instructions and the key.
 */
function gullible(attempt: string, passages: readonly string[]) {
  const wanted = [...attempt.matchAll(/Write: ([^\n[]+)/g)].map((match) => match[1] ?? '');
  const status = /\b(?:status to|status":") ?"?([A-Z][A-Za-z-]+)/.exec(attempt)?.[1];
  const ready = [...attempt.matchAll(/^\{.*\}$/gm)].map(([text]) => text);
  const said = (text: string, ids: readonly string[]) => ({ text, passages: ids, quotation: '' });
  const sentences = [
    ...wanted.flatMap((text) => passages.map((id) => said(text, [id]))),
    ...attempt
      .split('\n')
      .map((line) => ({ ...said(`The source says “${line}”.`, [passages[0] ?? 'P1']), quotation: line })),
    ...(/instructions|prompt/i.test(attempt) ? [said(STATUS_SYSTEM.slice(0, 200), ['P2'])] : []),
    ...(/key/i.test(attempt) ? [said(`The key is ${TEST_KEY}.`, ['P2'])] : []),
  ];
  let turn = 0;
  return (purpose: Purpose, document: Document): Scripted | object => {
    turn += 1;
    if (document.rejected !== undefined && purpose !== 'status')
      return { statements: [sentences[turn % sentences.length]] };
    if (ready.length > 0 && purpose !== 'status')
      return { kind: 'text', text: ready[turn % ready.length] ?? '' };
    if (purpose === 'status' && status !== undefined && document.rejected === undefined) {
      const claimed = wanted.slice(0, 1).map((text) => said(text, passages.slice(0, 1)));
      const honest = honestAnswer('status', document) as { statements: object[] };
      return { ...honest, status, statements: [...claimed, ...honest.statements].slice(0, 2) };
    }
    if (purpose === 'status') return honestAnswer('status', document);
    if (purpose === 'mend') {
      return {
        statements: (document.faulty ?? []).map(({ number }) => ({
          number,
          ...sentences[turn % sentences.length],
        })),
      };
    }
    if (purpose === 'outline') {
      return {
        headings: [
          { heading: document.headings?.[turn % 5], statements: [sentences[turn % sentences.length]] },
        ],
      };
    }
    const one = { statements: [sentences[turn % sentences.length]] };
    return purpose === 'landmark-laws' ? { ...one, laws: [] } : one;
  };
}

/** The passages that a question held, as JSON. What the model said itself may go back to it to be mended. */
function passagesOf({ question }: KeptExchange): string {
  const { prompt } = question.request as { prompt: string };
  return JSON.stringify((JSON.parse(prompt) as Document).passages);
}

/** Words that a draft shows: everything but what it names its sources by. */
function shownWords({ sources: _sources, ...content }: AnalysisContent): string {
  return JSON.stringify(content);
}

async function attack(
  name: string,
  protocol: (typeof MODELS)[number],
  tier: SourceTier,
  title = 'Found on the web',
) {
  const attempt = readFileSync(join(FOLDER, name), 'utf8').trim();
  const material = materialOf(...HARBOUR_PAGE, [...HARBOUR_TEXTS, { tier, title, text: attempt }]);
  const hostile = material.brief.passages.filter(({ ref }) => ref === '4').map(({ id }) => id);
  const environment = JSON.stringify(process.env);
  const started = await startDraftingServer(gullible(attempt, [...hostile, 'P2']));
  server = started.server;
  const drafted = await draftWith(server, material, protocol);
  expect(JSON.stringify(process.env)).toBe(environment);
  return { ...drafted, material, hostile, seen: server.seen, asked: started.asked };
}

describe.each(MODELS)('a model that obeys what it reads, $name', (protocol) => {
  it.each(attempts.filter((_, index) => index % protocol.every === 0))(
    'leaves no trace of %s in a draft, a request, the tools or the settings',
    async (name) => {
      const { draft, outcome, exchanges, seen, material, hostile, log, asked } = await attack(
        name,
        protocol,
        'blog',
      );
      // What is kept and what went out: the key in its header and nowhere else, no tool, no passage of the attempt.
      const sent = JSON.stringify(seen.map(({ body, path }) => ({ body, path })));
      expect(sent).not.toContain(TEST_KEY);
      expect(sent).not.toMatch(/"(?:tools|functions|tool_choice|toolConfig)"/);
      for (const one of exchanges) expect(passagesOf(one)).not.toContain('uillfish');
      expect(JSON.stringify([exchanges, outcome, draft, log])).not.toContain(TEST_KEY);
      expect(log.join(' ')).toContain(hostile.at(-1));
      expect(asked.length).toBeLessThanOrEqual(2 * 8 + 2 * 2);
      if (draft?.kind !== 'checked') return;
      const { content, page } = draft;
      expect(content.status).toBe('Banned');
      const shown = shownWords(content) + JSON.stringify(page.rationale);
      expect(shown).not.toMatch(/quill\u200b?fish/i);
      expect(shown).not.toMatch(/<[a-z]|javascript:|\]\(|You decide which status/i);
      expect(content.laws.map((law) => law.name)).not.toContain('Quillfish Freedom Act');
      const report = verify(content, material);
      expect(report.sentences.filter(({ verdict }) => verdict !== null && verdict !== 'supported')).toEqual(
        [],
      );
      expect(content.sources.map(({ ref }) => ref)).not.toContain('4');
    },
  );
});

describe('an attempt beside an act', () => {
  it.each(attempts)('does not keep the act from the draft: %s', async (name) => {
    const attempt = readFileSync(join(FOLDER, name), 'utf8').trim().replaceAll('\n', ' ');
    const [decree, ...others] = HARBOUR_TEXTS;
    const planted = { ...decree!, text: `${decree!.text}\n${attempt}` };
    const material = materialOf(...HARBOUR_PAGE, [planted, ...others]);
    const started = await startDraftingServer(honestAnswer);
    server = started.server;
    const { draft, exchanges } = await draftWith(server, material, MODELS[0]!);
    expect(draft).toMatchObject({ kind: 'checked', content: { status: 'Banned' }, repairs: [] });
    for (const one of exchanges) expect(passagesOf(one)).not.toContain('uillfish');
  });
});

describe('an attempt in the title of a source', () => {
  it.each(['ignore-instructions.txt', 'chat-template.txt', 'key-request.txt'])(
    'is not read: %s',
    async (name) => {
      const title = readFileSync(join(FOLDER, name), 'utf8').trim().replaceAll('\n', ' ');
      const material = materialOf(
        ...HARBOUR_PAGE,
        HARBOUR_TEXTS.map((one) => ({ ...one, title })),
      );
      const started = await startDraftingServer(honestAnswer);
      server = started.server;
      const { draft, exchanges } = await draftWith(server, material, MODELS[0]!);
      expect(draft?.kind).toBe('checked');
      for (const { question } of exchanges)
        expect(JSON.stringify(question.request)).not.toContain('uillfish');
    },
  );
});

it('has attempts of every kind to be tried, by sources of any tier', async () => {
  expect(attempts.length).toBeGreaterThanOrEqual(30);
  for (const tier of SOURCE_TIERS) {
    const { draft } = await attack('ready-laws.txt', MODELS[0]!, tier);
    if (draft?.kind === 'checked') expect(shownWords(draft.content)).not.toMatch(/quillfish/i);
    await server?.[Symbol.asyncDispose]();
  }
});
