/**
 * Listens to everything a page must never do: open a dialog, report an error, break its own content policy, miss one
 * of its files or reach for another host.
 */
import type { BrowserContext, Page } from 'playwright-core';

// The browser reports a refused page itself as an error; the tests that ask for one look at its status.
const REFUSED_PAGE = /Failed to load resource: the server responded with a status of (4\d\d)/;

/**
 * Watches every page of the context from its first byte and tells `report` what went wrong. `origin` is the only host
 * that pages may ask.
 */
export async function watchContext(
  context: BrowserContext,
  origin: string,
  report: (complaint: string) => void,
): Promise<void> {
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      reportError(new Error(`content policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
  });
  const watch = (page: Page) => {
    const complain = (words: string) => report(`${page.url()}: ${words}`);
    page.on('dialog', (dialog) => {
      complain(`dialog “${dialog.message()}”`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => complain(`uncaught ${error}`));
    page.on('console', (message) => {
      const isProblem = message.type() === 'error' || message.type() === 'warning';
      if (isProblem && !REFUSED_PAGE.test(message.text())) complain(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.protocol !== 'data:') complain(`asked for ${request.url()}`);
    });
    page.on('response', (response) => {
      const isPage = response.request().isNavigationRequest();
      if (response.status() >= 400 && !isPage) complain(`${response.status()} for ${response.url()}`);
    });
  };
  context.on('page', watch);
}
