/** Results out of a provider's JSON: addresses with title and snippet. Everything in it is untrusted. */
import * as z from 'zod';
import type { WebSearchResult } from '#domain/web-search.ts';

const LONGEST_URL = 2_000;
const LONGEST_WORDS = 2_000;

const words = z
  .string()
  .nullish()
  .transform((text) =>
    text == null || text.trim() === '' ? null : text.slice(0, LONGEST_WORDS).toWellFormed(),
  );

/** A result by the names that a provider gives its members; further members are left alone. */
export const resultOf = (members: { readonly snippet: string }) =>
  z
    .looseObject({ url: z.string(), title: words, [members.snippet]: words })
    .transform((found): WebSearchResult => {
      const { url, title, [members.snippet]: snippet } = found as Record<string, string | null>;
      return { url: url ?? '', title: title ?? null, snippet: snippet ?? null };
    });

/**
 * The results that `schema` finds in a raw answer; null when it is no JSON or not of that form. Entries whose address is
 * no http(s) one are left out: nothing else can be fetched.
 */
export function readResults(
  raw: string,
  schema: z.ZodType<readonly WebSearchResult[]>,
): readonly WebSearchResult[] | null {
  const parsed = schema.safeParse(parseJson(raw));
  if (!parsed.success) return null;
  return parsed.data.filter(({ url }) => url.length <= LONGEST_URL && /^https?:\/\/[^/]/i.test(url));
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
