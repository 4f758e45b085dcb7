/**
 * Sources as research looks at them: the newest text with its passages, what they are about, and whether somebody
 * bundled them as teaching texts.
 */
import { sql } from 'kysely';
import { EXAMPLE_ACTOR, type Passage } from '#domain/source.ts';
import { listSourceTexts, type StoredSourceText } from './candidate-sources.ts';
import type { ReadTx } from './connect.ts';
import type { SourceJurisdiction } from './sources.ts';

/** A source with all that decides whether and how it is used. Offsets of passages are code points. */
export type ResearchSource = StoredSourceText & {
  readonly language: string | null;
  /** ISO 8601, UTC. */
  readonly capturedAt: string;
  /** True for a bundled teaching text, which is invented and bears no real page. */
  readonly isExample: boolean;
  readonly passages: readonly Passage[];
  /** By mentions, most first. */
  readonly jurisdictions: readonly SourceJurisdiction[];
};

type OwnFacts = Pick<
  ResearchSource,
  'language' | 'capturedAt' | 'isExample' | 'passages' | 'jurisdictions'
> & { readonly id: number };

/** These sources by id; those that are not there are left out. */
export async function listResearchSources(tx: ReadTx, ids: readonly number[]): Promise<ResearchSource[]> {
  const texts = await listSourceTexts(tx, ids);
  if (texts.length === 0) return [];
  const { rows } = await sql<OwnFacts>`
    select s.id, s.language,
           to_char(n.captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "capturedAt",
           exists (select from audit_event e
                    where e.subject = 'source:' || s.id and e.actor = ${EXAMPLE_ACTOR}) as "isExample",
           coalesce((select json_agg(json_build_object('code', j.jurisdiction, 'basis', j.basis, 'mentions', j.mentions)
                                     order by j.mentions desc, j.jurisdiction)
                       from source_jurisdiction j where j.source = s.id), '[]') as jurisdictions,
           coalesce((select json_agg(json_build_object('start', p.starts_at, 'end', p.ends_at, 'page', p.page)
                                     order by p.position)
                       from passage p where p.source_text = t.id), '[]') as passages
      from source s
      join snapshot n on n.source = s.id
      join lateral (select id from source_text t where t.snapshot = n.sha256 order by t.id desc limit 1) t on true
     where s.id = any (${[...ids]}::int[])`.execute(tx);
  const facts = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  return texts.flatMap((text) => {
    const own = facts.get(text.sourceId);
    return own === undefined ? [] : [{ ...text, ...own }];
  });
}

/** A stored copy of an address. */
export type StoredCopy = {
  readonly source: number;
  readonly canonicalUrl: string;
  readonly capturedAt: string;
};

/** The newest stored copy of each of these canonical addresses that has one. */
export async function listStoredCopies(tx: ReadTx, canonicalUrls: readonly string[]): Promise<StoredCopy[]> {
  if (canonicalUrls.length === 0) return [];
  const { rows } = await sql<StoredCopy>`
    select distinct on (s.canonical_url) s.id as source, s.canonical_url as "canonicalUrl",
           to_char(n.captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "capturedAt"
      from source s
      join snapshot n on n.source = s.id
     where s.canonical_url = any (${[...canonicalUrls]}::text[])
     order by s.canonical_url, n.captured_at desc, s.id desc`.execute(tx);
  return rows;
}
