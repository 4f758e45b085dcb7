/** Findings by severity, gravest first; each with its code, the words concerned and the way to the place. */
import type { AnalysisContent } from '#domain/analysis.ts';
import { type Finding, type Place, SEVERITIES, type Severity } from '#domain/finding.ts';
import { counted, shorten } from '../amounts.ts';
import { unitLabel } from '../find-place.ts';
import { SEVERITY_WORDS } from '../wording.ts';

type Grouped = { first: Finding; members: Finding[] };

const SHOWN_PLACES = 12;
const SHOWN_GROUPS = 25;

/**
 * One list per severity that occurs; the gravest is open unless all are `folded`, the others fold. Findings with the same code and message
 * share an entry with many places. What is too much for the page is said to be elsewhere: at `all`, or in the export.
 */
export function FindingList(props: {
  findings: readonly Finding[];
  content: AnalysisContent;
  hrefOf: (place: Place) => string;
  all: string | null;
  folded?: boolean;
}) {
  const present = SEVERITIES.flatMap((severity) => {
    const groups = groupFindings(props.findings.filter((finding) => finding.severity === severity));
    return groups.length === 0 ? [] : [{ severity, groups }];
  });
  return (
    <>
      {present.map(({ severity, groups }, index) => (
        <details class="findings-group" data-severity={severity} open={index === 0 && props.folded !== true}>
          <summary>
            <SeverityTag severity={severity} />{' '}
            <span class="times">{groups.reduce((sum, group) => sum + group.members.length, 0)}</span>
          </summary>
          <ul class="findings">
            {groups.slice(0, SHOWN_GROUPS).map((group) => (
              <GroupedFinding group={group} {...props} />
            ))}
          </ul>
          <MoreOf count={groups.length - SHOWN_GROUPS} one="more" many="more" all={props.all} />
        </details>
      ))}
    </>
  );
}

const SEVERITY_SIGNS: Readonly<Record<Severity, string>> = {
  critical: '▲',
  major: '▲',
  minor: '△',
  info: 'i',
};

/** A severity in sign and word. */
export function SeverityTag({ severity }: { severity: Severity }) {
  return (
    <span class="severity" data-severity={severity}>
      <span aria-hidden="true">{SEVERITY_SIGNS[severity]}</span> {SEVERITY_WORDS[severity]}
    </span>
  );
}

/** Counts in words: `2 critical · 4 minor`; `none` when there are none. */
export function severityCounts(findings: readonly Finding[]): string {
  const parts = SEVERITIES.map((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return n === 0 ? '' : `${n} ${severity}`;
  }).filter((part) => part !== '');
  return parts.length === 0 ? 'none' : parts.join(' · ');
}

function groupFindings(findings: readonly Finding[]): Grouped[] {
  const groups = new Map<string, Grouped>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: finding, members: [finding] });
    else group.members.push(finding);
  }
  return [...groups.values()];
}

type Shown = {
  content: AnalysisContent;
  hrefOf: (place: Place) => string;
  all: string | null;
};

function MoreOf({ count, one, many, all }: { count: number; one: string; many: string; all: string | null }) {
  if (count <= 0) return null;
  return (
    <p class="where">
      and {counted(count, one, many)}, {all === null ? 'in the JSON export' : <a href={all}>in the report</a>}
    </p>
  );
}

function GroupedFinding(props: Shown & { group: Grouped }) {
  const { first, members } = props.group;
  return (
    <li>
      <p>
        {first.message} <code class="finding-code">{first.code}</code>
        {members.length > 1 && <span class="times"> {counted(members.length, 'place')}</span>}
      </p>
      <ul class="plain">
        {members.slice(0, SHOWN_PLACES).map((finding) => (
          <WhereFound finding={finding} {...props} />
        ))}
      </ul>
      <MoreOf count={members.length - SHOWN_PLACES} one="more place" many="more places" all={props.all} />
    </li>
  );
}

const LONG_EXCERPT = 120;

function WhereFound(props: Shown & { finding: Finding }) {
  const { place, line, excerpt } = props.finding;
  if (place === null && line === null && excerpt === null) return null;
  return (
    <li class="where">
      {place !== null && <a href={props.hrefOf(place)}>{unitLabel(place.unit, props.content)}</a>}
      {line !== null && (
        <span>
          {place === null ? '' : ', '}line {line} of the file
        </span>
      )}
      {excerpt !== null && <Excerpt text={excerpt} isOnPage={place !== null} />}
    </li>
  );
}

/** Words that stand on the page are cut short, since the link leads to them; words without a place are given whole. */
function Excerpt({ text, isOnPage }: { text: string; isOnPage: boolean }) {
  const short = shorten(text, LONG_EXCERPT);
  if (short === text || isOnPage) return <q class="excerpt">{short}</q>;
  return (
    <details>
      <summary>{short}</summary>
      <blockquote class="excerpt">{text}</blockquote>
    </details>
  );
}
