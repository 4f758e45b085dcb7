/**
 * The last step of every page: a tree of components becomes the text of a document. Stored texts may hold control
 * characters, which HTML forbids; here, where every word passes, each becomes the sign for "not a character".
 */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

const CONTROLS = /\r\n?|[\p{Cc}--[\t\n]]/gv;
const NOT_A_CHARACTER = '\uFFFD';

/** The whole HTML document of a page whose root is `<html>`. */
export function renderPage(page: VNode): string {
  return `<!doctype html>\n${renderFragment(page)}`;
}

/** The HTML of a part of a page. */
export function renderFragment(part: VNode): string {
  const html = renderToString(part);
  // Browsers read every line end as a line feed, so this one changes nothing but the bytes.
  return html.replace(CONTROLS, (found) => (found.startsWith('\r') ? '\n' : NOT_A_CHARACTER));
}
