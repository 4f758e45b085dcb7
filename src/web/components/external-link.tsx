/** A link that leaves the site. An address that is not a web address is shown as text and never followed. */
import type { ComponentChildren } from 'preact';
import { safeHref } from '../safe-href.ts';

/** The children (or the address itself) as a link; plain text when the address is unsafe. */
export function ExternalLink({ url, children }: { url: string; children?: ComponentChildren }) {
  const href = safeHref(url);
  const words = children ?? url;
  if (href === null) return <span class="dead-link">{words}</span>;
  return (
    <a class={isAddress(words, url) ? 'bare' : undefined} href={href} rel="nofollow noopener noreferrer">
      {words}
    </a>
  );
}

/** True when the words already are the address, so that print need not write it out again. */
function isAddress(words: ComponentChildren, url: string): boolean {
  return typeof words === 'string' && words.trim() === url.trim();
}
