import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { ComparedPoint } from '#domain/step-output.ts';
import { CLAIM_CONTEXT, checkPage, makePage, makeText } from '../../test/fixtures/checked-contents.ts';
import { FIRST, makeLaw, SECOND } from '../../test/fixtures/versions.ts';
import { type CheckedContent, listClaims } from './claim-sentences.ts';
import { compareClaims } from './compare-claims.ts';
import { prepareClaim, relateClaims } from './relate-claims.ts';

const DECREE = makeText(
  'Trading of tokens by individuals is banned in Ruritania. The fine is 500 crowns. The decree entered into force on 1 March 2024.',
  { title: 'Decree 5', publisher: 'Council of State', publishedOn: '2024-02-10', tier: 'law' },
);
const NEWS = makeText(
  'Trading of tokens by individuals is allowed in Ruritania. The fine is 900 crowns. Two exchanges opened in Strelsau.',
  { title: 'The Courier', publisher: 'The Courier', publishedOn: '2023-11-02', tier: 'news' },
);
const OLD_DECREE = makeText('The fine is 200 crowns. Tokens are taxed as goods.', {
  ...{ title: 'Decree 2', publisher: 'Council of State', publishedOn: '2019-01-01', tier: 'law' },
});
const STORED = [DECREE, NEWS, OLD_DECREE];

const checked = (content: AnalysisContent): CheckedContent => ({
  content,
  report: checkPage(content, STORED),
});
const compare = (draft: CheckedContent, other: CheckedContent) =>
  compareClaims(draft, { ...other, key: 'version:7/3', label: 'version 3', recordedOn: null }, CLAIM_CONTEXT);
const sentences = (points: readonly ComparedPoint[]) =>
  points
    .filter(({ aspect }) => aspect === 'sentence')
    .map(
      (point) =>
        `${point.relation}: ${point.draft?.words ?? '–'} | ${point.other?.words ?? '–'} → ${point.better}`,
    );

describe('two sentences', () => {
  const relate = (a: string, b: string) => relateClaims(prepareClaim(a), prepareClaim(b)).kind;

  it.each([
    ['another figure', 'The office licenses two exchanges.', 'The office licenses five exchanges.'],
    ['another sum', 'The fine is 500 crowns.', 'The fine is 5,000 crowns.'],
    [
      'another day',
      'The decree entered into force on 1 March 2024.',
      'The decree entered into force on 1 May 2024.',
    ],
    ['a denial', 'Retail trading of tokens is banned.', 'Retail trading of tokens is not banned.'],
    ['another duty', 'Banks may offer wallets to customers.', 'Banks must offer wallets to customers.'],
  ])('differ by %s', (_, a, b) => {
    expect([relate(a, b), relate(b, a)]).toEqual(['differ', 'differ']);
  });

  it('agree when one quotes the other, and the one that says more is told', () => {
    const plain = 'Retail trading is banned in the whole kingdom.';
    const fuller = 'Retail trading is banned in the whole kingdom since 2020.';
    expect(relateClaims(prepareClaim(plain), prepareClaim(fuller))).toEqual({
      kind: 'agree',
      fuller: 'second',
    });
    expect(relateClaims(prepareClaim(fuller), prepareClaim(plain))).toEqual({
      kind: 'agree',
      fuller: 'first',
    });
  });

  it('stand apart when they speak of two things', () => {
    expect(relate('The fine is 500 crowns.', 'Two exchanges opened in Strelsau.')).toBe('apart');
  });
});

