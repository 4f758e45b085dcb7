/**
 * The record of an article to the text a reader is shown: a heading with act and article, where it stands, its
 * paragraphs set off by blank lines, and last what the collection says of its dates. Of an article in another language
 * that comes with an English translation the translation is shown first, named as what it is, and the original follows.
 */
import { AppError } from '#domain/errors.ts';
import { type ExtractedText, LAW_ARTICLE_EXTRACTOR } from '#domain/source.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { cleanText, oneLine } from './clean-text.ts';
import type { StatedFacts } from './front-matter.ts';
import { type LawArticle, lawArticleSchema, paragraphsOf } from './law-article.ts';

/** A change of rules gets a new number. */
export const LAW_ARTICLE_EXTRACTOR_VERSION = '1';

/** Text and stated facts of the record. Throws `invalid-input` for JSON that is no such record. */
export function extractLawArticle(decoded: string): { extracted: ExtractedText; facts: StatedFacts } {
  const record = parseRecord(decoded);
  const translation = translationOf(record);
  const name = nameOf(record);
  const blocks = [
    name,
    placeOf(record),
    ...(translation === null ? paragraphsOf(record.article) : translatedBlocks(record, translation)),
    datesOf(record),
  ];
  const text = cleanText(blocks.filter((block) => block !== '').join('\n\n'));
  return {
    extracted: {
      extractor: LAW_ARTICLE_EXTRACTOR,
      extractorVersion: LAW_ARTICLE_EXTRACTOR_VERSION,
      text,
      pageStarts: [],
    },
    facts: factsOf(record, translation === null ? name : `${name} (reference translation)`),
  };
}

function parseRecord(decoded: string): LawArticle {
  try {
    const parsed = lawArticleSchema.safeParse(JSON.parse(decoded));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below: both are the same fault to whoever brings it.
  }
  throw new AppError('invalid-input', 'This is no record of an article of law.', {
    remedy: 'Add the collection’s own file with `regatlas source add-articles`.',
  });
}

type Translation = NonNullable<LawArticle['article']['translations']>[string];

/** The English translation of a text that is not English; null where there is none. */
function translationOf({ article }: LawArticle): Translation | null {
  if (/^en(?:-|$)/.test(article.language)) return null;
  const translation = article.translations?.en;
  return translation === undefined || paragraphsOf(translation).length === 0 ? null : translation;
}

function translatedBlocks({ article }: LawArticle, translation: Translation): string[] {
  const note = oneLine(translation.authorityNote);
  const original = [article.originalLabel, article.originalTitle].flatMap((part) => oneLine(part) ?? []);
  return [
    `Reference translation into English. ${note ?? `The text in the original language (${article.language}) controls.`}`,
    ...paragraphsOf(translation),
    `Original text (${article.language})${original.length === 0 ? '' : `: ${[...new Set(original)].join(' ')}`}`,
    ...paragraphsOf(article),
  ];
}

/** `Act on Examples — Article 7: Duty to report`; a heading that only repeats the number is left out. */
function nameOf({ article, instrument }: LawArticle): string {
  const act = oneLine(instrument?.title) ?? article.instrumentId;
  const label = oneLine(article.label) ?? '';
  const title = oneLine(article.title);
  const heading = title === null || label.startsWith(title) ? label : `${label}: ${title}`;
  return `${act} — ${heading}`;
}

/** Jurisdiction, issuer, chapter and section, so that a passage read alone still says whose law it is. */
function placeOf({ article, instrument, jurisdiction }: LawArticle): string {
  const division = (part: LawArticle['article']['chapter']) =>
    [...new Set([part?.label, part?.title].flatMap((text) => oneLine(text) ?? []))].join(', ');
  const issuers = instrument?.issuingBodies ?? [];
  return [
    oneLine(jurisdiction?.shortName) ?? oneLine(jurisdiction?.name) ?? '',
    issuers.length === 0 ? '' : `Issued by ${issuers.flatMap((body) => oneLine(body) ?? []).join(', ')}`,
    division(article.chapter),
    division(article.section),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Told as the collection's own statement: none of it is the wording of the law. */
function datesOf({ article, instrument }: LawArticle): string {
  const { sourceVersion: version } = article;
  const dates = instrument?.dates;
  const given: readonly (readonly [string, string | null | undefined])[] = [
    ['adopted', version?.adoptedOn ?? dates?.adoptedOn],
    ['published', version?.publishedOn ?? version?.promulgatedOn ?? dates?.publishedOn],
    ['in force', version?.effectiveFrom ?? dates?.effectiveFrom],
    ['applicable', article.appliesFrom ?? dates?.generalApplicationFrom],
    ['text as consolidated', article.consolidatedAsOf],
    ['retrieved', article.retrievedOn],
    ['legal effect', article.legalEffectStatus],
  ];
  const parts = given.flatMap(([what, value]) => (value == null ? [] : [`${what} ${value}`]));
  return parts.length === 0 ? '' : `As given by the collection: ${parts.join('; ')}`;
}

function factsOf(record: LawArticle, title: string): StatedFacts {
  const { article, instrument } = record;
  const publisher = oneLine(article.sourceLabel) ?? oneLine(instrument?.source?.label) ?? issuerOf(record);
  const publishedOn = publicationOf(record);
  const jurisdiction = codeOf(record);
  return {
    title,
    tier: 'law',
    url: addressOf(record),
    language: translationOf(record) === null ? (article.language.split('-', 1)[0] ?? article.language) : 'en',
    ...(publisher === null ? {} : { publisher }),
    ...(publishedOn === null ? {} : { publishedOn }),
    ...(jurisdiction === null ? {} : { jurisdiction }),
  };
}

function issuerOf({ instrument }: LawArticle): string | null {
  return oneLine(instrument?.issuingBodies?.join(', '));
}

/** Of a text as amended the day of the consolidation: its wording was published nowhere before. */
function publicationOf({ article, instrument }: LawArticle): string | null {
  const { promulgatedOn, sourceVersion: version, consolidatedAsOf } = article;
  return (
    promulgatedOn ??
    version?.publishedOn ??
    version?.promulgatedOn ??
    consolidatedAsOf ??
    instrument?.dates?.publishedOn ??
    null
  );
}

/** The place within the act where the address has one; never another document, such as an answer of an interface. */
function addressOf({ article }: LawArticle): string {
  const { source, sourceFragment } = article;
  if (sourceFragment == null) return source;
  return canonicalUrl(sourceFragment) === canonicalUrl(source) ? sourceFragment : source;
}

/** The code that the collection gives, else an id that has the form of one. */
function codeOf({ instrument, jurisdiction }: LawArticle): string | null {
  if (jurisdiction !== null) return jurisdiction.isoCode?.toUpperCase() ?? null;
  const id = instrument?.jurisdictionId?.toUpperCase();
  return id !== undefined && /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(id) ? id : null;
}
