/** The contents list beside the text; folded on narrow screens. */

/** One entry. `count` is shown behind the title; `grave` marks findings that need attention. */
export type ContentsEntry = {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly grave?: boolean;
};

/** Stays in view while reading on a wide screen. `home`: address of the page that has the parts, empty for this one. */
export function PageContents({ entries, home }: { entries: readonly ContentsEntry[]; home: string }) {
  return (
    <nav class="contents" aria-label="Contents of this page">
      <details>
        <summary>Contents</summary>
        <ul>
          {entries.map((entry) => (
            <li>
              <a href={`${home}#${entry.id}`}>
                <span>{entry.title}</span>
                {entry.count !== undefined && (
                  <span class="count" data-grave={entry.grave === true ? 'yes' : undefined}>
                    {entry.count}
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
