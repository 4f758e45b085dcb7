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
      const text = page.getElementById(button.dataset.copies ?? '')?.textContent ?? '';
      const answer = await clipboard.writeText(text.trim()).then(
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
