/** A source that was added, or was there already, as `source add` and `source add --json` show it. */
import type { AddedSource, PreparedSourceFile } from '#ingest/add-source.ts';
import type { SourceDetail } from '#store/sources.ts';

/** What was done, with what the store says of the source now. */
export type ShownSource = AddedSource & Pick<SourceDetail, 'facts' | 'jurisdictions'>;

const MOST_CODES = 3;

/** The line that acknowledges it. */
export function sourceLine(added: ShownSource, { extracted }: PreparedSourceFile): string {
  const { facts } = added;
  return [
    `${added.outcome}  source ${added.id}`,
    facts.title ?? 'title not known',
    `publisher ${facts.publisher ?? 'not known'}`,
    `published ${facts.publishedOn ?? 'not known'}`,
    describeSubject(added.jurisdictions.map(({ code }) => code)),
    `${extracted.text.length} characters`,
  ].join('  ');
}

/** The wire form. `verified` pages were verified again because of it. */
export function presentSource(added: ShownSource, source: PreparedSourceFile, verified: number): object {
  return {
    outcome: added.outcome,
    id: added.id,
    page: `/sources/${added.id}`,
    sha256: added.sha256,
    mediaType: source.mediaType,
    size: source.captured.bytes.length,
    facts: added.facts,
    extractor: source.extracted.extractor,
    extractorVersion: source.extracted.extractorVersion,
    characters: source.extracted.text.length,
    jurisdictions: added.jurisdictions,
    versionsVerified: verified,
  };
}

/** `about KP, US, KR and 5 more`, most often named first. */
function describeSubject(codes: readonly string[]): string {
  if (codes.length === 0) return 'no jurisdiction recognised';
  const more = codes.length - MOST_CODES;
  return `about ${codes.slice(0, MOST_CODES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
