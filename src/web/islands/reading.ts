/**
 * Reading aids on the analysis page: a sentence and its note light up together, `j` and `k` go to the next and
 * previous sentence that is not borne out (in its report: to the next and previous entry), an address with a note opens it, and all notes open for printing.
 * One listener per event on the whole page, however many sentences it has.
 */

const LIT = 'lit';

/** Does nothing on pages without an analysis or its report. */
export function linkReading(page: Document): void {
  const root = page.querySelector<HTMLElement>('.analysis, [data-steps]');
  if (root === null) return;
  for (const type of ['pointerover', 'focusin'])
    root.addEventListener(type, (event) => light(root, event.target));
  for (const type of ['pointerleave', 'focusout']) root.addEventListener(type, () => light(root, null));
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'j') step(root, 1);
    if (event.key === 'k') step(root, -1);
  });
  addEventListener('hashchange', () => openTarget(page));
  openTarget(page);
  openForPrinting(root);
  for (const hint of root.querySelectorAll<HTMLElement>('.hint-keys')) hint.hidden = false;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** Number of the note that the element belongs to, as a sentence, quotation, mark or note; null when none. */
function noteNumber(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const near = target.closest('[data-note], .mark, .note');
  if (near instanceof HTMLAnchorElement) return near.hash.slice(2);
  return near?.getAttribute('data-note') ?? (near?.id.slice(1) || null);
}

let litNumber: string | null = null;

function light(root: HTMLElement, target: EventTarget | null): void {
  const number = noteNumber(target);
  if (number === litNumber) return;
  litNumber = number;
  for (const lit of root.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
  if (number === null || !/^\d+$/.test(number)) return;
  for (const one of root.querySelectorAll(`[data-note="${number}"], #n${number}`)) one.classList.add(LIT);
}

function step(root: HTMLElement, by: 1 | -1): void {
  const marks = [...root.querySelectorAll<HTMLElement>('.mark:not([data-mark="supported"]), [data-step]')];
  const current = marks.indexOf(document.activeElement as HTMLElement);
  const inView = marks.findIndex((mark) => mark.getBoundingClientRect().top > 0);
  const from = current >= 0 ? current + by : by > 0 ? inView : inView - 1;
  const mark = marks[from];
  if (mark === undefined) return;
  mark.scrollIntoView({ block: 'center' });
  mark.focus({ preventScroll: true });
}

function openTarget(page: Document): void {
  const target = page.getElementById(readAnchor(location.hash.slice(1)));
  for (let one: Element | null | undefined = target; one !== null && one !== undefined; ) {
    if (one instanceof HTMLDetailsElement) one.open = true;
    one = one.parentElement?.closest('details');
  }
}

/** Anyone can link here with an anchor that is not well-formed; it then names nothing. */
function readAnchor(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function openForPrinting(root: HTMLElement): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...root.querySelectorAll<HTMLDetailsElement>('details:is(.note, .compare):not([open])')];
    for (const note of opened) note.open = true;
  });
  addEventListener('afterprint', () => {
    for (const note of opened) note.open = false;
  });
}
