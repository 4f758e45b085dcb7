/** The fields that a run and a batch are asked for with; they work without a script and come back as they were sent. */
import { MOST_ADDRESSES } from '#domain/run.ts';
import type { RunNewView } from '../run-views.ts';
import { ANALYST_WORDS } from '../run-words.ts';

type Props = { view: RunNewView };

/** Who drafts. A model is offered only where one is set up. */
export function AnalystFields({ view: { form, model, searches } }: Props) {
  return (
    <fieldset>
      <legend>Who drafts</legend>
      <Radio name="analyst" value="extractive" chosen={form.analyst !== 'model'}>
        {ANALYST_WORDS.extractive}: quotes stored passages, the same each time, costs nothing
      </Radio>
      {model === null ? (
        <p class="help">
          No language model is set up here; an operator sets <code>REGATLAS_MODEL</code>.
        </p>
      ) : (
        <Radio name="analyst" value="model" chosen={form.analyst === 'model'}>
          {ANALYST_WORDS.model} <code>{model}</code>: writes from the same passages, and each sentence is held
          to them
        </Radio>
      )}
      {searches.length === 0 ? (
        <p class="help">
          No web search is set up here: what is stored, and what you give below, is searched.
        </p>
      ) : (
        <label class="choice">
          <input type="checkbox" name="web" value="yes" checked={form.web} />
          <span>Search the web as well ({searches.join(', ')})</span>
        </label>
      )}
    </fieldset>
  );
}

function Radio(props: { name: string; value: string; chosen: boolean; children: preact.ComponentChildren }) {
  return (
    <label class="choice">
      <input type="radio" name={props.name} value={props.value} checked={props.chosen} />
      <span>{props.children}</span>
    </label>
  );
}

/** Documents to take in first. Open when something stands in it. */
export function AddressFields({ view: { form } }: Props) {
  return (
    <details class="form-more" open={form.urls !== '' || form.sitemaps !== ''}>
      <summary>Give it documents to read</summary>
      <Lines
        name="urls"
        label="Addresses of documents"
        help={`One on each line, at most ${MOST_ADDRESSES}. Each is fetched, kept and read as a source.`}
        value={form.urls}
      />
      <Lines
        name="sitemaps"
        label="Addresses of sitemaps"
        help="One on each line. Pages they list are looked through for the topic."
        value={form.sitemaps}
      />
    </details>
  );
}

function Lines(props: { name: string; label: string; help: string; value: string }) {
  const id = `f-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <p class="help" id={`${id}-help`}>
        {props.help}
      </p>
      <textarea id={id} name={props.name} rows={3} spellcheck={false} aria-describedby={`${id}-help`}>
        {props.value}
      </textarea>
    </div>
  );
}

/** What may be spent, and how often a sentence goes back. `of` names what the bounds are for. */
export function BudgetFields({ view: { form }, of }: Props & { of: string }) {
  const isOpen = form.tokens + form.dollars + form.seconds !== '' || form.repairs !== '2';
  return (
    <details class="form-more" open={isOpen}>
      <summary>Limits</summary>
      <p class="help">Nothing is asked that these do not cover. Empty: no limit for {of}.</p>
      <div class="field-row">
        <Amount name="tokens" label="Tokens" value={form.tokens} />
        <Amount name="dollars" label="US dollars" value={form.dollars} />
        <Amount name="seconds" label="Seconds" value={form.seconds} />
      </div>
      <div class="field field-short">
        <label for="f-repairs">A sentence that is not borne out goes back</label>
        <select id="f-repairs" name="repairs">
          {[0, 1, 2, 3, 4, 5].map((times) => (
            <option value={String(times)} selected={String(times) === form.repairs}>
              {times === 0 ? 'never: it is cut at once' : times === 1 ? 'once' : `at most ${times} times`}
            </option>
          ))}
        </select>
      </div>
    </details>
  );
}

function Amount({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      <input type="text" id={`f-${name}`} name={name} inputMode="decimal" maxLength={12} value={value} />
    </div>
  );
}
