import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAnswer, type WebAnswer } from './judge-answer.ts';

const STORED =
  'Notice on custody. Nobody may keep the tokens of others without a licence of the Office. Applications are decided within ninety days.';
const ADDRESS = 'https://office.example/notices/custody-of-tokens.html';

const document = (url: string, text = STORED, title: string | null = 'Notice on custody'): WebAnswer => ({
  kind: 'document',
  url,
  title,
  text,
});
const refusal = (over: Partial<Extract<WebAnswer, { kind: 'refusal' }>>): WebAnswer => ({
  kind: 'refusal',
  status: null,
  barred: false,
  invalid: false,
  ...over,
});

describe('the state of an address', () => {
  it.each([
    ['the same address answers', ADDRESS, document(ADDRESS), 'alive'],
    ['only a tracking parameter is gone', `${ADDRESS}?utm_source=x`, document(ADDRESS), 'alive'],
    [
      'changed words at the same address',
      ADDRESS,
      document(ADDRESS, 'Quite other words than before.'),
      'alive',
    ],
    ['from http to https', ADDRESS.replace('https', 'http'), document(ADDRESS), 'redirected-same'],
    ['to www.', ADDRESS, document(ADDRESS.replace('office', 'www.office')), 'redirected-same'],
    [
      'to another folder with the same name',
      ADDRESS,
      document('https://office.example/archive/custody-of-tokens', 'Other words entirely stand here now.'),
      'redirected-same',
    ],
    ['elsewhere, with the same words', ADDRESS, document('https://archive.example/7'), 'redirected-same'],
    [
      'elsewhere, with other words',
      ADDRESS,
      document('https://shop.example/tokens', 'Buy our tokens today and save.', 'Shop'),
      'redirected-elsewhere',
    ],
    ['to the front page', ADDRESS, document('https://office.example/', 'Welcome.', 'Office'), 'soft-404'],
    [
      'a page that says it is not there',
      ADDRESS,
      document(ADDRESS, 'Sorry.', 'Page not found | Office'),
      'soft-404',
    ],
    [
      'the same in German',
      ADDRESS,
      document(ADDRESS, 'Seite nicht gefunden. Zur Startseite.', null),
      'soft-404',
    ],
    ['status 404', ADDRESS, refusal({ status: 404 }), 'gone'],
    ['status 410', ADDRESS, refusal({ status: 410 }), 'gone'],
    ['status 403', ADDRESS, refusal({ status: 403 }), 'blocked'],
    ['status 429', ADDRESS, refusal({ status: 429 }), 'blocked'],
    ['robots.txt', ADDRESS, refusal({ barred: true }), 'blocked'],
    ['status 503', ADDRESS, refusal({ status: 503 }), 'unreachable'],
    ['no answer', ADDRESS, refusal({}), 'unreachable'],
    ['a private address', 'http://10.0.0.1/', refusal({ invalid: true }), 'invalid'],
    [
      'a provider’s redirect that has expired',
      'https://vertexaisearch.cloud.google.com/grounding-api-redirect/AAAA',
      refusal({ status: 404 }),
      'redirect-expired',
    ],
    [
      'a provider’s redirect that still leads on',
      'https://vertexaisearch.cloud.google.com/grounding-api-redirect/AAAA',
      document(ADDRESS),
      'redirected-elsewhere',
    ],
  ] as const)('%s', (_what, requested, answer, state) => {
    const judged = judgeAnswer(requested, answer, STORED);
    expect(judged.state).toBe(state);
    expect(judged.reason).toMatch(/\.$|\.\S+$/);
  });

  it('does not take a document about missing pages for a missing page', () => {
    const report = `Report on broken links. ${'Many a page was not found by the inspectors of the Office. '.repeat(60)}`;
    expect(judgeAnswer(ADDRESS, document(ADDRESS, report, 'Report on broken links'), STORED).state).toBe(
      'alive',
    );
    expect(
      judgeAnswer(ADDRESS, document(ADDRESS, STORED, 'Not found: the missing tokens'), STORED).state,
    ).toBe('alive');
  });

  it('always has a state, whatever comes back', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (requested, url, text, title) => {
        const { state, reason } = judgeAnswer(requested, document(url, text, title), STORED);
        return state.length > 0 && reason.length > 0;
      }),
    );
  });
});
