/**
 * Which value the sources bear, or why none. Tier and modality decide: the text of the law goes before what bodies say,
 * both before reports, and a report never outweighs either. Reports alone give a value only where several agree and none
 * says otherwise. A newer act of the same rank replaces an older one and does not contradict it.
 */
import type { RunFinding } from '#domain/drafted-page.ts';
import type { SourceTier } from '#domain/source.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { chooseValue, isApart, label, newestOf, titleOf } from './choose-value.ts';
import { aheadFindings, statusFindings } from './status-findings.ts';
import type { WeighedSignal } from './weigh-signals.ts';

/** The value with the statements that bear it, or why there is none. */
export type StatusProposal =
  | {
      readonly kind: 'proposed';
      readonly status: string;
      /** The strongest first; never empty. */
      readonly bearing: readonly WeighedSignal[];
      /** Statements against it. */
      readonly against: readonly WeighedSignal[];
      /** Statements of older acts of the same rank that say otherwise. */
      readonly replaced: readonly WeighedSignal[];
      readonly rationale: readonly string[];
      readonly findings: readonly RunFinding[];
    }
  | {
      readonly kind: 'none';
      readonly reason: 'conflicting' | 'no-primary-source';
      readonly words: string;
      readonly findings: readonly RunFinding[];
    };

/** Reports of different publishers that have to agree where no primary source speaks. */
const ENOUGH_REPORTS = 2;

/** See the module comment. */
export function proposeStatus(weighed: readonly WeighedSignal[], topic: Topic): StatusProposal {
  const primary = weighed.filter(({ isPrimary }) => isPrimary);
  const holding = primary.filter(({ weight }) => weight === 'holds');
  const speaking = holding.length > 0 ? holding : primary.filter(({ weight }) => weight === 'promised');
  if (speaking.length > 0) return fromPrimary(speaking, weighed, topic);
  const reports = weighed.filter(({ isPrimary, weight }) => !isPrimary && weight === 'holds');
  return fromReports(reports, weighed, topic);
}

function fromPrimary(
  speaking: readonly WeighedSignal[],
  all: readonly WeighedSignal[],
  topic: Topic,
): StatusProposal {
  const [best = '' as SourceTier] = speaking.map(tierOf).sort(byTier);
  const highest = speaking.filter((each) => tierOf(each) === best);
  const newest = newestOf(highest, topic);
  const values = [...new Set(newest.map(({ status }) => status))];
  const apart = values.find((value) => values.some((other) => isApart(topic, value, other)));
  if (apart !== undefined && sourcesOf(newest).size > 1) return conflict(newest, topic, all);
  const status = chooseValue(newest, topic);
  const bearing = [...newest, ...speaking]
    .filter((each) => each.status === status)
    .filter((each, at, list) => list.indexOf(each) === at);
  const older = highest.filter((each) => !newest.includes(each) && each.status !== status);
  const replaced = older.filter((each) => isApart(topic, each.status, status));
  const against = all.filter(
    (each) => isApart(topic, each.status, status) && !older.includes(each) && each.weight !== 'ended',
  );
  const rationale = [
    ...reasonsFor(status, bearing, topic),
    ...replaced
      .slice(0, 1)
      .map((each) => `${titleOf(each)} is older and says otherwise; the newer act replaces it.`),
    ...(values.length > 1
      ? [
          `Other sentences of the same text amount to ${others(values, status, topic)}; both can be read together.`,
        ]
      : []),
  ];
  const findings = statusFindings({ status, bearing, against, all, replaced }, topic);
  return { kind: 'proposed', status, bearing, against, replaced, rationale, findings };
}

function fromReports(
  reports: readonly WeighedSignal[],
  all: readonly WeighedSignal[],
  topic: Topic,
): StatusProposal {
  const [first] = reports;
  if (first === undefined) return nothing(all, topic);
  const against = reports.find((each) => isApart(topic, each.status, first.status));
  if (against !== undefined) return conflict(reports, topic, all);
  const status = chooseValue(reports, topic);
  const bearing = reports.filter((each) => each.status === status);
  const publishers = countIndependent(bearing);
  const opposed = all.filter((each) => isApart(topic, each.status, status) && each.weight === 'claimed');
  if (publishers < ENOUGH_REPORTS || opposed.length > 0) return nothing(all, topic);
  const rationale = [
    `No law and no act of an authority that was read states a value; ${publishers} reports of different publishers agree on “${label(topic, status)}” and none says otherwise.`,
  ];
  const findings = statusFindings({ status, bearing, against: [], all, replaced: [] }, topic);
  return { kind: 'proposed', status, bearing, against: [], replaced: [], rationale, findings };
}

