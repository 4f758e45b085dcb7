import { describe, expect, it } from 'vitest';
import { fieldGazetteer } from '../../../test/fixtures/signals/field.ts';
import { storedText } from '../../../test/research/make-material.ts';
import { isInScope, scopeOf } from './source-scope.ts';

const scope = (text: string, facts = {}, code = 'KP') =>
  scopeOf(storedText({ text, ...facts }), code, fieldGazetteer);

describe('scopeOf', () => {
  it.each([
    ['own', 'North Korea has a rule. Pyongyang wrote it.', {}],
    ['own', 'The rule applies in the whole territory.', { tier: 'law' }],
    [
      'own',
      'The fee is paid in United States dollars, and United States and United States law is not applied.',
      { tier: 'law' },
    ],
    ['other', 'Japan, Japan and Japan.', { tier: 'news' }],
    ['other', 'The rule applies to all.', { tier: 'law', title: 'Lamps Act of Japan' }],
    [
      'other',
      'Japan lights lamps. Japan and Tokyo burn oil. Japan once sold a lamp to North Korea.',
      { title: 'Japan' },
    ],
    [
      'several',
      'Japan lights lamps, and so does Japan’s navy, and Japan’s army. North Korea does not. North Korea has none.',
      {},
    ],
    ['other', 'The European Union, the European Union and the European Union.', { tier: 'news' }],
  ])('%s: %s', (kind, text, facts) => {
    expect(scope(text, facts)).toBe(kind);
  });

  it('takes a union’s text for its members’', () => {
    expect(scope('The European Union has a rule.', {}, 'DE')).toBe('own');
  });
});

it('a sentence on another country never stands on the page', () => {
  const inScope = (text: string, kind: 'own' | 'several' | 'other') =>
    isInScope(text, kind, 'KP', fieldGazetteer);
  expect(inScope('Lamps are lit in Japan.', 'own')).toBe(false);
  expect(inScope('Lamps are lit.', 'own')).toBe(true);
  expect(inScope('Japan lights lamps, unlike North Korea.', 'own')).toBe(false);
  expect(inScope('North Korea lights lamps, unlike Japan.', 'own')).toBe(true);
  expect(inScope('A lamp costs 40 yen.', 'own')).toBe(true);
  expect(inScope('Lamps are lit.', 'several')).toBe(false);
  expect(inScope('North Korea lights lamps.', 'several')).toBe(true);
  expect(inScope('North Korea buys lamps from Japan.', 'several')).toBe(false);
  expect(inScope('North Korea lights lamps.', 'other')).toBe(false);
});
