import { afterEach, describe, expect, it } from 'vitest';
import {
  type Drafted,
  draftWith,
  type KeptExchange,
  materialOf,
  TEST_KEY,
  verify,
} from '../../../test/llm/draft-with-server.ts';
import { type Answering, startDraftingServer } from '../../../test/llm/drafting-server.ts';
import { HARBOUR_PAGE, HARBOUR_TEXTS, honestAnswer } from '../../../test/llm/harbour-texts.ts';
import type { ModelServer } from '../../../test/llm/model-server.ts';

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const GEMINI = { name: 'google:gemini-2.5-flash', base: '/v1beta' };
const PROTOCOLS: { name: string; base: string; api?: 'responses' }[] = [
  GEMINI,
  { name: 'openai:gpt-small', base: '/v1' },
  { name: 'openai:gpt-small', base: '/v1', api: 'responses' },
  { name: 'anthropic:claude-sonnet-4-5', base: '/v1' },
  { name: 'openai-compatible:llama', base: '/v1' },
];

const material = materialOf(...HARBOUR_PAGE, HARBOUR_TEXTS);

async function draft(answering: Answering, protocol = GEMINI, more: Parameters<typeof draftWith>[3] = {}) {
  const started = await startDraftingServer(answering);
  server = started.server;
  return { ...(await draftWith(server, material, protocol, more)), asked: started.asked, seen: server.seen };
}

function checkedOf({ draft: one, outcome, log }: Drafted) {
  if (one?.kind !== 'checked') throw new Error(JSON.stringify([outcome, one, log], null, 1));
  return one;
}

it.each(PROTOCOLS)('drafts a page in which every sentence is borne out, $name $api', async (protocol) => {
  const drafted = await draft(honestAnswer, protocol);
  const { content, report, repairs, findings, page } = checkedOf(drafted);
  expect(repairs).toEqual([]);
  expect(findings).toEqual([]);
  expect(content).toMatchObject({ status: 'Banned', ground: 'explicit-law', statusSince: '2023-04-01' });
  expect(page.rationale).toHaveLength(2);
  expect(content.laws).toMatchObject([
    { name: 'Decree No. 41', number: '41', enactedOn: '2023-03-12', inForceOn: '2023-04-01' },
  ]);
  expect(report.evidenceState).toBe('verified');
  const claims = report.sentences.filter(({ kind }) => kind === 'claim');
  expect(claims.length).toBeGreaterThan(5);
  expect(new Set(claims.map(({ verdict }) => verdict))).toEqual(new Set(['supported']));
  expect(drafted.asked).toHaveLength(8);
});

/** Nothing stands on the page that the engine, asked anew, does not find in the stored texts. */
function expectProven({ draft: one }: Drafted) {
  if (one?.kind !== 'checked') return;
  const report = verify(one.content, material);
  const unproven = report.sentences.filter(({ verdict }) => verdict !== null && verdict !== 'supported');
  expect(unproven.map(({ text }) => text)).toEqual([]);
  expect(report.quotations.filter(({ verdict }) => !['verbatim', 'normalised'].includes(verdict))).toEqual(
    [],
  );
}

type Said = { text: string; passages: string[]; quotation: string };
const LAW = {
  ...{ name: 'Decree No. 41', number: '', article: '', issuer: '', proposedOn: '', enactedOn: '' },
  ...{ inForceOn: '', applicableOn: '', repealedOn: '', passages: ['P1'] },
};
const TRUE: Said = {
  text: 'The Cabinet of North Korea issued Decree No. 41 on 12 March 2023.',
  passages: ['P1'],
  quotation: '',
};

