import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';
import { BudgetSpent } from '#domain/exchange.ts';
import type { Finding } from '#domain/finding.ts';
import type { SentenceCheck, SupportVerdict, VerificationReport } from '#domain/verification.ts';
import type { Analyst, AnalystTools, Material } from './analyst.ts';
import { type CheckedDraft, checkAndRepair } from './check-and-repair.ts';
import { listStatements } from './page-statements.ts';

const PASSAGES = ['P1', 'P2', 'P3'];
const material = {
  brief: {
    sources: [{ ref: '1', sha256: 'aa' }],
    passages: PASSAGES.map((id, index) => ({ id, ref: '1', start: index * 10, end: index * 10 + 9 })),
  },
} as unknown as Material;

const says = (text: string, passages: string[] = ['P1']): Statement => ({ text, passages, quotation: null });

function pageOf(parts: Partial<DraftedPage>): DraftedPage {
  return {
    status: 'Banned',
    unknownReason: null,
    ground: null,
    statusSince: null,
    rationale: [],
    statusStatements: [],
    sections: [],
    headings: [],
    laws: [],
    findings: [],
    ...parts,
  };
}

/** The content as a list of sentences under units, which is all that the scripted check reads. */
function compose(page: DraftedPage) {
  const lines = [
    ...page.statusStatements.map((one) => ({ unit: 'section/executive-summary', text: one.text })),
    ...page.sections.flatMap(({ key, statements }) =>
      statements.map(({ text }) => ({ unit: `section/${key}`, text })),
    ),
    ...page.headings.flatMap(({ statements }, index) =>
      statements.map(({ text }) => ({ unit: `outline/${index}/0`, text })),
    ),
    ...page.laws.flatMap(({ law }, index) =>
      law.note === null ? [] : [{ unit: `law/${index}`, text: law.note }],
    ),
  ];
  return { content: { lines } as unknown as AnalysisContent, origins: [] };
}

type Verdict = SupportVerdict | 'no-claim' | 'bad-quotation' | 'elsewhere';
const BEARABLE: readonly Verdict[] = ['supported'];

/** A check that finds of a sentence what `judge` says. */
function checkBy(judge: (text: string) => Verdict, findings: readonly Finding[] = []) {
  return async (content: AnalysisContent): Promise<VerificationReport> => {
    const { lines } = content as unknown as { lines: { unit: string; text: string }[] };
    return {
      engine: 'scripted/1',
      sources: [{ sha256: 'aa' }],
      sentences: lines.map((line) => sentenceOf(line, judge(line.text))),
      quotations: [{ verdict: 'altered', reasons: ['Other words.'] }],
      findings,
      confidence: { level: 'Low', figure: 0.3, summary: 'Little.' },
      evidenceState: 'verified',
    } as unknown as VerificationReport;
  };
}

function sentenceOf({ unit, text }: { unit: string; text: string }, verdict: Verdict): SentenceCheck {
  const special = ['no-claim', 'bad-quotation', 'elsewhere'].includes(verdict);
  return {
    place: { unit, block: 0, start: 0, end: text.length },
    text,
    kind: verdict === 'no-claim' ? 'meta' : 'claim',
    verdict: verdict === 'no-claim' ? null : special ? 'supported' : verdict,
    reasons: [`It is ${verdict}.`],
    quotations: verdict === 'bad-quotation' ? [0] : [],
    uncitedSource: verdict === 'elsewhere' ? 0 : null,
    passages: [{ source: 0, position: { start: 11, end: 15 } }],
  } as unknown as SentenceCheck;
}

function toolsWith(signal = new AbortController().signal) {
  const lines: string[] = [];
  const tools: AnalystTools = {
    ask: () => Promise.reject(new Error('nobody is asked here')),
    log: async (line) => {
      lines.push(line);
    },
    signal,
  };
  return { tools, lines };
}

function analystWho(mend: Analyst['mend']): Analyst {
  return {
    identity: { kind: 'model', rules: 'scripted/1', model: null },
    draft: () => Promise.reject(new Error('nothing is drafted here')),
    mend,
  };
}

