/** The head of every page of a draft: which page it will be, whose it is, and whether a newer version has come. */
import type { ComponentChildren } from 'preact';
import type { DraftHead } from '../draft-view.ts';
import { PageTitle } from './page-title.tsx';

/** Title of the page that compares; the way to it is not shown on itself. */
export const COMPARING = 'Bring two texts together';

/** `title` says what is done on this page; `children` stand below it. */
export function DraftTitle(props: { view: DraftHead; title: string; children?: ComponentChildren }) {
  const { view } = props;
  const name = `${view.jurisdiction.everydayName} · ${view.topic.title}`;
  const page =
    view.analysis === null ? [] : [[`/analyses/${view.analysis}`, `#${view.analysis} ${name}`] as const];
  return (
    <PageTitle trail={[['/drafts', 'Drafts'], ...page, ...trailOf(props)]} title={props.title}>
      <p class="lead">
        {view.analysis === null
          ? `A new page: ${name}.`
          : `${name}, begun from version ${view.base?.number}.`}
        {!view.isOwner && ` Written by ${view.ownerName}; you can read it.`}
      </p>
      {props.title !== COMPARING && view.base !== null && view.base.newest !== view.base.number && (
        <p class="problem">
          Version {view.base.newest} was saved after this draft was begun.{' '}
          <a href={`/drafts/${view.id}/merge`}>Compare and bring them together</a>
        </p>
      )}
      {props.children}
    </PageTitle>
  );
}

function trailOf({ view, title }: { view: DraftHead; title: string }): (readonly [string, string])[] {
  return title === 'Draft' ? [] : [[`/drafts/${view.id}`, 'Draft']];
}