describe('a fabricated answer', () => {
  /** What a model makes up in a section, words by which it would be seen, and whether the answer is refused whole. */
  const made: [string, object, string, 'rejected' | 'cut'][] = [
    [
      'on a passage that was not given',
      { ...TRUE, text: 'A permit exists.', passages: ['P99'] },
      'A permit exists',
      'rejected',
    ],
    ['on no passage', { ...TRUE, text: 'A permit exists.', passages: [] }, 'A permit exists', 'rejected'],
    ['with a member nobody asked for', { ...TRUE, certainlyTrue: 1 }, 'certainlyTrue', 'rejected'],
    [
      'with a quotation that does not exist',
      {
        text: 'The decree says “every citizen may trade freely at home”.',
        passages: ['P2'],
        quotation: 'every citizen may trade freely at home',
      },
      'trade freely',
      'rejected',
    ],
    [
      'with a quotation of another passage than it names',
      {
        text: 'The bank says “pays a fine of up to 5,000,000 won”.',
        passages: ['P5'],
        quotation: 'pays a fine of up to 5,000,000 won',
      },
      'The bank says',
      'rejected',
    ],
    [
      'that quotes and does not say so',
      { text: 'The decree says “every citizen may trade freely at home”.', passages: ['P2'], quotation: '' },
      'trade freely',
      'rejected',
    ],
    ['with HTML', { ...TRUE, text: 'The ban <b>holds</b> in North Korea.' }, '<b>', 'rejected'],
    [
      'with a link',
      { ...TRUE, text: 'The ban holds, see https://evil.example/x.' },
      'evil.example',
      'rejected',
    ],
    [
      'with a number of a source',
      { ...TRUE, text: 'The ban holds in North Korea [1].' },
      'holds in North Korea',
      'rejected',
    ],
    [
      'on a passage that says something else',
      {
        text: 'Banks in North Korea must report every customer to the police.',
        passages: ['P6'],
        quotation: '',
      },
      'report every customer',
      'cut',
    ],
    [
      'on an invented law',
      {
        text: 'Law No. 99 of 2020 bans the mining of crypto-assets in North Korea.',
        passages: ['P2'],
        quotation: '',
      },
      'Law No. 99',
      'cut',
    ],
    [
      'with another amount',
      { text: 'Whoever breaks the ban pays a fine of up to 9,000,000 won.', passages: ['P4'], quotation: '' },
      '9,000,000',
      'cut',
    ],
    [
      'with another date',
      { text: 'The ban entered into force on 1 April 2021.', passages: ['P3'], quotation: '' },
      'April 2021',
      'cut',
    ],
    [
      'that says the opposite',
      {
        text: 'Individuals in North Korea are not banned from buying, selling and holding crypto-assets.',
        passages: ['P2'],
        quotation: '',
      },
      'are not banned',
      'cut',
    ],
    [
      'that adds to what is true',
      {
        text: 'Nobody was charged, according to the shop owners, because the police had been bribed.',
        passages: ['P8'],
        quotation: '',
      },
      'bribed',
      'cut',
    ],
    [
      'on a source that does not bear it, though another does',
      { text: 'The ban entered into force on 1 April 2023 in North Korea.', passages: ['P6'], quotation: '' },
      '2023 in North Korea.',
      'cut',
    ],
    [
      'about itself',
      { text: 'As an AI language model, I cannot verify these documents.', passages: ['P1'], quotation: '' },
      'AI language model',
      'cut',
    ],
  ];

  it.each(made)('%s reaches no draft', async (_what, said, words, how) => {
    const drafted = await draft((purpose, document) =>
      purpose === 'considerations'
        ? { statements: [said] }
        : purpose === 'mend'
          ? { statements: (document.faulty ?? []).map(({ number }) => ({ number, ...(said as Said) })) }
          : honestAnswer(purpose, document),
    );
    const { content, repairs, findings } = checkedOf(drafted);
    expect(JSON.stringify(content)).not.toContain(words);
    expectProven(drafted);
    const faults = drafted.exchanges.flatMap(({ answer }) => (answer.kind === 'fault' ? answer.fault : []));
    if (how === 'rejected') {
      expect(faults).toEqual(['rejected', 'rejected']);
      expect(findings).toMatchObject([{ code: 'PART_NOT_DRAFTED', severity: 'major' }]);
      expect(repairs).toEqual([]);
      return;
    }
    expect(faults).toEqual([]);
    expect(repairs).toMatchObject([{ outcome: 'cut', before: (said as Said).text }]);
  });

  it.each<[string, object, string]>([
    ['an invented law', { ...LAW, name: 'Cyber Assets Act 2019' }, 'Cyber Assets Act'],
    ['an invented number', { ...LAW, number: '4711' }, '4711'],
    ['an invented article', { ...LAW, article: 'Article 104' }, 'Article 104'],
    ['an invented issuer', { ...LAW, issuer: 'Ministry of Coins' }, 'Ministry of Coins'],
    ['an invented date', { ...LAW, repealedOn: '2025-01-01' }, '2025-01-01'],
    ['a date of another passage', { ...LAW, inForceOn: '2023-04-01' }, '"inForceOn":"2023-04-01"'],
    ['a date that is none', { ...LAW, enactedOn: '2023-02-31' }, '2023-02-31'],
    ['a law of a passage that was not given', { ...LAW, passages: ['P1', 'P40'] }, 'Decree No. 41"'],
  ])('with %s in the table of laws reaches no draft', async (_what, law, words) => {
    const drafted = await draft((purpose, document) =>
      purpose === 'landmark-laws' ? { statements: [TRUE], laws: [law] } : honestAnswer(purpose, document),
    );
    const { content } = checkedOf(drafted);
    expect(content.laws).toEqual([]);
    expect(JSON.stringify(content)).not.toContain(words);
  });

  const decision = (document: Parameters<Answering>[1]) => honestAnswer('status', document);

  it.each<[string, object]>([
    ['is not on the scale', { status: 'Totally-Free' }],
    ['has no statement', { statements: [] }],
    ['has no reason', { rationale: [] }],
    ['is held since an invented day', { statusSince: '2020-01-01' }],
    [
      'rests on a passage that was not given',
      { rationale: [{ text: 'The decree says so.', passages: ['P50'] }] },
    ],
    ['has a ground that no primary source shows', { ...onTheNews(), ground: 'explicit-law' }],
    ['has a member more', { note: 'Trust me.' }],
  ])('whose status %s makes no draft', async (_what, change) => {
    const drafted = await draft((purpose, document) =>
      purpose === 'status' ? { ...decision(document), ...change } : honestAnswer(purpose, document),
    );
    expect(drafted.outcome).toMatchObject({ kind: 'failed' });
    expect(drafted.exchanges.map(({ answer }) => answer.kind === 'fault' && answer.fault)).toEqual([
      'rejected',
      'rejected',
    ]);
  });

  it.each(['Allowed-Regulated', 'Restricted', 'Unclear'])(
    'that sets the status to %s over true sentences on a ban ends in abstention',
    async (status) => {
      const drafted = await draft((purpose, document) =>
        purpose === 'status' ? { ...decision(document), status } : honestAnswer(purpose, document),
      );
      expect(drafted.draft).toMatchObject({ kind: 'abstained', reason: 'no-primary-source' });
    },
  );

  it('on the status alone ends in abstention, with what was found to be wrong', async () => {
    const lie = {
      text: 'Individuals in North Korea are allowed to trade crypto-assets.',
      passages: ['P2'],
      quotation: '',
    };
    const drafted = await draft((purpose, document) => {
      if (purpose === 'status')
        return { ...decision(document), status: 'Allowed-Regulated', statements: [lie] };
      return purpose === 'mend' ? { statements: [] } : honestAnswer(purpose, document);
    });
    expect(drafted.draft).toMatchObject({ kind: 'abstained', reason: 'conflicting' });
    expect(drafted.draft?.repairs).toMatchObject([
      { before: lie.text, outcome: 'flagged', verdict: 'contradicted' },
    ]);
    expect(drafted.draft?.findings.map(({ code }) => code)).toContain('SENTENCE_CONTRADICTED');
  });
});

