/** What the steps of a run rest on, the same in each: passages in their own words, figures of the check, findings, repairs. */
import type { Brief } from '#domain/brief.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import { SEVERITIES } from '#domain/finding.ts';
import type { CheckSummary, Repair } from '#domain/step-output.ts';
import { SUPPORT_VERDICTS } from '#domain/verification.ts';
import { counted, grouped, shorten } from '../amounts.ts';
import { nearHref } from '../places.ts';
import { REPAIR_WORDS } from '../run-words.ts';
import { SENTENCE_WORDS, TIER_WORDS } from '../wording.ts';
import { writeDays } from '../write-days.ts';
import { SeverityTag } from './finding-list.tsx';
import { Glyph } from './mark.tsx';

const MOST_QUOTED = 400;
const MOST_SHOWN = 100;

/** Passages of a brief by their ids; an id that names none is shown as what it is. */
export function PassageQuotes({ brief, ids }: { brief: Brief; ids: readonly string[] }) {
  return (
    <>
      {ids.map((id) => (
        <PassageQuote brief={brief} id={id} />
      ))}
    </>
  );
}

function PassageQuote({ brief, id }: { brief: Brief; id: string }) {
  const passage = brief.passages.find((one) => one.id === id);
  const source = brief.sources.find(({ ref }) => ref === passage?.ref);
  if (passage === undefined || source === undefined) {
    return <p class="empty">It names the passage “{id}”, which is not in the brief.</p>;
  }
  return (
    <figure class="also">
      <blockquote>“{shorten(passage.text, MOST_QUOTED)}”</blockquote>
      <figcaption class="source-line">
        [{source.ref}]{' '}
        <a href={nearHref(source.source, passage.start)}>{source.title ?? `Source ${source.source}`}</a>,{' '}
        {TIER_WORDS[source.tier]}
        {passage.page !== null && `, p. ${passage.page}`}
      </figcaption>
    </figure>
  );
}

/** How the sentences of a draft fared, as marks with their counts. */
export function CheckFigures({ check }: { check: CheckSummary }) {
  const present = SUPPORT_VERDICTS.filter((verdict) => (check.verdicts[verdict] ?? 0) > 0);
  const { verified, total } = check.quotations;
  return (
    <ul class="check-figures">
      {check.sentences === 0 && <li>no sentence that needs evidence</li>}
      {present.map((verdict) => (
        <li>
          <Glyph mark={SENTENCE_WORDS[verdict].mark} />{' '}
          <strong>{grouped(check.verdicts[verdict] ?? 0)}</strong> of {counted(check.sentences, 'sentence')}{' '}
          {SENTENCE_WORDS[verdict].words}
        </li>
      ))}
      {total > 0 && (
        <li>
          <Glyph mark={verified === total ? 'supported' : 'contradicted'} />{' '}
          <strong>{grouped(verified)}</strong> of {counted(total, 'quotation')} word for word
        </li>
      )}
      {check.criticalFindings > 0 && (
        <li>
          <span class="severity" data-severity="critical">
            ▲ {counted(check.criticalFindings, 'critical finding')}
          </span>
        </li>
      )}
    </ul>
  );
}

/**
 * Findings of a step, the gravest first, each with the passages it is about; those for information are folded. `id` keeps
 * the fold open when the page is brought up to date.
 */
export function RunFindings(props: { findings: readonly RunFinding[]; brief: Brief | null; id: string }) {
  const { findings, brief, id } = props;
  if (findings.length === 0) return null;
  const grave = SEVERITIES.filter((severity) => severity !== 'info').flatMap((severity) =>
    findings.filter((one) => one.severity === severity),
  );
  const told = findings.filter(({ severity }) => severity === 'info');
  return (
    <>
      <h3>Findings</h3>
      {grave.length > 0 && <FindingItems findings={grave} brief={brief} />}
      {told.length > 0 && (
        <details class="run-fold" id={id}>
          <summary>
            For information <span class="times">{told.length}</span>
          </summary>
          <FindingItems findings={told} brief={brief} />
        </details>
      )}
    </>
  );
}

function FindingItems({ findings, brief }: { findings: readonly RunFinding[]; brief: Brief | null }) {
  return (
    <>
      <ul class="findings run-findings">
        {findings.slice(0, MOST_SHOWN).map((finding) => (
          <li class={finding.passages.length > 0 ? 'run-pair' : undefined}>
            <p>
              <SeverityTag severity={finding.severity} /> {writeDays(finding.message)}{' '}
              <code class="finding-code">{finding.code}</code>
            </p>
            {brief !== null && finding.passages.length > 0 && (
              <div>
                <PassageQuotes brief={brief} ids={finding.passages} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <Rest total={findings.length} one="finding" />
    </>
  );
}

/** Says how many of a list are not on the page. */
export function Rest(props: { total: number; one: string; many?: string; most?: number }) {
  const { total, one, many = `${one}s`, most = MOST_SHOWN } = props;
  if (total <= most) return null;
  return (
    <p class="minor-note">and {counted(total - most, `more ${one}`, `more ${many}`)}, in the raw JSON</p>
  );
}

/** Sentences that went back, were cut or flagged; `id` keeps the fold open when the page is brought up to date. */
export function Repairs({ repairs, id }: { repairs: readonly Repair[]; id: string }) {
  if (repairs.length === 0) return null;
  return (
    <details class="run-fold" id={id}>
      <summary>{repairSummary(repairs)}</summary>
      <ul class="findings">
        {repairs.slice(0, MOST_SHOWN).map((repair) => (
          <li>
            <p>
              <strong>{REPAIR_WORDS[repair.outcome]}</strong> after {counted(repair.rounds, 'round')}:{' '}
              <Glyph mark={SENTENCE_WORDS[repair.verdict].mark} /> {SENTENCE_WORDS[repair.verdict].words}.{' '}
              {repair.reasons.join(' ')}
            </p>
            <p class="repair">
              <del>{repair.before}</del>
            </p>
            {repair.after !== null && (
              <p class="repair">
                <ins>{repair.after}</ins>
              </p>
            )}
          </li>
        ))}
      </ul>
      <Rest total={repairs.length} one="sentence" />
    </details>
  );
}

function repairSummary(repairs: readonly Repair[]): string {
  const count = (outcome: Repair['outcome']) => repairs.filter((one) => one.outcome === outcome).length;
  const parts = (['mended', 'cut', 'flagged'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  return `${counted(repairs.length, 'sentence')} not borne out at first: ${parts.join(', ')}`;
}

/** Where passages can be looked at: titles from the brief, numbers of stored sources by the SHA-256 of their bytes. */
export type PassagePlaces = {
  readonly brief: Brief | null;
  readonly sourceOf: ReadonlyMap<string, number>;
};

/** The way to the words where their source is stored, by its title where that is known; else its hash. */
export function PassageSource(props: PassagePlaces & { sha256: string; start: number }) {
  const { brief, sourceOf, sha256, start } = props;
  const source = sourceOf.get(sha256);
  if (source === undefined) return <code title={sha256}>snapshot {sha256.slice(0, 12)}</code>;
  const used = brief?.sources.find((one) => one.sha256 === sha256);
  return (
    <a href={nearHref(source, start)}>
      {used === undefined ? `Source ${source}` : `[${used.ref}] ${used.title ?? `Source ${source}`}`}
    </a>
  );
}
