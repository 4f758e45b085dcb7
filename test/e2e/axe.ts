/** Holds a page against axe: the rules of WCAG 2.2 AA and best practice. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Themes differ in nothing but colours, so the second one is held against the rules on colours only.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What is wrong with the page as it stands, a line each; in the dark only colours are looked at. */
export async function listViolations(page: Page, theme: 'light' | 'dark' = 'light'): Promise<string[]> {
  // A colour that is on its way to that of the other theme is none that a reader sees.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // No page has frames, and the legacy mode spares axe a window of its own for each run.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await (theme === 'light'
    ? axe.withTags(RULES)
    : axe.withRules(COLOUR_RULES)
  ).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target} ${html}`));
}
