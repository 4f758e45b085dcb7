/** The YAML block at the top of a Markdown file: what its author states about the document. */
import { LineCounter, parseDocument } from 'yaml';
import { AppError } from '#domain/errors.ts';
import { SOURCE_TIERS, type SourceFacts, type SourceTier } from '#domain/source.ts';
import { oneLine } from './clean-text.ts';
import { parseLegalDate } from './legal-date.ts';

/** Facts of a source, with the jurisdiction as written: a code or a name, not yet resolved. */
export type StatedFacts = Partial<SourceFacts> & { readonly jurisdiction?: string };

/** The facts, and the Markdown below the block. Throws `invalid-input` with the line for YAML that cannot be read. */
export function readFrontMatter(text: string): { facts: StatedFacts; body: string } {
  const block = /^---[^\S\n]*\n([\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/.exec(text);
  const yaml = block?.[1];
  // A document may also begin with a rule; front matter begins with a key.
  if (block === null || yaml === undefined || !/^\s*(#.*\n\s*)*[\w"'-]+\s*:(\s|$)/.test(yaml)) {
    return { facts: {}, body: text };
  }
  return { facts: readFacts(parseYaml(yaml)), body: text.slice(block[0].length) };
}

function parseYaml(yaml: string): ReadonlyMap<string, unknown> {
  const lineCounter = new LineCounter();
  // Every scalar stays the text it is written as: 2024-05 is no subtraction and NO is a country.
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, schema: 'failsafe' });
  const [error] = document.errors;
  if (error !== undefined)
    throw invalidYaml(error.message, lineCounter.linePos(error.pos[0]).line + 1, error);
  const value = toValue(document);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).map(([key, member]) => [key.toLowerCase().replace(/[-_\s]/g, ''), member]),
  );
}

/** The library refuses aliases that multiply without end only here. */
function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw invalidYaml(error instanceof Error ? error.message : String(error), 1, error);
  }
}

function invalidYaml(reason: string, line: number, cause: unknown): AppError {
  return new AppError('invalid-input', `The front matter is not valid YAML: ${reason.replace(/\.$/, '')}.`, {
    place: { line },
    remedy: 'Correct the block between the two lines of three hyphens at the top of the file.',
    cause,
  });
}

function readFacts(values: ReadonlyMap<string, unknown>): StatedFacts {
  const pick = (...keys: string[]) =>
    keys.map((key) => scalar(values.get(key))).find((value) => value !== null) ?? null;
  const facts = {
    title: pick('title'),
    author: pick('author', 'authors', 'by'),
    publisher: pick('publisher', 'site', 'sitename'),
    publishedOn: readDate(pick('publishedon', 'published', 'date', 'publicationdate', 'datepublished')),
    url: readUrl(pick('url', 'sourceurl', 'source', 'link')),
    tier: readTier(pick('tier')),
    language: /^([a-z]{2,3})(-|_|$)/i.exec(pick('language', 'lang') ?? '')?.[1]?.toLowerCase() ?? null,
    jurisdiction: pick('jurisdiction'),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function scalar(value: unknown): string | null {
  if (Array.isArray(value)) return oneLine(value.filter((member) => typeof member === 'string').join('; '));
  return typeof value === 'string' ? oneLine(value) : null;
}

function readDate(text: string | null): string | null {
  if (text === null) return null;
  const date = parseLegalDate(text);
  if (date !== null) return date;
  throw new AppError('invalid-input', `The front matter gives a date that cannot be read: “${text}”.`, {
    place: { field: 'date' },
    remedy: 'Write it as YYYY-MM-DD, YYYY-MM or YYYY.',
  });
}

function readUrl(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href : null;
}

function readTier(text: string | null): SourceTier | null {
  if (text === null) return null;
  const tier = SOURCE_TIERS.find((known) => known === text.toLowerCase());
  if (tier !== undefined) return tier;
  throw new AppError('invalid-input', `The front matter gives an unknown tier: “${text}”.`, {
    place: { field: 'tier' },
    remedy: `Use one of ${SOURCE_TIERS.join(', ')}.`,
  });
}
