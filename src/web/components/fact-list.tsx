/** Names and values in columns. */
import type { ComponentChildren } from 'preact';

/** One fact: its name and what is known of it. */
export type Fact = readonly [name: string, value: ComponentChildren];

/** `children` are entries of a shape of their own, after the others. */
export function FactList(props: { facts: readonly Fact[]; kind: string; children?: ComponentChildren }) {
  return (
    <dl class={`facts ${props.kind}`}>
      {props.facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {props.children}
    </dl>
  );
}
