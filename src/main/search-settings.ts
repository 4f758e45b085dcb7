/** What the settings of search providers must be like, each by itself and together. */
import * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { isPrivateWay } from '#llm/model-name.ts';

/** Providers by name; `model` is the web search of the provider behind REGATLAS_MODEL. */
export const SEARCH_KINDS = ['searxng', 'brave', 'tavily', 'model'] as const;

/** See {@link SEARCH_KINDS}. */
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** A provider. `baseUrl` null stands for its own address. */
export type SearchName = { readonly kind: SearchKind; readonly baseUrl: string | null };

const NEED_KEY: readonly SearchKind[] = ['brave', 'tavily'];

/** The providers in order, or one phrase that says what is wrong and repeats nothing. */
export function parseSearchNames(text: string): readonly SearchName[] | string {
  const names: SearchName[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const name = parseSearchName(part);
    if (typeof name === 'string') return name;
    if (names.some(({ kind }) => kind === name.kind)) return `must name ${name.kind} once`;
    names.push(name);
  }
  return names;
}

function parseSearchName(text: string): SearchName | string {
  const kind = SEARCH_KINDS.find((known) => text.split(/[:@]/, 1)[0] === known);
  if (kind === undefined) return `must be of ${SEARCH_KINDS.join(', ')}, separated by commas`;
  const address = text.slice(kind.length + 1);
  if (kind === 'searxng' && address === '')
    return 'must name the server as in searxng:https://search.example.org';
  if (address === '') return { kind, baseUrl: null };
  if (kind === 'model') return 'must name model without an address; that stands in REGATLAS_MODEL';
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return 'must have a well-formed http(s) address';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'must have an address without user, password, query and fragment; the key goes into REGATLAS_SEARCH_KEY';
  }
  return { kind, baseUrl: url.href.replace(/\/+$/, '') };
}

/** Providers by name, kept as written; empty for none. */
export const searchNames = () =>
  z.string().superRefine((text, context) => {
    const names = parseSearchNames(text);
    if (typeof names === 'string') context.addIssue({ code: 'custom', message: names });
  });

/** Dollars for 1,000 queries as millionths of a dollar for one; empty for not known. */
export const searchPrice = () =>
  z.string().transform((text, context): number | null => {
    if (text === '') return null;
    if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return Math.ceil(Number(text) * 1_000);
    context.addIssue({ code: 'custom', message: 'must be dollars for 1,000 queries, such as 5 or 2.50' });
    return z.NEVER;
  });

/** The key for a provider: of `brave=KEY,tavily=KEY` its own, else the one key there is; empty for none. */
export function searchKeyFor(kind: SearchKind, keys: string): string {
  const named = keys.split(',').flatMap((part) => {
    const [, of = '', key = ''] = /^(searxng|brave|tavily)=(.+)$/.exec(part) ?? [];
    return of === '' ? [] : [[of, key] as const];
  });
  if (named.length > 0) return named.find(([of]) => of === kind)?.[1] ?? '';
  return NEED_KEY.includes(kind) ? keys : '';
}

/** Settings of search providers as they are read. */
export type SearchSettings = {
  readonly REGATLAS_SEARCH: string;
  readonly REGATLAS_SEARCH_KEY: string;
  readonly REGATLAS_MODEL: string;
};

/** Throws `setting-invalid` when settings that are well each by itself make no sense together. */
export function assertSearchSettings(settings: SearchSettings): void {
  const names = parseSearchNames(settings.REGATLAS_SEARCH);
  if (typeof names === 'string') return;
  for (const { kind, baseUrl } of names) {
    const key = searchKeyFor(kind, settings.REGATLAS_SEARCH_KEY);
    if (NEED_KEY.includes(kind) && key === '') {
      const remedy = 'Set it to the key, or for several providers to brave=KEY,tavily=KEY.';
      throw invalid('REGATLAS_SEARCH_KEY', `Searching with ${kind} needs a key, but none is set.`, remedy);
    }
    if (kind === 'model' && settings.REGATLAS_MODEL === '') {
      const remedy = 'Set REGATLAS_MODEL, or take model out of REGATLAS_SEARCH.';
      throw invalid(
        'REGATLAS_MODEL',
        'REGATLAS_SEARCH asks for a model’s search, but none is named.',
        remedy,
      );
    }
    if (key !== '' && !isPrivateWay(baseUrl)) {
      const remedy = 'Use an address that begins with https://, or unset REGATLAS_SEARCH_KEY.';
      throw invalid('REGATLAS_SEARCH', 'A key must not be sent unencrypted to another machine.', remedy);
    }
  }
}

function invalid(field: string, message: string, remedy: string): AppError {
  return new AppError('setting-invalid', message, { place: { field }, remedy });
}
