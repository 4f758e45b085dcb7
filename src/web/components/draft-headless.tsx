/** A page about drafts that is not about one of them. */
import type { ComponentChildren } from 'preact';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';
import { PageTitle } from './page-title.tsx';

/** Title, one sentence, and what follows. */
export function DraftHeadless(props: {
  frame: Frame;
  title: string;
  lead: string;
  trail?: readonly (readonly [path: string, name: string])[];
  children: ComponentChildren;
}) {
  return (
    <Layout frame={props.frame} title={props.title}>
      <div class="page">
        <PageTitle title={props.title} {...(props.trail === undefined ? {} : { trail: props.trail })}>
          <p class="lead">{props.lead}</p>
        </PageTitle>
        {props.children}
      </div>
    </Layout>
  );
}
