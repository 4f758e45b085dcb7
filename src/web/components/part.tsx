/** A part of a page: a section with a heading that the contents list leads to. */
import type { ComponentChildren } from 'preact';

/** `id` is the anchor; the heading is of level 2. */
export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
