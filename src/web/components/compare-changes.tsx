/** What changed beside the text: status, laws, sources, verdicts, confidence and the rest, as lists in words. */
import type { ComponentChildren } from 'preact';
import { changedStatusFacts, type FieldChange, type StatusFacts } from '#compare/version-diff.ts';
import { counted, shorten } from '../amounts.ts';
import type { CompareView } from '../compare-view.ts';
import { CHANGE_WORDS, FIELD_WORDS, plainKey } from '../compare-words.ts';
import { EVIDENCE_WORDS, QUOTATION_WORDS, SENTENCE_WORDS } from '../wording.ts';
import { Glyph } from './mark.tsx';
import { statusLabel } from './status-badge.tsx';

/** Entries of one list; what is further is in the JSON. */
const MOST_ENTRIES = 60;
const MOST_SHOWN = 300;

/** Only lists that have something in them. */
export function CompareChanges({ view }: { view: CompareView }) {
  const { diff } = view;
  return (
    <>
      <StatusChanges view={view} />
      <Changes title="Laws" entries={diff.laws}>
        {(change) => (
          <Entry words={CHANGE_WORDS[change.kind]} name={(change.after ?? change.before)?.name ?? ''}>
            {change.fields.length === 0 && <Facts of={change.after ?? change.before} keys={LAW_FACTS} />}
            <Fields fields={change.fields} />
          </Entry>
        )}
      </Changes>
      <Changes title="Sources" entries={diff.sources}>
        {(change) => {
          const source = change.after ?? change.before;
          const name = source?.title ?? source?.url ?? 'untitled';
          return (
            <Entry words={CHANGE_WORDS[change.kind]} name={`[${source?.ref}] ${name}`}>
              {change.fields.length === 0 && <Facts of={source} keys={SOURCE_FACTS} />}
              <Fields fields={change.fields} />
            </Entry>
          );
        }}
      </Changes>
      <EvidenceChanges view={view} />
      <Changes title="Other details" entries={diff.details}>
        {(change) => <FieldLine change={change} name={change.field} />}
      </Changes>
    </>
  );
}

function Changes<Item>(props: {
  title: string;
  entries: readonly Item[];
  children: (entry: Item) => ComponentChildren;
}) {
  const { title, entries, children } = props;
  if (entries.length === 0) return null;
  const left = entries.length - MOST_ENTRIES;
  return (
    <>
      <h3>{title}</h3>
      <ul class="diff-list">
        {entries.slice(0, MOST_ENTRIES).map((entry) => (
          <li>{children(entry)}</li>
        ))}
      </ul>
      {left > 0 && <p class="help">and {counted(left, 'more entry', 'more entries')}, in the JSON</p>}
    </>
  );
}

function Entry({ words, name, children }: { words: string; name: string; children: ComponentChildren }) {
  return (
    <>
      <strong>{words}:</strong> {shorten(name, MOST_SHOWN)}
      {children}
    </>
  );
}

const LAW_FACTS = ['number', 'issuer', 'enactedOn', 'inForceOn', 'repealedOn'] as const;
const SOURCE_FACTS = ['publisher', 'publishedOn', 'url'] as const;

/** What is stated of an entry that only one side has. */
function Facts<Key extends string>(props: {
  of: Readonly<Record<Key, string | null>> | null;
  keys: readonly Key[];
}) {
  const facts = props.keys.flatMap((key) => {
    const value = props.of?.[key] ?? null;
    return value === null ? [] : [`${FIELD_WORDS[key]} ${shorten(value, MOST_SHOWN)}`];
  });
  return facts.length === 0 ? null : <span class="diff-facts"> ({facts.join(', ')})</span>;
}

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <ul>
      {fields.map((change) => (
        <li>
          <FieldLine change={change} name={FIELD_WORDS[change.field] ?? change.field} />
        </li>
      ))}
    </ul>
  );
}

/** `enacted: not stated → 2022-03-01`, the arrow read out as a word. */
function FieldLine({ change, name }: { change: FieldChange; name: string }) {
  const shown = (value: string | null) =>
    value === null ? <span class="not-known">not stated</span> : shorten(value, MOST_SHOWN);
  return (
    <>
      {name}: {shown(change.before)} <span aria-hidden="true">→</span>
      <span class="vh">became</span> {shown(change.after)}
    </>
  );
}

const STATUS_NAMES: Readonly<Record<keyof StatusFacts, string>> = {
  status: 'Status',
  unknownReason: 'Why it is not known',
  ground: 'Ground',
  statusSince: 'Since',
  evidenceState: 'Evidence',
};

function StatusChanges({ view }: { view: CompareView }) {
  const { status } = view.diff;
  const tell = (facts: StatusFacts, key: keyof StatusFacts): string | null => {
    if (key === 'status') return statusLabel(view.topic, facts.status);
    if (key === 'evidenceState') return EVIDENCE_WORDS[facts.evidenceState].words;
    if (key === 'statusSince') return facts.statusSince;
    const value = facts[key];
    return value === null ? null : plainKey(value);
  };
  const entries = changedStatusFacts(status).map((key) => ({
    field: STATUS_NAMES[key],
    before: tell(status.before, key),
    after: tell(status.after, key),
  }));
  return (
    <Changes title="Status" entries={entries}>
      {(change) => <FieldLine change={change} name={change.field} />}
    </Changes>
  );
}

function EvidenceChanges({ view }: { view: CompareView }) {
  const { evidence } = view.diff;
  const verdicts = [
    ...evidence.quotations.map(({ text, before, after, reasons }) => ({
      text: `“${text}”`,
      ...{ before: QUOTATION_WORDS[before], after: QUOTATION_WORDS[after], reasons },
    })),
    ...evidence.sentences.map(({ sentence, before, after, reasons }) => ({
      text: sentence.text,
      ...{ before: SENTENCE_WORDS[before], after: SENTENCE_WORDS[after], reasons },
    })),
  ];
  return (
    <>
      <Changes title="Verdicts on unchanged words" entries={verdicts}>
        {({ text, before, after, reasons }) => (
          <>
            <q>{shorten(text, MOST_SHOWN)}</q>: <Glyph mark={before.mark} /> {before.words}{' '}
            <span aria-hidden="true">→</span>
            <span class="vh">became</span> <Glyph mark={after.mark} /> {after.words}
            {reasons[0] !== undefined && (
              <span class="help diff-reason">{shorten(reasons[0], MOST_SHOWN)}</span>
            )}
          </>
        )}
      </Changes>
      <Changes title="Confidence" entries={evidence.confidence?.reasons ?? []}>
        {({ before, after }) => (
          <>
            {before !== null && <span class="diff-reason">Before: {before}</span>}
            {after !== null && <span class="diff-reason">After: {after}</span>}
          </>
        )}
      </Changes>
      {evidence.rules !== null && (
        <p class="help">
          The two were checked by different rules ({evidence.rules.before} and {evidence.rules.after}): a
          verdict may be another for that reason alone.
        </p>
      )}
    </>
  );
}
