import { expect, it } from 'vitest';
import { safeHref } from './safe-href.ts';

it.each([
  ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
  ['  http://example.org ', 'http://example.org/'],
  ['mailto:desk@example.org', 'mailto:desk@example.org'],
  ['javascript:alert(1)', null],
  [' java\nscript:alert(1)', null],
  ['data:text/html,<script>', null],
  ['vbscript:x', null],
  ['//example.org', null],
  ['/etc/passwd', null],
  ['not an address', null],
])('follows %j only when it leads to the web', (url, expected) => {
  expect(safeHref(url)).toBe(expected);
});
