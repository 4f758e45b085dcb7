/** The filter form of a list, and its fields. */
import type { ComponentChildren } from 'preact';
import { SOURCE_TIERS } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import type { JurisdictionName } from '../views.ts';
import { TIER_WORDS } from '../wording.ts';

/** A form that asks for the list at `path` again, with the fields given. */
export function FilterForm({ path, children }: { path: string; children: ComponentChildren }) {
  return (
    <search>
      <form class="form filters" method="get" action={path}>
        {children}
        <FilterActions path={path} />
      </form>
    </search>
  );
}

type KnownField = { label: string; any: string; value: string };

/** Chooses a jurisdiction, by its everyday name. */
export function JurisdictionField(props: KnownField & { jurisdictions: readonly JurisdictionName[] }) {
  const options = props.jurisdictions.map((one) => ({ value: one.code, label: one.everydayName }));
  return <ChoiceField {...props} id="f-jurisdiction" name="jurisdiction" options={options} />;
}

/** Chooses a topic, by its title. */
export function TopicField(props: KnownField & { topics: readonly Topic[] }) {
  const options = props.topics.map((topic) => ({ value: topic.key, label: topic.title }));
  return <ChoiceField {...props} id="f-topic" name="topic" options={options} />;
}

/** Chooses who speaks in a source. */
export function TierField(props: KnownField) {
  const options = SOURCE_TIERS.map((tier) => ({ value: tier, label: TIER_WORDS[tier] }));
  return <ChoiceField {...props} id="f-tier" name="tier" options={options} />;
}

/** A labelled drop-down. The first entry, `any`, has the empty value. */
export function ChoiceField(props: {
  id: string;
  name: string;
  label: string;
  any: string;
  value: string;
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.name}>
        <option value="">{props.any}</option>
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A labelled search field. */
export function SearchField(props: { id: string; name: string; label: string; value: string }) {
  return (
    <div class="field field-search">
      <label for={props.id}>{props.label}</label>
      <input type="search" id={props.id} name={props.name} value={props.value} />
    </div>
  );
}

/** The button that applies a filter form, and the way back to the unfiltered list at `path`. */
export function FilterActions({ path }: { path: string }) {
  return (
    <div class="field field-actions">
      <button type="submit" class="button primary">
        Show
      </button>
      <a class="button" href={path}>
        Reset
      </a>
    </div>
  );
}
