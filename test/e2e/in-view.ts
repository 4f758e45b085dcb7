/** Looks at a page the way a reader's eyes do. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until the element lies within the window, as it does after following a link to it. */
export async function expectInView(place: Locator): Promise<void> {
  await expect
    .poll(() =>
      place.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom >= 0 && top <= innerHeight;
      }),
    )
    .toBe(true);
}

/** Path and anchor of the page, without the host. */
export function placeOf(page: Page): string {
  const { pathname, search, hash } = new URL(page.url());
  return pathname + search + hash;
}

/** Trimmed texts of all matching elements, with runs of white space as one space. */
export async function textsOf(elements: Locator): Promise<string[]> {
  return (await elements.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}
