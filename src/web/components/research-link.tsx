/** The way to research a page, for those who may; it leads to the form, filled in. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { queryString } from './pager.tsx';

/** Nothing for readers and contributors. `words` where the page itself does not say what would be researched. */
export function ResearchLink(props: {
  viewer: Viewer | null;
  jurisdiction: string;
  topic: string;
  words?: string;
}) {
  const { viewer, jurisdiction, topic } = props;
  if (viewer === null || !holdsRole(viewer.role, 'analyst')) return null;
  return (
    <a class="button" href={`/runs/new${queryString({ jurisdiction, topic })}`}>
      {props.words ?? 'Research this page'}
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
