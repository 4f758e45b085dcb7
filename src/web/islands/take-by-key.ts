/** In the review queue `a` takes on the review of the row that has the focus. Stepping through rows is in `reading.ts`. */

/** Does nothing on other pages. */
export function takeByKey(page: Document): void {
  const queue = page.querySelector('.queue');
  if (queue === null) return;
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'a' || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = event.target;
    if (!(focused instanceof Element) || focused.closest('input, textarea, select') !== null) return;
    const take = focused.closest('tr')?.querySelector<HTMLFormElement>('form.button-form');
    take?.requestSubmit();
  });
}
