/** The reference list in the editor: rows, each with the words that were cited from its source. */
import type { CitedSource } from '#domain/analysis.ts';
import type { DraftView } from '../draft-view.ts';
import { Line, Rows } from './draft-fields.tsx';

const NO_SOURCE: CitedSource = {
  ...{ ref: '', title: null, publisher: null, url: null, publishedOn: null, snapshot: null, quote: null },
  note: null,
};

/** The reference list as rows; words and snapshot come from citing. */
export function SourcesPart({ view: { content, more } }: { view: DraftView }) {
  return (
    <fieldset class="draft-part" id="part-sources">
      <legend>
        <h2>Sources</h2>
      </legend>
      <p class="lead">
        A mark such as [1] in a text points at the entry with that mark. Citing a stored source fills an entry
        with the words relied on.
      </p>
      <Rows
        noun="source"
        add="Add an entry by hand"
        rows={content.sources}
        blank={NO_SOURCE}
        more={more === 'source'}
        titleOf={sourceTitle}
      >
        {(source, at) => (
          <>
            <Line name={`${at}.ref`} label="Mark" value={source.ref} />
            <Line name={`${at}.title`} label="Title" value={source.title} wide />
            <Line name={`${at}.publisher`} label="Publisher" value={source.publisher} />
            <Line
              name={`${at}.publishedOn`}
              label="Published"
              value={source.publishedOn}
              placeholder="YYYY-MM-DD"
            />
            <Line name={`${at}.url`} label="Address" value={source.url} wide />
            <Line name={`${at}.note`} label="Note" value={source.note} wide />
            <CitedWords source={source} />
          </>
        )}
      </Rows>
      <p>
        <button type="submit" class="button" name="do" value="cite:">
          Save and cite a source
        </button>
      </p>
    </fieldset>
  );
}

function sourceTitle({ ref, title, url, snapshot, quote }: CitedSource): string {
  const cited = quote !== null ? ' · words cited' : snapshot !== null ? ' · stored' : ' · not stored';
  return `[${ref}] ${title ?? url ?? 'without a title'}${cited}`;
}

function CitedWords({ source: { snapshot, quote } }: { source: CitedSource }) {
  if (snapshot === null) return null;
  return (
    <div class="field-wide">
      {quote !== null && <blockquote class="draft-quote">{quote.exact}</blockquote>}
      <p class="minor-note">
        Snapshot <code class="hash">{snapshot.slice(0, 16)}</code>
      </p>
    </div>
  );
}