function onTheNews() {
  const text = 'Traders in Nampo told the Quay Courier that officers searched three shops in May 2023.';
  return {
    statusSince: '',
    rationale: [{ text: 'Officers searched shops.', passages: ['P7'] }],
    statements: [{ text, passages: ['P7'], quotation: '' }],
  };
}

describe('an answer that is refused or faulted', () => {
  it('is asked for once more with the reason, and the second one counts', async () => {
    const reasons: unknown[] = [];
    const drafted = await draft((purpose, document) => {
      if (purpose !== 'notes') return honestAnswer(purpose, document);
      reasons.push(document.rejected);
      return { statements: [document.rejected === undefined ? { ...TRUE, passages: ['P77'] } : TRUE] };
    });
    expect(reasons).toEqual([undefined, 'The answer names a passage that was not given: “P77”.']);
    expect(checkedOf(drafted).page.sections.find(({ key }) => key === 'notes')?.statements).toHaveLength(1);
  });

  it('goes back with what the check says, and is mended', async () => {
    const wrong = {
      text: 'Whoever breaks the ban pays a fine of up to 7,000,000 won.',
      passages: ['P4'],
      quotation: '',
    };
    const right = { ...wrong, text: 'Whoever breaks the ban pays a fine of up to 5,000,000 won.' };
    const told: string[] = [];
    const drafted = await draft((purpose, document) => {
      if (purpose === 'considerations') return { statements: [wrong] };
      if (purpose !== 'mend') return honestAnswer(purpose, document);
      told.push(...(document.faulty ?? []).flatMap(({ reasons }) => reasons));
      return { statements: [{ number: 1, ...right }] };
    });
    expect(told.join(' ')).toContain('5,000,000');
    const { repairs, content } = checkedOf(drafted);
    expect(repairs).toMatchObject([
      { before: wrong.text, outcome: 'mended', after: right.text, verdict: 'contradicted', rounds: 1 },
    ]);
    expect(JSON.stringify(content)).not.toContain('7,000,000');
  });

  const french =
    'Les particuliers ne peuvent ni acheter ni vendre ni détenir des actifs numériques dans le pays, et les banques ferment les comptes concernés.';

  it.each<[string, Parameters<Answering>[0] extends never ? never : object, string]>([
    ['is no JSON', { kind: 'text', text: 'Sure! Here is the section.' }, 'invalid-answer'],
    ['is half a JSON', { kind: 'text', text: '{"statements": [{"text": "The ban' }, 'invalid-answer'],
    ['is too long', { kind: 'text', text: '{"statements": [', finish: 'length' }, 'too-long'],
    [
      'is not in English',
      { statements: [{ text: french, passages: ['P2'], quotation: '' }] },
      'wrong-language',
    ],
    ['is a list', [], 'rejected'],
  ])('that %s leaves its part empty after a second try', async (_what, answer, fault) => {
    const drafted = await draft((purpose, document) =>
      purpose === 'considerations' ? answer : honestAnswer(purpose, document),
    );
    const { findings, content } = checkedOf(drafted);
    const faults = drafted.exchanges.flatMap((one) => (one.answer.kind === 'fault' ? one.answer.fault : []));
    expect(faults).toEqual([fault, fault]);
    expect(findings).toMatchObject([{ code: 'PART_NOT_DRAFTED' }]);
    expect(content.sections.find(({ key }) => key === 'considerations')?.text).toContain('is empty');
    expect(drafted.log.filter((line) => line.startsWith('draft considerations'))).toHaveLength(2);
    expectProven(drafted);
  });

  it('that is declined leaves its part empty at once', async () => {
    const drafted = await draft((purpose, document) =>
      purpose === 'considerations' ? { kind: 'refusal' } : honestAnswer(purpose, document),
    );
    expect(drafted.asked.filter((one) => one === 'considerations')).toHaveLength(1);
    expect(checkedOf(drafted).findings).toMatchObject([{ code: 'PART_NOT_DRAFTED' }]);
  });

  it.each<[string, object, string]>([
    ['a key that is refused', { kind: 'status', status: 401 }, 'key-refused'],
    ['a key that may not', { kind: 'status', status: 403 }, 'key-refused'],
    ['too many questions', { kind: 'status', status: 429, headers: { 'retry-after': '9' } }, 'rate-limited'],
    ['a broken provider', { kind: 'status', status: 502 }, 'provider-failed'],
    ['a line that goes dead', { kind: 'cut' }, 'cut-off'],
    ['a stream that just stops', { kind: 'unended' }, 'cut-off'],
    ['no answer in time', { kind: 'hang' }, 'timed-out'],
  ])('for %s ends the draft, and no half of one is kept', async (_what, answer, fault) => {
    const drafted = await draft(
      (purpose, document) => (purpose === 'notes' ? answer : honestAnswer(purpose, document)),
      GEMINI,
      { timeoutMs: 400 },
    );
    expect(drafted.outcome).toMatchObject({ kind: 'failed' });
    expect(drafted.draft).toBeNull();
    expect(drafted.exchanges.at(-1)?.answer).toMatchObject({ kind: 'fault', fault });
  });
});

