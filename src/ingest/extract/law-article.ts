/**
 * The record of one article of a law, as collections of legislation hold it: the article as received, beside it what
 * the same collection says of the act and of its jurisdiction. The record's canonical JSON is the snapshot, so that text
 * and facts can be made again from it alone. Members of the article that are not named here are kept.
 */
import * as z from 'zod';
import { legalDateSchema } from '#domain/legal-date.ts';

/** Media type under which such a snapshot is stored; JSON of any other kind is refused as a source. */
export const LAW_ARTICLE_MEDIA_TYPE = 'application/vnd.regatlas.law-article+json';

/** Name of the record's form. */
export const LAW_ARTICLE_SCHEMA = 'regatlas.law-article/1';

const NAME_CHARS = 500;
const TEXT_CHARS = 200_000;

const nameSchema = z.string().regex(/\S/, 'There is nothing written here').max(NAME_CHARS);
const textSchema = z.string().max(TEXT_CHARS);
const dateSchema = legalDateSchema.nullish();
const addressSchema = z
  .string()
  .regex(/^https?:\/\/[^\s/]/i, 'This is no web address that begins with https:// or http://')
  .max(2_000);

/** A chapter or a section: its number and its heading. */
const divisionSchema = z.looseObject({ label: nameSchema.nullish(), title: nameSchema.nullish() }).nullish();

const wordingSchema = z.looseObject({
  title: nameSchema.nullish(),
  paragraphs: z.array(textSchema).max(5_000).nullish(),
  fullText: textSchema.nullish(),
});

/** A translation beside the text; `authorityNote` says what it is worth. */
const translationSchema = wordingSchema.extend({ authorityNote: textSchema.nullish() });

/** One article as received. */
export const articleSchema = wordingSchema.extend({
  id: nameSchema.nullish(),
  instrumentId: nameSchema,
  articleNumber: z.string().max(50).nullish(),
  label: nameSchema,
  originalLabel: nameSchema.nullish(),
  originalTitle: nameSchema.nullish(),
  chapter: divisionSchema,
  section: divisionSchema,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'This is no language tag such as en or zh-CN'),
  source: addressSchema,
  sourceFragment: addressSchema.nullish(),
  sourceLabel: nameSchema.nullish(),
  retrievedOn: dateSchema,
  promulgatedOn: dateSchema,
  consolidatedAsOf: dateSchema,
  appliesFrom: dateSchema,
  legalEffectStatus: nameSchema.nullish(),
  sourceVersion: z
    .looseObject({
      adoptedOn: dateSchema,
      publishedOn: dateSchema,
      promulgatedOn: dateSchema,
      effectiveFrom: dateSchema,
    })
    .nullish(),
  translations: z.record(z.string(), translationSchema).nullish(),
});

/**
 * What the collection says of the act, as far as it is told here. The rest of its entry is left out: the day on which
 * somebody last looked at the act would otherwise make every article of it a new source.
 */
export const instrumentSchema = z.object({
  id: nameSchema,
  title: nameSchema,
  jurisdictionId: nameSchema.nullish(),
  issuingBodies: z.array(nameSchema).max(50).nullish(),
  dates: z
    .looseObject({
      adoptedOn: dateSchema,
      publishedOn: dateSchema,
      effectiveFrom: dateSchema,
      generalApplicationFrom: dateSchema,
    })
    .nullish(),
  source: z.object({ label: nameSchema.nullish() }).nullish(),
});

/** What the collection says of a jurisdiction, as far as it is told here. */
export const collectionJurisdictionSchema = z.object({
  id: nameSchema,
  name: nameSchema,
  shortName: nameSchema.nullish(),
  isoCode: z.string().max(10).nullish(),
});

/** See the module comment. */
export const lawArticleSchema = z.strictObject({
  schema: z.literal(LAW_ARTICLE_SCHEMA),
  article: articleSchema,
  instrument: instrumentSchema.nullable(),
  jurisdiction: collectionJurisdictionSchema.nullable(),
});

/** See {@link lawArticleSchema}. */
export type LawArticle = z.infer<typeof lawArticleSchema>;

type Wording = z.infer<typeof wordingSchema>;

/** The paragraphs, one an entry; of a text that is not divided, those that blank lines set off. Empty without text. */
export function paragraphsOf({ paragraphs, fullText }: Wording): string[] {
  const written = (paragraphs ?? []).filter((text) => text.trim() !== '');
  const parts = written.length > 0 ? written : (fullText ?? '').split(/\n[^\S\n]*\n/);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
