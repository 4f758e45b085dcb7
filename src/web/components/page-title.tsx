/** The head of every page but the analysis page: breadcrumb, title and one sentence. */
import type { ComponentChildren } from 'preact';

/** `trail` are the pages above this one. */
export function PageTitle(props: {
  trail?: readonly (readonly [path: string, name: string])[];
  title: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <header class="page-title">
      {props.trail !== undefined && (
        <nav aria-label="Breadcrumb" class="breadcrumb">
          <ol>
            {props.trail.map(([path, name]) => (
              <li>
                <a href={path}>{name}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h1>{props.title}</h1>
      {props.children}
    </header>
  );
}
