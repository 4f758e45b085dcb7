/** Shows the copy buttons where the clipboard can be written, and answers them. */

const ANSWER_MS = 2000;

/** A button names the element whose text it copies in `data-copies`. */
export function offerCopying(page: Document): void {
  const { clipboard } = navigator;
  if (clipboard === undefined) return;
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const answer = await clipboard.writeText(textWithAddresses(page, button.dataset.copies ?? '')).then(
        () => 'Copied',
        () => 'Could not copy',
      );
      button.textContent = answer;
      setTimeout(() => {
        button.textContent = label;
      }, ANSWER_MS);
    });
  }
}

/** The element's text with each link written as its whole address, host included. */
function textWithAddresses(page: Document, id: string): string {
  const copy = page.getElementById(id)?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const link of copy.querySelectorAll('a')) link.textContent = link.href;
  return copy.textContent.trim();
}