describe('a draft against another content', () => {
  const draft = checked(
    makePage(
      { notes: 'Trading of tokens by individuals is banned in Ruritania. [1] The fine is 500 crowns. [1]' },
      [DECREE],
    ),
  );

  it('agrees with itself, and with nothing else than that', () => {
    const points = compare(draft, draft);
    expect(points.length).toBeGreaterThan(2);
    expect(points.filter(({ relation, better }) => relation !== 'agree' || better !== 'same')).toEqual([]);
  });

  it('agrees with itself whatever it says', () => {
    const words = fc.constantFrom(
      'The fine is 500 crowns.',
      'Tokens are taxed as goods.',
      'The office licenses two exchanges.',
      'Is it allowed?',
      'The ministry did not answer our letter [2].',
      'The fine is 500 crowns. [1]',
      '- One exchange was closed.',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 6 }),
        fc.array(words, { maxLength: 6 }),
        fc.constantFrom(FIRST, SECOND),
        (first, second, base) => {
          const content = {
            ...base,
            sections: [
              { key: 'executive-summary' as const, text: first.join(' ') },
              { key: 'notes' as const, text: second.join('\n\n') },
            ],
          };
          const side = { content, report: null };
          const points = compare(side, side);
          expect(points.filter(({ relation }) => relation !== 'agree')).toEqual([]);
          const claims = listClaims(side).map((claim) => claim.words);
          const told = points
            .filter(({ aspect }) => aspect === 'sentence')
            .map((point) => point.other?.words);
          expect(told.toSorted()).toEqual(claims.toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('differs on the status, with the passages of each side, and prefers the law to the news', () => {
    // Each is checked before the source of the other is known: a status that a stored source denies is not verified.
    const alone = (content: AnalysisContent, source: typeof NEWS) => ({
      content,
      report: checkPage(content, [source]),
    });
    const other = alone(
      makePage({ notes: 'Trading of tokens by individuals is allowed in Ruritania. [1]' }, [NEWS], {
        status: 'Allowed',
      }),
      NEWS,
    );
    const banned = alone(draft.content, DECREE);
    const [status] = compare(banned, other);
    expect(status).toMatchObject({ side: 'version:7/3', aspect: 'status', relation: 'differ' });
    expect(status?.draft).toMatchObject({ words: 'Banned', verdict: 'supported' });
    expect(status?.draft?.passages[0]).toMatchObject({ sha256: DECREE.sha256, start: 0, end: 56 });
    expect([status?.other?.words, status?.better]).toEqual(['Allowed', 'draft']);
    const found = sentences(compare(banned, other));
    expect(found[0]).toMatch(/^differ: .*banned.* \| .*allowed.* → draft$/);
  });

  it('prefers what a stored source bears, whatever kind of source the page claims', () => {
    const other = checked(makePage({ notes: 'The fine is 700 crowns. [1]' }, [DECREE]));
    const point = compare(draft, other).find(
      ({ relation, aspect }) => aspect === 'sentence' && relation === 'differ',
    );
    expect(point).toMatchObject({ better: 'draft', draft: { verdict: 'supported' } });
    expect(point?.other?.verdict).not.toBe('supported');
  });

  it('takes a later act of the same author for what replaced the earlier one', () => {
    const other = checked(makePage({ notes: 'The fine is 200 crowns. [1]' }, [OLD_DECREE]));
    const point = compare(draft, other).find(
      ({ relation, aspect }) => aspect === 'sentence' && relation === 'differ',
    );
    expect(point).toMatchObject({ better: 'draft', other: { verdict: 'supported' } });
    expect(point?.reasons.at(-1)).toContain('replaces what was so before');
  });

  it('leaves it open where nothing shows which of two sources prevails', () => {
    const rival = makeText('The fine is 300 crowns.', { publisher: 'Assembly', tier: 'law' });
    const content = makePage({ notes: 'The fine is 300 crowns. [1]' }, [rival]);
    const other = { content, report: checkPage(content, [...STORED, rival]) };
    const point = compare(draft, other).find(
      ({ relation, aspect }) => aspect === 'sentence' && relation === 'differ',
    );
    expect(point).toMatchObject({
      better: 'open',
      draft: { verdict: 'supported' },
      other: { verdict: 'supported' },
    });
    expect(point?.reasons.at(-1)).toContain('a person has to decide');
  });

  it('tells what only one side has, and whether anything bears it', () => {
    const other = checked(
      makePage({ notes: 'Tokens are taxed as goods. [1] The king dislikes tokens very much. [1]' }, [
        OLD_DECREE,
      ]),
    );
    expect(sentences(compare(draft, other))).toEqual([
      'only-draft: Trading of tokens by individuals is banned in Ruritania. | – → draft',
      'only-draft: The fine is 500 crowns. | – → draft',
      'only-other: – | Tokens are taxed as goods. → other',
      'only-other: – | The king dislikes tokens very much. → draft',
    ]);
  });

  it('mirrors itself when the sides change places', () => {
    const other = checked(
      makePage({ notes: 'The fine is 700 crowns. [1] Tokens are taxed as goods. [1]' }, [OLD_DECREE]),
    );
    const swap = { draft: 'other', other: 'draft', same: 'same', open: 'open' } as const;
    const turn = {
      agree: 'agree',
      differ: 'differ',
      'only-draft': 'only-other',
      'only-other': 'only-draft',
    } as const;
    const shape = (points: readonly ComparedPoint[]) =>
      points
        .map(({ aspect, relation, draft: own, other: its, better }) =>
          JSON.stringify([aspect, relation, own?.words, its?.words, better]),
        )
        .toSorted();
    const mirrored = compare(other, draft).map((point) => ({
      ...point,
      ...{
        relation: turn[point.relation],
        draft: point.other,
        other: point.draft,
        better: swap[point.better],
      },
    }));
    expect(shape(mirrored)).toEqual(shape(compare(draft, other)));
  });

  it('holds laws against the passages that name them', () => {
    const named = makeText(
      'Decree No. 5 of 10 February 2024 bans the trading of tokens by individuals in Ruritania.',
    );
    const content = (laws: AnalysisContent['laws']) =>
      makePage(
        {
          notes:
            'Decree No. 5 of 10 February 2024 bans the trading of tokens by individuals in Ruritania. [1]',
        },
        [named],
        { laws },
      );
    const side = (laws: AnalysisContent['laws']) => {
      const page = content(laws);
      return { content: page, report: checkPage(page, [named]) };
    };
    const points = compare(
      side([makeLaw('Token Decree', { number: '5', enactedOn: '2024-02-10' })]),
      side([
        makeLaw('Token Decree', { number: '5', enactedOn: '2023-02-10' }),
        makeLaw('Old Act', { number: '77' }),
      ]),
    ).filter(({ aspect }) => aspect === 'law');
    expect(points.map(({ relation, better }) => [relation, better])).toEqual([
      ['differ', 'open'],
      ['only-other', 'draft'],
    ]);
    expect(points[0]?.reasons[0]).toBe('They give another day (enacted).');
    expect(points[0]?.draft?.passages[0]).toMatchObject({ sha256: named.sha256 });
  });
});
