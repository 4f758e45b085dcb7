/** Citing with a script: words selected in the text of a source go into the field, with the place they stand at. */

/** Does nothing on pages without a source to cite. */
export function takeSelections(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-citing]');
  const text = page.querySelector<HTMLElement>('[data-citable]');
  const words = form?.querySelector<HTMLTextAreaElement>('[name=words]');
  const start = form?.querySelector<HTMLInputElement>('[name=start]');
  if (form == null || text === null || words == null || start == null) return;
  page.addEventListener('selectionchange', () => {
    const selection = page.getSelection();
    if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer)) return;
    // Three clicks on the last passage end the selection where the next thing on the page begins.
    const isInside = text.contains(range.endContainer);
    const given = isInside ? selection.toString() : textUpToEnd(range, text);
    if (given.trim() === '') return;
    words.value = given.trim();
    start.value = String(placeOf(range) ?? '');
  });
  // Words changed by hand stand somewhere else, or nowhere.
  words.addEventListener('input', () => {
    start.value = '';
  });
}

function textUpToEnd(range: Range, text: HTMLElement): string {
  const inside = range.cloneRange();
  inside.setEnd(text, text.childNodes.length);
  return inside.toString();
}

/** Code points of the source's text before the selection, without the white space that it begins with. */
function placeOf(range: Range): number | null {
  const from = range.startContainer;
  const passage = (from instanceof Element ? from : from.parentElement)?.closest<HTMLElement>('[data-start]');
  if (passage == null) return null;
  const before = range.cloneRange();
  before.selectNodeContents(passage);
  before.setEnd(range.startContainer, range.startOffset);
  const skipped = /^\s*/.exec(range.toString())?.[0] ?? '';
  return Number(passage.dataset.start) + [...before.toString()].length + [...skipped].length;
}