const giveUp = analystWho(async (_material, _page, faulty) => faulty.map(() => null));

function repair(page: DraftedPage, judge: (text: string) => Verdict, analyst = giveUp, rounds = 2) {
  return checkAndRepair(material, page, {
    analyst,
    compose,
    check: checkBy(judge),
    tools: toolsWith().tools,
    rounds,
  });
}

function checkedOf(draft: CheckedDraft) {
  if (draft.kind !== 'checked') throw new Error(`abstained: ${draft.words}`);
  return draft;
}

const STATUS = [says('Trading is banned in this country.')];
const isTrue = (text: string): Verdict => (/false/.test(text) ? 'not-addressed' : 'supported');

describe('checking and repairing a draft', () => {
  it('keeps a page as it is when every sentence is borne out', async () => {
    const page = pageOf({ statusStatements: STATUS });
    const draft = checkedOf(await repair(page, isTrue));
    expect(draft.page).toEqual(page);
    expect(draft.repairs).toEqual([]);
    expect(draft.summary).toMatchObject({ engine: 'scripted/1', sentences: 1, verdicts: { supported: 1 } });
  });

  it('lets the name of a source stand alone that a statement which is borne out begins with', async () => {
    const page = pageOf({ statusStatements: [says('Article 4 of the Assets Act bans trading in tokens.')] });
    const withLink = (one: DraftedPage) => {
      const { lines } = compose(one).content as unknown as { lines: object[] };
      const link = { unit: 'report/link/0', text: 'the Assets Act' };
      return { content: { lines: [...lines, link] } as unknown as AnalysisContent, origins: [] };
    };
    const check = checkBy((text) => (text === 'the Assets Act' ? 'no-claim' : 'supported'));
    const deps = { analyst: giveUp, compose: withLink, check, tools: toolsWith().tools, rounds: 2 };
    const draft = checkedOf(await checkAndRepair(material, page, deps));
    expect([draft.page, draft.repairs]).toEqual([page, []]);
  });

  it('sends what is not borne out back with the reasons, and tells what came in its place', async () => {
    const asked: unknown[] = [];
    const analyst = analystWho(async (_material, _page, faulty) => {
      asked.push(...faulty);
      return [says('A permit is what traders need.', ['P2'])];
    });
    const section = { key: 'notes', statements: [says('A false thing about permits.')] } as const;
    const page = pageOf({
      statusStatements: STATUS,
      sections: [{ ...section, statements: [...section.statements] }],
    });
    const draft = checkedOf(await repair(page, isTrue, analyst));
    expect(asked).toEqual([
      { statement: section.statements[0], verdict: 'not-addressed', reasons: ['It is not-addressed.'] },
    ]);
    expect(draft.page.sections).toEqual([
      { key: 'notes', statements: [says('A permit is what traders need.', ['P2'])] },
    ]);
    expect(draft.repairs).toEqual([
      {
        unit: 'section/notes',
        before: 'A false thing about permits.',
        verdict: 'not-addressed',
        reasons: ['It is not-addressed.'],
        outcome: 'mended',
        after: 'A permit is what traders need.',
        rounds: 1,
      },
    ]);
  });

  it.each<[string, Verdict]>([
    ['nothing bears out', 'not-addressed'],
    ['is borne out in part', 'partially-supported'],
    ['is contradicted', 'contradicted'],
    ['nothing stored can be held against', 'not-checkable'],
    ['is no claim', 'no-claim'],
    ['has an altered quotation', 'bad-quotation'],
    ['another source bears than it cites', 'elsewhere'],
  ])('cuts a sentence that %s, and says so', async (_what, verdict) => {
    const bad = says('The other sentence of the page.');
    const page = pageOf({ statusStatements: STATUS, headings: [{ heading: 'Notes', statements: [bad] }] });
    const draft = checkedOf(await repair(page, (text) => (text === bad.text ? verdict : 'supported')));
    expect(draft.page.headings).toEqual([]);
    expect(draft.repairs).toMatchObject([{ before: bad.text, outcome: 'cut', after: null, rounds: 1 }]);
  });

  it('keeps a contradiction as a finding with the passage, though its sentence is cut', async () => {
    const bad = says('The ban was lifted last year.');
    const page = pageOf({ statusStatements: STATUS, sections: [{ key: 'notes', statements: [bad] }] });
    const draft = checkedOf(await repair(page, (text) => (text === bad.text ? 'contradicted' : 'supported')));
    expect(draft.findings).toEqual([
      {
        code: 'SENTENCE_CONTRADICTED',
        severity: 'major',
        message: 'A stored source contradicts “The ban was lifted last year.”. It is contradicted.',
        passages: ['P2'],
      },
    ]);
  });

  it.each<[Verdict, string]>([
    ['not-addressed', 'no-primary-source'],
    ['contradicted', 'conflicting'],
  ])('abstains when the last sentence on the status is %s, and flags it', async (verdict, reason) => {
    const draft = await repair(pageOf({ statusStatements: STATUS }), () => verdict);
    expect(draft).toMatchObject({
      kind: 'abstained',
      reason,
      words: 'No sentence that the stored sources bear out states the status “Banned”.',
      repairs: [{ outcome: 'flagged', after: STATUS[0]?.text, verdict }],
    });
  });

  it('abstains when true sentences state another status than the page', async () => {
    const finding = { code: 'STATUS_WITHOUT_SOURCE', severity: 'major', message: 'Nothing.' } as Finding;
    const check = checkBy(() => 'supported', [finding]);
    const { tools } = toolsWith();
    const page = pageOf({ status: 'Allowed', statusStatements: STATUS });
    const draft = await checkAndRepair(material, page, { analyst: giveUp, compose, check, tools, rounds: 2 });
    expect(draft).toMatchObject({ kind: 'abstained', reason: 'no-primary-source' });
  });

  it('cuts statements on passages that the brief does not hold before anything is composed', async () => {
    const invented = says('This rests on a passage that was made up.', ['P1', 'P99']);
    const quoting = {
      ...says('This quotes what nobody gave.'),
      quotation: { passage: 'P77', exact: 'nobody' },
    };
    const page = pageOf({
      statusStatements: [...STATUS, invented],
      sections: [{ key: 'notes', statements: [quoting] }],
    });
    const draft = checkedOf(await repair(page, () => 'supported'));
    expect(listStatements(draft.page)).toEqual(STATUS);
    expect(draft.repairs).toMatchObject([{ before: invented.text }, { before: quoting.text }]);
  });

  it('cuts the note of a law that is not borne out, and leaves the law', async () => {
    const law = { name: 'Decree 5', note: 'A false remark on the decree.' };
    const page = pageOf({
      statusStatements: STATUS,
      laws: [{ law: law as DraftedPage['laws'][number]['law'], passages: ['P1'] }],
    });
    const draft = checkedOf(await repair(page, isTrue));
    expect(draft.page.laws).toEqual([{ law: { ...law, note: null }, passages: ['P1'] }]);
    expect(draft.repairs).toMatchObject([{ unit: 'law/0', before: law.note, outcome: 'cut' }]);
  });

  it('leaves out an excerpt that is not borne out, and numbers the others anew', async () => {
    const page = pageOf({ statusStatements: STATUS });
    const excerpts = ['The first false passage stands.', 'The second passage stands.'];
    const shown = excerpts.map((context) => ({ source: 'Gazette', context }));
    const origin = (index: number) => ({
      unit: `report/excerpt/${index}`,
      text: excerpts[index] ?? '',
      from: { kind: 'draft' as const },
      passages: [],
      why: null,
    });
    const withReport = (one: DraftedPage) => ({
      content: { ...compose(one).content, report: { excerpts: shown } } as unknown as AnalysisContent,
      origins: [origin(0), origin(1)],
    });
    const check = async (content: AnalysisContent) => {
      const told = (content.report?.excerpts ?? []).map(({ context }, index) => ({
        unit: `report/excerpt/${index}`,
        text: context,
      }));
      const { lines } = content as unknown as { lines: { unit: string; text: string }[] };
      return checkBy(isTrue)({ lines: [...lines, ...told] } as unknown as AnalysisContent);
    };
    const { tools } = toolsWith();
    const deps = { analyst: giveUp, compose: withReport, check, tools, rounds: 2 };
    const draft = checkedOf(await checkAndRepair(material, page, deps));
    expect(draft.content.report?.excerpts).toEqual([shown[1]]);
    expect(draft.origins).toEqual([{ ...origin(1), unit: 'report/excerpt/0' }]);
    expect(draft.repairs).toMatchObject([{ before: excerpts[0], outcome: 'cut', after: null }]);
  });

  it('cuts without asking when the budget is used up', async () => {
    const spent = analystWho(() => Promise.reject(new BudgetSpent('money')));
    const page = pageOf({
      statusStatements: STATUS,
      sections: [{ key: 'notes', statements: [says('A false thing about permits.')] }],
    });
    const { tools, lines } = toolsWith();
    const check = checkBy(isTrue);
    const draft = await checkAndRepair(material, page, { analyst: spent, compose, check, tools, rounds: 2 });
    expect(checkedOf(draft).page.sections).toEqual([]);
    expect(lines.join(' ')).toContain('budget of money');
  });

  it('stops when whoever asked gives up', async () => {
    const { tools } = toolsWith(AbortSignal.abort(new Error('enough')));
    const page = pageOf({ statusStatements: STATUS });
    const deps = { analyst: giveUp, compose, check: checkBy(isTrue), tools, rounds: 2 };
    await expect(checkAndRepair(material, page, deps)).rejects.toThrow('enough');
  });

  const anyStatement = fc.record({
    text: fc
      .integer({ min: 0, max: 40 })
      .map((number) => `Sentence number ${String(number).padStart(3, '0')} stands.`),
    passages: fc.array(fc.constantFrom(...PASSAGES, 'P9'), { minLength: 1, maxLength: 2 }),
    quotation: fc.constant(null),
  });
  const anyPage = fc.record({
    status: fc.array(anyStatement, { maxLength: 3 }),
    notes: fc.array(anyStatement, { maxLength: 6 }),
    points: fc.array(anyStatement, { maxLength: 6 }),
  });
  const verdicts: Verdict[] = [
    'supported',
    'partially-supported',
    'contradicted',
    'not-addressed',
    'no-claim',
    'bad-quotation',
    'elsewhere',
  ];

  it('ends for any page, analyst and check, keeps no faulty sentence and loses none unseen', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPage,
        fc.array(fc.constantFrom(...verdicts), { minLength: 41, maxLength: 41 }),
        fc.array(fc.option(anyStatement, { nil: null }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 5 }),
        async ({ status, notes, points }, truth, answers, rounds) => {
          const judge = (text: string): Verdict => truth[Number(/\d+/.exec(text)?.[0])] ?? 'supported';
          const page = pageOf({
            statusStatements: status,
            sections: [{ key: 'notes', statements: notes }],
            headings: [{ heading: 'Points', statements: points }],
          });
          let sent = 0;
          // Too few answers, too many, the same again: whatever comes back must not keep it going.
          const analyst = analystWho(async () => {
            sent += 1;
            return answers;
          });
          const draft = await repair(page, judge, analyst, rounds);
          expect(sent).toBeLessThanOrEqual(rounds);
          const kept = draft.kind === 'checked' ? listStatements(draft.page) : [];
          for (const { text, passages } of kept) {
            expect(BEARABLE).toContain(judge(text));
            expect(PASSAGES).toEqual(expect.arrayContaining(passages));
          }
          if (draft.kind === 'abstained') return;
          expect(draft.page.statusStatements.length).toBeGreaterThan(0);
          const told = new Set([
            ...draft.repairs.map(({ before }) => before),
            ...kept.map(({ text }) => text),
          ]);
          for (const { text } of listStatements(page)) expect(told).toContain(text);
          for (const one of draft.repairs) {
            expect(one.outcome).toBe(one.after === null ? 'cut' : 'mended');
            if (one.after !== null) expect(kept.map(({ text }) => text)).toContain(one.after);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