describe('the questions', () => {
  it('are put once: what was answered before the step broke off is read again', async () => {
    const exchanges: KeptExchange[] = [];
    let isBroken = true;
    const answering: Answering = (purpose, document) =>
      isBroken && purpose === 'notes' ? { kind: 'status', status: 503 } : honestAnswer(purpose, document);
    const started = await startDraftingServer(answering);
    server = started.server;
    const first = await draftWith(server, material, GEMINI, { exchanges });
    expect(first.outcome.kind).toBe('failed');
    const asked = started.asked.length;
    isBroken = false;
    const second = await draftWith(server, material, GEMINI, { exchanges });
    expect(checkedOf(second).repairs).toEqual([]);
    // The part that was not answered and those behind it; status and parts before it are known.
    expect(started.asked.slice(asked)).toEqual(['notes', 'detailed-explanation', 'outline']);
  });

  it('hold everything that decides the answer in their hash, and no key', async () => {
    const one = await draft(honestAnswer);
    await server?.[Symbol.asyncDispose]();
    const other = await draft(honestAnswer, GEMINI, { maxOutputTokens: 2000 });
    const hashes = [...one.exchanges, ...other.exchanges].map(({ question }) => question.requestHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(one.exchanges[0]?.question).toMatchObject({
      service: 'google:gemini-2.5-flash',
      purpose: 'decide status',
      request: { promptVersion: 'decide-status/1' },
    });
    expect(JSON.stringify(one.exchanges)).not.toContain(TEST_KEY);
    expect(JSON.stringify(one.seen.map(({ body, path }) => [body, path]))).not.toContain(TEST_KEY);
    expect(one.seen.every(({ body }) => !('tools' in body))).toBe(true);
  });

  it('leave the lowest-ranked passages out where the model can read no more, and say so', async () => {
    const padding = 'The bank wrote a letter about tin and rice to its branches. '.repeat(30);
    const many = materialOf(...HARBOUR_PAGE, [
      ...HARBOUR_TEXTS,
      { tier: 'news', title: 'Letters', text: `${padding}\n`.repeat(30) },
    ]);
    const started = await startDraftingServer(honestAnswer);
    server = started.server;
    const drafted = await draftWith(server, many, GEMINI, { contextTokens: 30_000, maxOutputTokens: 2_000 });
    expect(drafted.log.join(' ')).toMatch(/\d+ of 38 passages are left out/);
    expect(checkedOf(drafted).content.status).toBe('Banned');
    for (const { question } of drafted.exchanges) expect(question.reserve.tokens).toBeLessThanOrEqual(30_000);
  });

  it('may be answered with abstention, in words that are safe to show', async () => {
    const abstain =
      (missing: string) => (purpose: Parameters<Answering>[0], document: Parameters<Answering>[1]) => ({
        ...honestAnswer(purpose, document),
        ...{ decision: 'abstain', status: '', statements: [], reason: 'conflicting', missing },
      });
    const one = await draft(abstain('An act of parliament would settle it.'));
    expect(one.outcome).toMatchObject({
      kind: 'abstained',
      reason: 'conflicting',
      words: 'The model abstained: An act of parliament would settle it.',
    });
    await server?.[Symbol.asyncDispose]();
    const other = await draft(abstain('<script>alert(1)</script>'));
    expect(other.outcome).toMatchObject({ kind: 'abstained', words: expect.not.stringContaining('script') });
  });
});
