/** The fields of the editor: a line, a text, a choice, and a list of rows that fold. Names and ids follow draft-form.ts. */
import type { ComponentChildren } from 'preact';
import { fieldId } from '../list-problems.ts';

type Named = { readonly name: string; readonly label: string; readonly help?: string };

/** A line of text. A value of several lines gets a small text field, as an input would join them. */
export function Line(props: Named & { value: string | null; wide?: boolean; placeholder?: string }) {
  const { name, label, value, wide = false } = props;
  if (value?.includes('\n')) return <Area {...props} value={value} rows={3} wide={wide} />;
  return (
    <Labelled name={name} label={label} {...helpOf(props)} wide={wide}>
      <input
        type="text"
        id={fieldId(name)}
        name={name}
        value={value ?? ''}
        placeholder={props.placeholder}
        autocomplete="off"
        aria-describedby={props.help === undefined ? undefined : `${fieldId(name)}-help`}
      />
    </Labelled>
  );
}

/** A text of any length. Browsers drop the first line feed of a text field, so one is put before what there is. */
export function Area(
  props: Named & { value: string | null; rows: number; wide?: boolean; preview?: boolean },
) {
  const { name, label, value, rows, wide = true, preview = false } = props;
  return (
    <Labelled name={name} label={label} {...helpOf(props)} wide={wide}>
      <textarea
        id={fieldId(name)}
        name={name}
        rows={rows}
        spellcheck
        data-preview={preview ? '' : undefined}
        aria-describedby={props.help === undefined ? undefined : `${fieldId(name)}-help`}
      >
        {`\n${value ?? ''}`}
      </textarea>
    </Labelled>
  );
}

/** A drop-down. A value that is not among the options is kept as one more of them. */
export function Choice(
  props: Named & {
    value: string | null;
    none: string | null;
    options: readonly { readonly value: string; readonly label: string }[];
  },
) {
  const { name, label, none, options } = props;
  const value = props.value ?? '';
  const isKnown = value === '' || options.some((option) => option.value === value);
  return (
    <Labelled name={name} label={label} {...helpOf(props)} wide={false}>
      <select id={fieldId(name)} name={name}>
        {none !== null && <option value="">{none}</option>}
        {!isKnown && (
          <option value={value} selected>
            {value} (not on the scale)
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function helpOf({ help }: Named): { help?: string } {
  return help === undefined ? {} : { help };
}

function Labelled(props: Named & { wide: boolean; children: ComponentChildren }) {
  return (
    <div class={props.wide ? 'field field-wide' : 'field'}>
      <label for={fieldId(props.name)}>{props.label}</label>
      {props.help !== undefined && (
        <p class="help" id={`${fieldId(props.name)}-help`}>
          {props.help}
        </p>
      )}
      {props.children}
    </div>
  );
}

/** A list of rows; the button saves and comes back with one more, and a script adds one at once from the template. */
export function Rows<Row>(props: {
  noun: 'law' | 'source' | 'excerpt' | 'link';
  add: string;
  rows: readonly Row[];
  blank: Row;
  more: boolean;
  titleOf: (row: Row) => string;
  children: (row: Row, at: string) => ComponentChildren;
}) {
  const { noun, rows, titleOf, children } = props;
  const card = (row: Row, at: string, was: string, open: boolean) => (
    <details class="draft-row" open={open} data-row>
      <summary>
        <span class="draft-row-title">{was === '' ? 'New' : titleOf(row)}</span>
      </summary>
      <input type="hidden" name={`${noun}.${at}.was`} value={was} />
      <div class="draft-grid">{children(row, `${noun}.${at}`)}</div>
      <label class="choice draft-remove">
        <input type="checkbox" name={`${noun}.${at}.remove`} />
        <span>Remove this {noun} on saving</span>
      </label>
    </details>
  );
  return (
    <div class="draft-rows" data-rows={noun}>
      <input type="hidden" name={`${noun}.rows`} value="sent" />
      {rows.map((row, index) => card(row, String(index), JSON.stringify(row), false))}
      {props.more && card(props.blank, String(rows.length), '', true)}
      <template data-template data-next={String(rows.length + (props.more ? 1 : 0))}>
        {card(props.blank, 'NEXT', '', true)}
      </template>
      <p>
        <button type="submit" class="button" name="do" value={`more:${noun}`} data-add={noun}>
          {props.add}
        </button>
      </p>
    </div>
  );
}
