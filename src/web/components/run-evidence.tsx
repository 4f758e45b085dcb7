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

/** Findings of a step, the gravest first, each with the passages it is about. */
export function RunFindings({ findings, brief }: { findings: readonly RunFinding[]; brief: Brief | null }) {
  if (findings.length === 0) return null;
  const inOrder = SEVERITIES.flatMap((severity) => findings.filter((one) => one.severity === severity));
  return (
    <>
      <h3>Findings</h3>
      <ul class="findings">
        {inOrder.slice(0, MOST_SHOWN).map((finding) => (
          <li>
            <p>
              <SeverityTag severity={finding.severity} /> {finding.message}{' '}
              <code class="finding-code">{finding.code}</code>
            </p>
            {brief !== null && finding.passages.length > 0 && (
              <PassageQuotes brief={brief} ids={finding.passages} />
            )}
          </li>
        ))}
      </ul>
      <Rest total={inOrder.length} one="finding" />
    </>
  );
}

/** Says how many of a list are not on the page. */
export function Rest({ total, one, most = MOST_SHOWN }: { total: number; one: string; most?: number }) {
  if (total <= most) return null;
  return <p class="minor-note">and {counted(total - most, `more ${one}`)}, in the raw JSON</p>;
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
