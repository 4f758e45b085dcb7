/**
 * Brings the page of a run up to date while it is worked: hears from the server that it moved, fetches the same page and
 * takes over the parts marked `data-live` that differ. What a reader has unfolded or is in stays; what moved is said to
 * screen readers. A page in the background holds no connection open.
 */

const POLL_MS = 10_000;

/** Does nothing on other pages, and on runs that have ended. */
export function followRun(page: Document): void {
  const root = page.querySelector<HTMLElement>('[data-run]');
  const path = root?.dataset.run;
  if (root === null || path === undefined) return;
  const refresh = createRefresh(page, path);
  let source: EventSource | null = null;
  let timer = 0;
  const stop = () => {
    source?.close();
    source = null;
    clearInterval(timer);
  };
  const update = async () => {
    if (await refresh()) return;
    stop();
    page.removeEventListener('visibilitychange', look);
  };
  const start = () => {
    source = new EventSource(`${path}/events`);
    source.addEventListener('progress', () => void update());
    source.addEventListener('ended', () => void update());
    source.addEventListener('error', () => {
      // Refused, and not to be asked again: as many follow runs as may.
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      timer = window.setInterval(() => void update(), POLL_MS);
    });
  };
  const look = () => {
    stop();
    if (!page.hidden) start();
  };
  page.addEventListener('visibilitychange', look);
  look();
}

/** One fetch at a time; false once the run has ended. What comes while one is under way is fetched after it. */
function createRefresh(page: Document, path: string): () => Promise<boolean> {
  const shown = new Map([...page.querySelectorAll('[data-live]')].map((part) => [part.id, part.innerHTML]));
  let isMoving = true;
  let isWanted = false;
  let under: Promise<void> | null = null;
  const fetchParts = async () => {
    while (isWanted) {
      isWanted = false;
      const answer = await fetch(path, { headers: { Accept: 'text/html' } }).catch(() => null);
      if (answer === null || !answer.ok) continue;
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
      takeOver(page, next, shown);
      isMoving = next.querySelector('[data-run]') !== null;
    }
  };
  return async () => {
    isWanted = true;
    under ??= fetchParts().finally(() => {
      under = null;
    });
    await under;
    return isMoving;
  };
}

/** The server's own rendering of escaped text, as on the page itself. */
function takeOver(page: Document, next: Document, shown: Map<string, string>): void {
  const before = stepsOf(page);
  for (const part of page.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = next.getElementById(part.id)?.innerHTML;
    if (fresh === undefined || fresh === shown.get(part.id)) continue;
    shown.set(part.id, fresh);
    const unfolded = new Map([...part.querySelectorAll('details')].map(({ id, open }) => [id, open]));
    const focused = focusWithin(page, part);
    part.innerHTML = fresh;
    for (const fold of part.querySelectorAll('details')) fold.open = unfolded.get(fold.id) ?? fold.open;
    if (focused !== null) part.querySelector<HTMLElement>(focused)?.focus();
  }
  say(page, before);
}

/** How to find again what has the focus, by what a reader would know it by. */
function focusWithin(page: Document, part: HTMLElement): string | null {
  const at = page.activeElement;
  if (at === null || !part.contains(at)) return null;
  if (at instanceof HTMLAnchorElement) return `a[href="${CSS.escape(at.getAttribute('href') ?? '')}"]`;
  const fold = at.closest('details[id]');
  if (at.matches('summary') && fold !== null) return `#${CSS.escape(fold.id)} > summary`;
  const action = at.closest('form')?.getAttribute('action');
  return typeof action === 'string' ? `form[action="${CSS.escape(action)}"] button` : null;
}

function stepsOf(page: Document): string[] {
  return [...page.querySelectorAll('.run-rail > li')].map((step) => {
    const name = step.querySelector('.rail-name')?.textContent?.trim() ?? '';
    return `${name}: ${step.querySelector('.run-state')?.textContent?.trim() ?? ''}`;
  });
}

function say(page: Document, before: readonly string[]): void {
  const moved = stepsOf(page).filter((step, index) => step !== before[index]);
  const place = page.querySelector('[data-run-said]');
  if (moved.length > 0 && place !== null) place.textContent = `${moved.join('. ')}.`;
}
