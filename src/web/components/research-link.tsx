/** The way to research a page, for those who may; it leads to the form, filled in. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { queryString } from './pager.tsx';

/** Nothing for readers and contributors. With `words` a link in a list, and `label` says what would be researched. */
export function ResearchLink(props: {
  viewer: Viewer | null;
  jurisdiction: string;
  topic: string;
  words?: string;
  label?: string;
}) {
  const { viewer, jurisdiction, topic, words } = props;
  if (viewer === null || !holdsRole(viewer.role, 'analyst')) return null;
  return (
    <a
      class={words === undefined ? 'button' : 'research-link'}
      href={`/runs/new${queryString({ jurisdiction, topic })}`}
      aria-label={props.label}
    >
      {words ?? 'Research this page'}
    </a>
  );
}

/** The same for one topic in many jurisdictions. */
export function ResearchTopicLink({ viewer, topic }: { viewer: Viewer | null; topic: string }) {
  if (viewer === null || !holdsRole(viewer.role, 'analyst')) return null;
  return (
    <a class="button" href={`/batches/new${queryString({ topic })}`}>
      Research this topic
    </a>
  );
}
