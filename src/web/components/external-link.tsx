/** A link that leaves the site. An address that is not a web address is shown as text and never followed. */
import type { ComponentChildren } from 'preact';
import { safeHref } from '../safe-href.ts';

/** The children (or the address itself) as a link; plain text when the address is unsafe. */
export function ExternalLink({ url, children }: { url: string; children?: ComponentChildren }) {
  const href = safeHref(url);
  const words = children ?? url;
  if (href === null) return <span class="dead-link">{words}</span>;
  return (
    <a href={href} rel="nofollow noopener noreferrer">
      {words}
    </a>
  );
}
