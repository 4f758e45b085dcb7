/**
 * Reads Regatlas's own JSON back: an export with all its versions, or the bare content of one. The hash beside a
 * content is checked, so that an altered file cannot pass for the version it was.
 */
import type * as z from 'zod';
import { type AnalysisContent, analysisContentSchema, CONTENT_SCHEMA } from '#domain/analysis.ts';
import { EXPORT_SCHEMA, exportSchema, type RegatlasExport } from '#domain/analysis-export.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import { getStatus, getTopic, type ReadOptions } from './import-terms.ts';
import { parseStrictJson } from './parse-json-text.ts';

/** An export as it was read: every version has its hash, given or computed. */
export type ParsedExport = Omit<RegatlasExport, 'versions'> & {
  readonly versions: (RegatlasExport['versions'][number] & { readonly contentHash: string })[];
};

/**
 * Parses an export, or a bare content as its only version (number 1, no page number, origin `import`).
 * Throws `invalid-input` naming the file and, in `place.field`, the JSON path at fault, or the line of a member that
 * is there twice.
 */
export function parseExport(text: string, file: string): ParsedExport {
  const value = parseStrictJson(text, { file });
  const name = schemaNameOf(value);
  if (name === EXPORT_SCHEMA) return checkExport(parseShape(exportSchema, value, file), file);
  if (name === CONTENT_SCHEMA) return exportOfContent(parseShape(analysisContentSchema, value, file));
  throw new AppError(
    'invalid-input',
    `The file's schema is ${JSON.stringify(name)?.slice(0, 80) ?? 'not named'}.`,
    {
      place: { file, field: 'schema' },
      remedy: `This Regatlas reads ${EXPORT_SCHEMA} and ${CONTENT_SCHEMA}; export again with the same release.`,
    },
  );
}

/**
 * Holds every content against the words we know. Throws `unknown-jurisdiction`, `unknown-topic` or `unknown-status`;
 * codes and values must be written exactly, as they are in every export.
 */
export function assertKnownTerms(parsed: ParsedExport, options: ReadOptions): void {
  const { file } = options;
  parsed.versions.forEach(({ content }, index) => {
    const at = (field: string) => ({ file, field: `versions[${index}].content.${field}` });
    if (options.gazetteer.byCode(content.jurisdiction) === undefined) {
      throw new AppError('unknown-jurisdiction', `No jurisdiction has the code “${content.jurisdiction}”.`, {
        place: at('jurisdiction'),
        remedy: 'Use the code in capitals, for example KP or US-NY.',
      });
    }
    const topic = getTopic(content.topic, options.topics, at('topic'));
    const isValue = topic.statuses.some((status) => status.value === content.status);
    if (isValue) return;
    const meant = getStatus(content.status, topic, at('status'));
    throw new AppError(
      'unknown-status',
      `“${content.status}” is not spelt as on the scale of ${topic.key}.`,
      {
        place: at('status'),
        remedy: `Write ${meant}.`,
      },
    );
  });
}

function schemaNameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
}

function parseShape<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const more = parsed.error.issues.length - 1;
  const others = more === 0 ? '' : ` (and ${more} more)`;
  throw new AppError('invalid-input', `${issue?.message ?? 'The shape is wrong'}${others}.`, {
    place: { file, field: jsonPath(issue?.path ?? []) },
    remedy: 'Correct that member, or export the analysis again.',
  });
}

/** `versions[0].content.status`; `(root)` for the whole. */
function jsonPath(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? '(root)' : text.replace(/^\./, '').slice(0, 200);
}

function checkExport(found: RegatlasExport, file: string): ParsedExport {
  const numbers = new Set<number>();
  const versions = found.versions.map((version, index) => {
    const at = (field: string) => ({ file, field: `versions[${index}].${field}` });
    if (numbers.has(version.number)) {
      throw invalid(
        `Version ${version.number} is in the file twice.`,
        at('number'),
        'Leave one of them out.',
      );
    }
    numbers.add(version.number);
    for (const field of ['jurisdiction', 'topic'] as const) {
      if (version.content[field] === found.analysis[field]) continue;
      const message = `The content's ${field} is not the one of its analysis.`;
      throw invalid(
        message,
        at(`content.${field}`),
        'Versions of one analysis share both; correct the file.',
      );
    }
    const hash = contentHash(version.content);
    if (version.contentHash !== undefined && version.contentHash !== hash) {
      throw invalid(
        'The content was altered after it was exported: it no longer has the hash beside it.',
        at('contentHash'),
        'Export it again; to bring in an edited content, remove `contentHash`, which makes it a new version.',
      );
    }
    // A content without its hash was edited: whatever made the version before, a person made this one.
    const origin = version.contentHash === undefined ? ('edit' as const) : version.origin;
    return { ...version, origin, contentHash: hash };
  });
  checkReviews(found.reviews, numbers, file);
  return { ...found, versions };
}

function checkReviews(reviews: RegatlasExport['reviews'], versions: ReadonlySet<number>, file: string): void {
  const ids = new Set<string>();
  reviews.forEach((review, index) => {
    const at = (field: string) => ({ file, field: `reviews[${index}].${field}` });
    if (!versions.has(review.version)) {
      const message = `There is no version ${review.version} in the file.`;
      throw invalid(message, at('version'), 'Leave the review out.');
    }
    const id = review.id.toLowerCase();
    if (ids.has(id)) {
      throw invalid('A review with this id is in the file already.', at('id'), 'Leave one of them out.');
    }
    ids.add(id);
  });
}

function invalid(message: string, place: { file: string; field: string }, remedy: string): AppError {
  return new AppError('invalid-input', message, { place, remedy });
}

function exportOfContent(content: AnalysisContent): ParsedExport {
  return {
    schema: EXPORT_SCHEMA,
    analysis: { number: content.declared.id, jurisdiction: content.jurisdiction, topic: content.topic },
    versions: [
      {
        number: 1,
        contentHash: contentHash(content),
        origin: 'import',
        createdAt: null,
        stage: 'Draft',
        content,
        importFindings: [],
        verification: null,
      },
    ],
    reviews: [],
  };
}
