/** The filters of a report. Each choice says how many entries it would leave; the form works without JavaScript. */
import { SEVERITIES } from '#domain/finding.ts';
import { QUOTATION_VERDICTS, SUPPORT_VERDICTS } from '#domain/verification.ts';
import { grouped } from '../amounts.ts';
import { CITING_KINDS } from '../citing-kind.ts';
import { FINDING_KINDS } from '../finding-kind.ts';
import type { FilterName } from '../list-report.ts';
import { REPORT_PARTS } from '../report-parts.ts';
import { type ReportQuery, reportHref } from '../report-query.ts';
import {
  CITING_KIND_WORDS,
  FINDING_KIND_WORDS,
  QUOTATION_WORDS,
  REPORT_PART_WORDS,
  SENTENCE_WORDS,
  SEVERITY_WORDS,
} from '../wording.ts';
import { ChoiceField, FilterActions } from './choice-field.tsx';

type Counts = Readonly<Record<FilterName, ReadonlyMap<string, number>>>;
type Choice = { readonly value: string; readonly label: string };

const CHOICES: Readonly<Record<FilterName, readonly Choice[]>> = {
  severity: SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] })),
  kind: FINDING_KINDS.map((value) => ({ value, label: FINDING_KIND_WORDS[value] })),
  verdict: [
    ...SUPPORT_VERDICTS.map((value) => ({ value, label: SENTENCE_WORDS[value].words })),
    ...QUOTATION_VERDICTS.map((value) => ({ value, label: `quotation ${QUOTATION_WORDS[value].words}` })),
  ],
  part: REPORT_PARTS.map((value) => ({ value, label: REPORT_PART_WORDS[value] })),
  cites: CITING_KINDS.map((value) => ({ value, label: CITING_KIND_WORDS[value] })),
};

const LABELS: Readonly<Record<FilterName, string>> = {
  severity: 'Severity',
  kind: 'About',
  verdict: 'Verdict',
  part: 'Part of the page',
  cites: 'Cites',
};

/** Only what the list has can be chosen, and what is chosen already. */
export function ReportFilters(props: { query: ReportQuery; base: string; counts: Counts }) {
  const { query, base, counts } = props;
  const names: readonly FilterName[] =
    query.view === 'findings' ? ['severity', 'kind', 'verdict', 'part'] : ['verdict', 'cites', 'part'];
  return (
    <search>
      <form class="form filters" method="get" action={`${base}/report`}>
        {query.view === 'sentences' && <input type="hidden" name="view" value="sentences" />}
        {names.map((name) => (
          <ChoiceField
            id={`f-${name}`}
            name={name}
            label={LABELS[name]}
            any="All"
            value={query[name]}
            options={optionsOf(name, query, counts)}
          />
        ))}
        <div class="field">
          <label class="choice" for="f-passage">
            <input
              type="checkbox"
              id="f-passage"
              name="passage"
              value="yes"
              checked={query.passage === 'yes'}
            />
            Only with a passage
          </label>
        </div>
        <FilterActions path={reportHref(base, { view: query.view })} />
      </form>
    </search>
  );
}

function optionsOf(name: FilterName, query: ReportQuery, counts: Counts): Choice[] {
  return CHOICES[name].flatMap(({ value, label }) => {
    const count = counts[name].get(value) ?? 0;
    if (count === 0 && query[name] !== value) return [];
    return [{ value, label: `${label} (${grouped(count)})` }];
  });
}
