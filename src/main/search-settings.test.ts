import { describe, expect, it } from 'vitest';
import { isAppError } from '#domain/errors.ts';
import { describeSettings, readSettings } from './config.ts';
import { openSearches } from './open-searches.ts';
import { parseSearchNames, searchKeyFor } from './search-settings.ts';

describe('REGATLAS_SEARCH', () => {
  it('names providers in order, with an address where they are elsewhere', () => {
    expect(
      parseSearchNames('searxng:https://find.example/x/, brave,tavily@http://127.0.0.1:9,model'),
    ).toEqual([
      { kind: 'searxng', baseUrl: 'https://find.example/x' },
      { kind: 'brave', baseUrl: null },
      { kind: 'tavily', baseUrl: 'http://127.0.0.1:9' },
      { kind: 'model', baseUrl: null },
    ]);
    expect(parseSearchNames('')).toEqual([]);
  });

  it.each([
    ['altavista', /must be of searxng/],
    ['searxng', /must name the server/],
    ['searxng:find.example', /well-formed/],
    ['brave@ftp://find.example', /well-formed/],
    ['brave,brave', /brave once/],
    ['searxng:https://user:word@find.example', /without user/],
    ['model@https://x.example', /without an address/],
  ])('refuses %s', (text, message) => {
    expect(parseSearchNames(text)).toMatch(message);
  });

  it.each([
    [{ REGATLAS_SEARCH: 'brave' }, 'REGATLAS_SEARCH_KEY'],
    [{ REGATLAS_SEARCH: 'brave,tavily', REGATLAS_SEARCH_KEY: 'brave=12345678' }, 'REGATLAS_SEARCH_KEY'],
    [{ REGATLAS_SEARCH: 'model' }, 'REGATLAS_MODEL'],
    [{ REGATLAS_SEARCH: 'brave@http://find.example', REGATLAS_SEARCH_KEY: '12345678' }, 'REGATLAS_SEARCH'],
    [{ REGATLAS_SEARCH: 'searxng:https://u:hidden@find.example' }, 'REGATLAS_SEARCH'],
    [{ REGATLAS_SEARCH_PRICE: 'five' }, 'REGATLAS_SEARCH_PRICE'],
  ])('does not take %o', (env, field) => {
    try {
      readSettings(env, 1000);
    } catch (error) {
      if (!isAppError(error, 'setting-invalid')) throw error;
      expect(error.place.field).toBe(field);
      expect(error.message).not.toContain('hidden');
      return;
    }
    throw new Error('it was taken');
  });

  it('gives each provider its own key, and no other', () => {
    expect(searchKeyFor('brave', 'brave=one,tavily=two')).toBe('one');
    expect(searchKeyFor('tavily', 'brave=one,tavily=two')).toBe('two');
    expect(searchKeyFor('searxng', 'brave=one')).toBe('');
    expect(searchKeyFor('brave', 'only')).toBe('only');
    expect(searchKeyFor('searxng', 'only')).toBe('');
  });

  it('is opened with what a query costs, and its key is shown nowhere', async () => {
    const env = {
      REGATLAS_SEARCH: 'searxng:http://127.0.0.1:9,brave,model',
      REGATLAS_SEARCH_KEY: 'very-secret-key',
      REGATLAS_SEARCH_PRICE: '2.5',
      REGATLAS_MODEL: 'openai:any',
    };
    const settings = readSettings(env, 1000);
    const query = { text: 'x', language: null, limit: 5 };
    const reserve = () => ({ tokens: 9, costMicros: 1 });
    const given = { id: 'model', reserve, search: async () => null as never, read: () => [] };
    const searches = await openSearches(
      settings,
      () => new Date(),
      async () => given,
    )();
    expect(searches.map(({ id, reserve: hold }) => [id, hold(query).costMicros])).toEqual([
      ['searxng', 0],
      ['brave', 2_500],
      ['model', 1],
    ]);
    expect(JSON.stringify(describeSettings(env, settings))).not.toContain('very-secret-key');
  });
});
