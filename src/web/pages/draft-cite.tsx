/**
 * Citing a source: choose one that is stored or add one, then select words in its text. The words travel as text, so
 * that pasting them does as well as selecting; the server finds them and makes the selector.
 */
import { SOURCE_TIERS } from '#domain/source.ts';
import { CITED_LIMIT } from '#review/cite-passage.ts';
import { shorten } from '../amounts.ts';
import { ChoiceField } from '../components/choice-field.tsx';
import { DraftTitle } from '../components/draft-title.tsx';
import { FormProblem } from '../components/form-field.tsx';
import { Pager } from '../components/pager.tsx';
import { Day } from '../components/when.tsx';
import { cutPassages } from '../cut-passages.ts';
import type { DraftCiteView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import { fieldId } from '../list-problems.ts';
import type { Frame, SourceView } from '../views.ts';
import { SECTION_TITLES, TIER_WORDS } from '../wording.ts';

type Props = { view: DraftCiteView };

/** The page. */
export function DraftCitePage({ view, frame }: Props & { frame: Frame }) {
  return (
    <Layout frame={frame} title="Cite a source">
      <div class="page">
        <DraftTitle view={view} title="Cite a source" />
        <FormProblem problem={view.problem} />
        {view.done !== '' && <Done view={view} />}
        {view.source === null ? <Choose view={view} /> : <Select view={view} source={view.source} />}
      </div>
    </Layout>
  );
}

function editorHref({ id, section }: DraftCiteView): string {
  return `/drafts/${id}#${fieldId(section === '' ? 'source.0.ref' : `section.${section}`)}`;
}

function Done({ view }: Props) {
  return (
    <p class="draft-done" role="status">
      The words are in the list of sources under the mark <code id="made-mark">[{view.done}]</code>. Write it
      behind the sentence they bear, if it is not there yet.{' '}
      <button type="button" class="button" data-copies="made-mark" hidden>
        Copy the mark
      </button>{' '}
      <a class="button" href={editorHref(view)}>
        Back to the draft
      </a>
    </p>
  );
}

function Choose({ view }: Props) {
  const { id, section } = view;
  return (
    <>
      <section class="part" aria-labelledby="stored-title">
        <h2 id="stored-title">Stored sources</h2>
        <search>
          <form class="form draft-search" method="get" action={`/drafts/${id}/cite`}>
            <input type="hidden" name="for" value={section} />
            <div class="field">
              <label for="f-text">Title, publisher or address</label>
              <input type="search" id="f-text" name="text" value={view.text} />
            </div>
            <button type="submit" class="button primary">
              Search
            </button>
          </form>
        </search>
        {view.text === '' && view.found.length > 0 && (
          <p class="lead">
            Those that this draft cites or was checked against, and the newest about{' '}
            {view.jurisdiction.everydayName}:
          </p>
        )}
        {view.found.length === 0 && <p class="empty">No stored source matches. Add one below.</p>}
        <ul class="plain draft-found">
          {view.found.map((source) => (
            <li>
              <a href={`/drafts/${id}/cite?source=${source.id}&for=${section}`}>
                {source.title ?? source.url ?? `Source ${source.id}`}
              </a>
              <span class="row-sub">
                {[source.publisher, TIER_WORDS[source.tier]].filter((word) => word !== null).join(' · ')} ·{' '}
                <Day at={source.publishedOn} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      {view.isOwner && <AddSource view={view} />}
      <p>
        <a class="button" href={editorHref(view)}>
          Back to the draft
        </a>
      </p>
    </>
  );
}

function AddSource({ view }: Props) {
  return (
    <section class="part" aria-labelledby="add-title">
      <h2 id="add-title">Add a source</h2>
      <p class="lead">
        A web address or a file (text, Markdown, HTML or PDF). It is kept as received, for every page that it
        bears on; what the document says of itself is read out of it.
      </p>
      <form
        class="form draft-add"
        method="post"
        action={`/drafts/${view.id}/sources`}
        encType="multipart/form-data"
      >
        <input type="hidden" name="for" value={view.section} />
        <div class="draft-grid">
          <Text name="url" label="Web address" wide />
          <div class="field field-wide">
            <label for="f-file">or a file</label>
            <input type="file" id="f-file" name="file" />
          </div>
          <Text name="title" label="Title, if the document does not say it well" wide />
          <Text name="publisher" label="Publisher" />
          <Text name="published" label="Published (YYYY-MM-DD)" />
          <ChoiceField
            id="f-tier"
            name="tier"
            label="Kind"
            any="not known"
            value=""
            options={SOURCE_TIERS.map((tier) => ({ value: tier, label: TIER_WORDS[tier] }))}
          />
        </div>
        <p class="form-actions">
          <button type="submit" class="button primary">
            Add the source
          </button>
        </p>
      </form>
    </section>
  );
}

function Text({ name, label, wide = false }: { name: string; label: string; wide?: boolean }) {
  return (
    <div class={wide ? 'field field-wide' : 'field'}>
      <label for={`f-${name}`}>{label}</label>
      <input type="text" id={`f-${name}`} name={name} autocomplete="off" />
    </div>
  );
}

function Select({ view, source }: Props & { source: SourceView }) {
  const { id, section } = view;
  const title = source.facts.title ?? source.facts.url ?? `Source ${source.id}`;
  return (
    <section class="part draft-cite" aria-labelledby="select-title">
      <h2 id="select-title">{title}</h2>
      <p>
        <a href={`/drafts/${id}/cite?for=${section}`}>Choose another source</a> ·{' '}
        <a href={`/sources/${source.id}`}>About this source</a>
      </p>
      {view.isOwner && <CiteForm view={view} source={source} />}
      <div class="source-text" lang={source.facts.language ?? undefined} data-citable>
        {cutPassages(source.extracted.text, source.passages, []).map(({ start, pieces }) => (
          <p class="passage" data-start={String(start)}>
            {pieces.map(({ text }) => text)}
          </p>
        ))}
      </div>
      <Pager
        path={`/drafts/${id}/cite`}
        query={{ source: String(source.id), for: section }}
        page={source.page}
        pageSize={1}
        total={source.pages}
        of="text"
      />
    </section>
  );
}

function CiteForm({ view, source }: Props & { source: SourceView }) {
  return (
    <form class="form draft-cite-form" method="post" action={`/drafts/${view.id}/cite`} data-citing>
      <input type="hidden" name="revision" value={String(view.revision)} />
      <input type="hidden" name="source" value={String(source.id)} />
      <input type="hidden" name="page" value={String(source.page)} />
      <input type="hidden" name="for" value={view.section} />
      <input type="hidden" name="start" value="" />
      <div class="field">
        <label for="f-words">Words relied on</label>
        <p class="help" id="f-words-help">
          Select them in the text below, or paste them here.
        </p>
        <textarea
          id="f-words"
          name="words"
          rows={2}
          required
          maxLength={CITED_LIMIT}
          aria-describedby="f-words-help"
        >
          {view.words}
        </textarea>
      </div>
      <div class="draft-grid">
        <div class="field">
          <label for="f-ref">Entry of the list of sources</label>
          <select id="f-ref" name="ref">
            <option value="">The one that fits, or a new one [{view.nextRef}]</option>
            {danglingRefs(view).map((ref) => (
              <option value={ref}>[{ref}] — in the text, but not in the list</option>
            ))}
            {view.content.sources.map(({ ref, title, url }) => (
              <option value={ref}>
                [{ref}] {shorten(title ?? url ?? 'without a title', 60)}
              </option>
            ))}
          </select>
        </div>
        {view.sentences.length > 0 && (
          <div class="field">
            <label for="f-behind">
              Write the mark behind this sentence of “{sectionTitle(view.section)}”
            </label>
            <select id="f-behind" name="behind">
              <option value="">no sentence: I write it myself</option>
              {view.sentences.map(({ end, text }) => (
                <option value={String(end)}>{shorten(text, 80)}</option>
              ))}
            </select>
          </div>
        )}
      </div>
      <p class="form-actions">
        <button type="submit" class="button primary">
          Cite these words
        </button>
      </p>
    </form>
  );
}

function sectionTitle(section: string): string {
  return (SECTION_TITLES as Readonly<Record<string, string>>)[section] ?? section;
}

/** Marks in the sections that lead to no entry. */
function danglingRefs({ content }: DraftCiteView): string[] {
  const known = new Set(content.sources.map(({ ref }) => ref));
  const marks = content.sections.flatMap(({ text }) =>
    [...text.matchAll(/\[(\d{1,4})\]/g)].map(([, ref]) => ref),
  );
  return [...new Set(marks)].filter((ref): ref is string => ref !== undefined && !known.has(ref));
}
