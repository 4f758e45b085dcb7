/** Chooses two versions to compare; works as a plain form. */
import { formatDay } from '../dates.ts';
import type { VersionItem } from '../views.ts';
import { Day } from './when.tsx';

/** Nothing while there is only one version. `before` and `after` are what the form begins with. */
export function CompareForm(props: {
  number: number;
  versions: readonly VersionItem[];
  before: number | undefined;
  after: number | undefined;
}) {
  const { number, versions, before, after } = props;
  if (versions.length < 2) return null;
  return (
    <form class="form diff-form" method="get" action={`/analyses/${number}/compare`}>
      <Choice name="before" label="Compare version" versions={versions} value={before} />
      <Choice name="after" label="with version" versions={versions} value={after} />
      <button type="submit" class="button">
        Compare
      </button>
    </form>
  );
}

function Choice(props: {
  name: 'before' | 'after';
  label: string;
  versions: readonly VersionItem[];
  value: number | undefined;
}) {
  const id = `diff-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} name={props.name}>
        {props.versions.map(({ number, createdAt, stage, latest }) => (
          <option value={number} selected={number === props.value}>
            {number} · {formatDay(createdAt)} · {stage}
            {latest ? ' (latest)' : ''}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A version's number and day, as the head of its side. */
export function SideTitle({ number, version }: { number: number; version: VersionItem }) {
  return (
    <>
      <a href={`/analyses/${number}/versions/${version.number}`}>Version {version.number}</a>
      <span class="diff-day">
        {' '}
        · <Day at={version.createdAt} /> · {version.stage}
      </span>
    </>
  );
}
