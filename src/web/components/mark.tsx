/** The marks of the margin: ● ◐ ○ ✕ ⌀, drawn rather than typed, because no font has all five alike. */
import type { EvidenceNote } from '../plan-evidence.ts';
import type { Mark } from '../wording.ts';

const MARKS: readonly Mark[] = ['supported', 'partial', 'not-addressed', 'contradicted', 'cannot'];

const DRAWINGS = {
  supported: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  partial: (
    <>
      <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor" />
    </>
  ),
  'not-addressed': <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5" />,
  contradicted: (
    <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />
  ),
  cannot: (
    <>
      <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" stroke-width="1.3" />
      <path d="M2.5 13.5l11-11" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" />
    </>
  ),
} as const;

/** The drawings, once per page; every glyph refers to them. */
export function MarkSprite() {
  return (
    <svg class="sprite" width="0" height="0" aria-hidden="true">
      {MARKS.map((mark) => (
        <symbol key={mark} id={`mark-${mark}`} viewBox="0 0 16 16">
          {DRAWINGS[mark]}
        </symbol>
      ))}
    </svg>
  );
}

/** One mark, without words; whoever uses it says the words beside it. */
export function Glyph({ mark }: { mark: Mark }) {
  return (
    <svg class="glyph" data-mark={mark} aria-hidden="true">
      <use href={`#mark-${mark}`} />
    </svg>
  );
}

/**
 * The mark behind a sentence or quotation, leading to its note. A plain function: a page has hundreds of marks, and a
 * component for each costs a third of the page's rendering.
 */
export function markLink({ mark, number, words, quotation }: EvidenceNote) {
  const label = `${quotation === null ? '' : 'quotation '}${words}, note ${number}`;
  return (
    <a class="mark" data-mark={mark} href={`#n${number}`} aria-label={label}>
      <svg class="glyph" aria-hidden="true">
        <use href={`#mark-${mark}`} />
      </svg>
      {number}
    </a>
  );
}
