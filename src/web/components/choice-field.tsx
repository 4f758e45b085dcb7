/** Fields of the filter forms. */

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