/** Who publishes is told by the page itself, so that one site under two names is one; and so are all that name nobody. */
function countIndependent(signals: readonly WeighedSignal[]): number {
  const kept: { readonly publisher: string; readonly host: string }[] = [];
  for (const { sentence } of signals) {
    const { publisher, url } = sentence.source;
    const host = url === null ? '' : (URL.parse(url)?.hostname.replace(/^www\./, '') ?? '');
    const one = { publisher: (publisher ?? '').trim().toLowerCase(), host };
    const isKnown = kept.some(
      (other) =>
        (one.publisher === other.publisher && (one.publisher !== '' || one.host === other.host)) ||
        (one.host === other.host && one.host !== ''),
    );
    if (!isKnown) kept.push(one);
  }
  return kept.length;
}

function conflict(
  speaking: readonly WeighedSignal[],
  topic: Topic,
  all: readonly WeighedSignal[],
): StatusProposal {
  const [one] = speaking;
  const other = speaking.find((each) => one !== undefined && isApart(topic, each.status, one.status));
  const status = one?.status ?? '';
  const bearing = speaking.filter((each) => each.status === status);
  const against = [...speaking, ...all].filter(
    (each, at, list) => isApart(topic, each.status, status) && list.indexOf(each) === at,
  );
  const kind = one?.isPrimary === true ? 'Sources of equal rank' : 'Reports';
  const words = `${kind} contradict each other, and no stronger source decides: ${one === undefined ? '' : titleOf(one)} says “${label(topic, status)}”, ${other === undefined ? '' : titleOf(other)} says “${label(topic, other?.status ?? '')}”. ${one?.isPrimary === true ? 'Which of them holds has to be found out.' : 'The text of a law or an act of an authority is missing.'}`;
  const findings = statusFindings({ status, bearing, against, all, replaced: [] }, topic);
  return { kind: 'none', reason: 'conflicting', words, findings };
}

function nothing(all: readonly WeighedSignal[], topic: Topic): StatusProposal {
  const weak = all.filter(({ weight }) => weight !== 'holds');
  const seen = [...new Set(all.map(({ status }) => status))].map((value) => `“${label(topic, value)}”`);
  const heard =
    all.length === 0
      ? 'No passage that was read states a value of the scale.'
      : weak.length === all.length
        ? `What was read says ${seen.join(', ')} only as announced, claimed, not yet or no longer in force.`
        : `Fewer than ${ENOUGH_REPORTS} publishers agree unopposed; what was read reports ${seen.join(', ')}.`;
  const words = `${heard} A law or an act of an authority that states it is missing.`;
  const standing = all.filter(({ weight }) => weight !== 'ahead' && weight !== 'promised');
  const [first] = standing;
  const told =
    first === undefined
      ? []
      : statusFindings(
          {
            ...{ status: first.status, bearing: [first], all: standing, replaced: [] },
            against: standing.filter((each) => isApart(topic, each.status, first.status)),
          },
          topic,
        );
  const findings = [...told, ...aheadFindings(all, topic)];
  return { kind: 'none', reason: 'no-primary-source', words, findings };
}

function reasonsFor(status: string, bearing: readonly WeighedSignal[], topic: Topic): string[] {
  const [first] = bearing;
  if (first === undefined) return [];
  const { sentence, signal } = first;
  const place = sentence.article === null ? '' : ` in ${sentence.article}`;
  return [
    `${titleOf(first)} (${sentence.source.tier})${place} says “${signal.predicate.replace(/\s+/g, ' ')}”, which amounts to “${label(topic, status)}”.`,
    ...(first.why === null ? [] : [first.why]),
    ...(bearing.length === 2 ? ['Another sentence says the same.'] : []),
    ...(bearing.length > 2 ? [`${bearing.length - 1} more sentences say the same.`] : []),
  ];
}

function others(values: readonly string[], status: string, topic: Topic): string {
  return values
    .filter((value) => value !== status)
    .map((value) => `“${label(topic, value)}”`)
    .join(' and ');
}

function tierOf({ sentence }: WeighedSignal): SourceTier {
  return sentence.source.tier;
}

function byTier(a: SourceTier, b: SourceTier): number {
  return SOURCE_TIERS.indexOf(a) - SOURCE_TIERS.indexOf(b);
}

function sourcesOf(signals: readonly WeighedSignal[]): ReadonlySet<string> {
  return new Set(signals.map(({ sentence }) => sentence.source.ref));
}
