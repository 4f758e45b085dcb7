/**
 * Reads a collection's file of articles of law: a JSON array with one record for each article, and what the lists of
 * acts and jurisdictions beside it say of them. Nothing is stored; a file with one bad record is refused whole, with
 * the record and the member at fault, because half a law would pass for the law.
 */
import type * as z from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import {
  articleSchema,
  collectionJurisdictionSchema,
  instrumentSchema,
  LAW_ARTICLE_SCHEMA,
  type LawArticle,
  paragraphsOf,
} from './extract/law-article.ts';
import { parseJsonText } from './parse-json-text.ts';

/** Most articles of one file: they are stored in one transaction. */
export const MOST_ARTICLES = 5_000;

/** The acts and jurisdictions that a collection lists, by their ids. */
export type CollectionLists = {
  readonly instruments: ReadonlyMap<string, NonNullable<LawArticle['instrument']>>;
  readonly jurisdictions: ReadonlyMap<string, NonNullable<LawArticle['jurisdiction']>>;
};

/** An article as it will be stored: its label in the file, and the record whose canonical JSON is the snapshot. */
export type ReadArticle = { readonly id: string; readonly bytes: Uint8Array };

type Article = LawArticle['article'];

/** Text with the file it came from. */
export type CollectionFile = { readonly file: string; readonly text: string };

/** The lists; a file that is not there lists nothing. Throws `invalid-input` with file and member. */
export function readCollectionLists(
  instruments: CollectionFile | null,
  jurisdictions: CollectionFile | null,
): CollectionLists {
  return {
    instruments: byId(instruments, instrumentSchema),
    jurisdictions: byId(jurisdictions, collectionJurisdictionSchema),
  };
}

/**
 * The articles in the order of the file. Throws `invalid-input` naming file, record and member when it is no such
 * array, an article is without text, or one is there twice; `too-large` beyond {@link MOST_ARTICLES}.
 */
export function readLawArticles({ file, text }: CollectionFile, lists: CollectionLists): ReadArticle[] {
  const values = parseArray({ file, text });
  if (values.length === 0) throw refuse(file, null, 'There is no article in the file.', 'Export it again.');
  if (values.length > MOST_ARTICLES) {
    throw new AppError(
      'too-large',
      `The file has ${values.length} articles; ${MOST_ARTICLES} is the limit.`,
      {
        place: { file },
        remedy: 'Split it by act and add the parts.',
      },
    );
  }
  const articles = values.map((value, index) => readArticle(value, index, file));
  assertOnce(articles, file);
  return articles.map((article, index) => {
    const instrument = lists.instruments.get(article.instrumentId) ?? null;
    const jurisdiction = lists.jurisdictions.get(instrument?.jurisdictionId ?? '') ?? null;
    const record = { schema: LAW_ARTICLE_SCHEMA, article: values[index], instrument, jurisdiction };
    return { id: idOf(article), bytes: Buffer.from(canonicalJson(record)) };
  });
}

function parseArray({ file, text }: CollectionFile): unknown[] {
  const value = parseJsonText(text, { file });
  if (Array.isArray(value)) return value;
  throw refuse(
    file,
    null,
    'This JSON is not a list of articles.',
    'Give a file that holds one array with a record for each article.',
  );
}

function readArticle(value: unknown, index: number, file: string): Article {
  const parsed = articleSchema.safeParse(value);
  const where = { file, name: nameOf(value, index), index };
  if (!parsed.success) throw shapeFault(parsed.error, where);
  if (paragraphsOf(parsed.data).length > 0) return parsed.data;
  throw refuse(
    file,
    `[${index}].paragraphs`,
    `${where.name} has no text.`,
    'Give its words in “paragraphs” or “fullText”, or leave the record out.',
  );
}

function assertOnce(articles: readonly Article[], file: string): void {
  const seen = new Map<string, number>();
  articles.forEach((article, index) => {
    const id = idOf(article);
    const first = seen.get(id);
    if (first !== undefined) {
      throw refuse(
        file,
        `[${index}].${article.id == null ? 'label' : 'id'}`,
        `“${id}” is there twice, as record ${first + 1} and record ${index + 1}.`,
        'Leave one of them out.',
      );
    }
    seen.set(id, index);
  });
}

function idOf({ id, instrumentId, label }: Article): string {
  return id ?? `${instrumentId}, ${label}`;
}

function byId<Entry extends { readonly id: string }>(
  list: CollectionFile | null,
  schema: z.ZodType<Entry>,
): Map<string, Entry> {
  if (list === null) return new Map();
  const { file } = list;
  return new Map(
    parseArray(list).map((value, index) => {
      const parsed = schema.safeParse(value);
      if (!parsed.success) throw shapeFault(parsed.error, { file, name: nameOf(value, index), index });
      return [parsed.data.id, parsed.data];
    }),
  );
}

/** `Record 3 (“eu-act-art-3”)`, so that a person finds it by either. */
function nameOf(value: unknown, index: number): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return `Record ${index + 1}${typeof id === 'string' ? ` (“${id.slice(0, 80)}”)` : ''}`;
}

function shapeFault(
  error: z.ZodError,
  { file, name, index }: { readonly file: string; readonly name: string; readonly index: number },
): AppError {
  const [issue] = error.issues;
  const more = error.issues.length - 1;
  const path = (issue?.path ?? []).map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  );
  return refuse(
    file,
    `[${index}]${path.join('')}`,
    `${name}: ${issue?.message ?? 'the shape is wrong'}${more === 0 ? '' : ` (and ${more} more)`}.`,
    'Correct that member, or export the file again; nothing of the file was stored.',
  );
}

function refuse(file: string, field: string | null, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, {
    place: { file, ...(field === null ? {} : { field }) },
    remedy,
  });
}
