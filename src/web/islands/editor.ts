/**
 * The editor with a script: saves while somebody writes and says when, keeps them from leaving what is not saved, adds
 * rows in place, and shows the section they are in as readers will. Without it the form does all that on being sent.
 */

const PAUSE_MS = 1_500;
const PREVIEW_PAUSE_MS = 500;
const RETRY_MS = 10_000;

/** Does nothing on pages without the editor. */
export function helpWriting(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-draft]');
  if (form === null) return;
  const saver = keepSaved(form);
  form.addEventListener('input', (event) => {
    saver.touch();
    if (event.target instanceof HTMLTextAreaElement) previewSoon(page, form, event.target);
  });
  form.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLTextAreaElement) previewSoon(page, form, target);
  });
  form.addEventListener('submit', saver.leave);
  page.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    saver.saveNow();
  });
  addEventListener('beforeunload', (event) => {
    if (saver.isSaved()) return;
    event.preventDefault();
  });
  form.addEventListener('click', (event) => addRow(event, saver.touch));
}

type Saver = {
  readonly touch: () => void;
  readonly saveNow: () => void;
  readonly leave: () => void;
  readonly isSaved: () => boolean;
};

/** One save at a time, each on top of the revision that the last one made. */
function keepSaved(form: HTMLFormElement): Saver {
  const state = form.querySelector<HTMLElement>('[data-save-state]');
  const revision = form.elements.namedItem('revision') as HTMLInputElement;
  let timer = 0;
  let changes = 0;
  let saved = 0;
  let isSaving = false;
  let isStopped = false;
  const say = (words: string, kind: 'saved' | 'unsaved' | 'refused') => {
    if (state === null) return;
    state.dataset.state = kind;
    state.textContent = words;
  };
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), wait);
  };
  const save = async (act: 'keep' | 'check' = 'keep'): Promise<void> => {
    if (isSaving || isStopped || (saved === changes && act === 'keep')) return;
    isSaving = true;
    const sent = changes;
    if (act === 'check') say('Saving and checking …', 'unsaved');
    const answer = await send(form, act).catch(() => null);
    isSaving = false;
    if (answer === null) {
      say('Not saved: no connection. Trying again.', 'unsaved');
      return later(RETRY_MS);
    }
    if (answer.kind === 'saved') {
      revision.value = String(answer.revision);
      saved = sent;
      if (saved === changes) return say(`Saved ${timeOf(answer.savedAt)}`, 'saved');
      return later(PAUSE_MS);
    }
    // Saving on top of another window's text would be the loss that the revision is there to prevent.
    isStopped = answer.kind === 'overtaken';
    say(answer.words, 'refused');
  };
  return {
    touch: () => {
      changes += 1;
      if (isStopped) return;
      say('Not saved yet', 'unsaved');
      later(PAUSE_MS);
    },
    saveNow: () => {
      if (isStopped) form.requestSubmit();
      else void save('check');
    },
    leave: () => {
      isStopped = true;
      saved = changes;
      clearTimeout(timer);
    },
    isSaved: () => saved === changes,
  };
}

type Answer =
  | { readonly kind: 'saved'; readonly revision: number; readonly savedAt: string }
  | { readonly kind: 'overtaken' | 'refused'; readonly words: string };

async function send(form: HTMLFormElement, act: 'keep' | 'check'): Promise<Answer> {
  const body = new FormData(form);
  body.set('do', act);
  const response = await fetch(form.action, {
    method: 'POST',
    body,
    headers: { Accept: 'application/json' },
    redirect: 'error',
  });
  if (response.status >= 500) throw new Error('the server could not save');
  const told = (await response.json()) as {
    revision?: number;
    savedAt?: string;
    compare?: string;
    detail?: string;
    check?: string;
  };
  if (response.ok && told.revision !== undefined && told.savedAt !== undefined) {
    if (told.check !== undefined) showCheck(told.check);
    return { kind: 'saved', revision: told.revision, savedAt: told.savedAt };
  }
  if (told.compare !== undefined) {
    const words = 'Not saved here: another window saved this draft. “Save and check” shows both texts.';
    return { kind: 'overtaken', words };
  }
  return { kind: 'refused', words: `Not saved: ${told.detail ?? 'the server refused it.'}` };
}

/** The server's own rendering of escaped text, as on the page itself. */
function showCheck(html: string): void {
  const panel = document.getElementById('check');
  if (panel === null) return;
  panel.outerHTML = html;
  for (const hint of document.querySelectorAll<HTMLElement>('#check .hint-keys')) hint.hidden = false;
}

function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The button adds the template's row instead of sending the form. */
function addRow(event: MouseEvent, touch: () => void): void {
  const button = event.target instanceof Element ? event.target.closest('button[data-add]') : null;
  const rows = button?.closest('[data-rows]');
  const template = rows?.querySelector<HTMLTemplateElement>('template[data-template]');
  if (rows == null || template == null) return;
  event.preventDefault();
  const next = Number(template.dataset.next);
  template.dataset.next = String(next + 1);
  const row = template.content.cloneNode(true) as DocumentFragment;
  for (const element of row.querySelectorAll('[name], [id], [for], [aria-describedby]')) {
    for (const name of ['name', 'id', 'for', 'aria-describedby']) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, value.replace('.NEXT.', `.${next}.`));
    }
  }
  template.before(row);
  const added = template.previousElementSibling;
  added?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus();
  touch();
}

let previewTimer = 0;
let previewed = 0;

/** Shows the text of the field as the page will, once nothing was typed for a moment. */
function previewSoon(page: Document, form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const panel = page.querySelector<HTMLElement>('[data-preview-panel]');
  const place = panel?.querySelector<HTMLElement>('[data-preview-text]');
  if (field.dataset.preview === undefined || panel == null || place == null) return;
  clearTimeout(previewTimer);
  previewTimer = window.setTimeout(async () => {
    previewed += 1;
    const mine = previewed;
    const format = form.querySelector<HTMLSelectElement>('[name="textFormat"]')?.value ?? 'markdown';
    const body = new URLSearchParams({ text: field.value, format });
    const response = await fetch(`${form.action}/preview`, { method: 'POST', body }).catch(() => null);
    if (response === null || !response.ok || mine !== previewed) return;
    // The server's own rendering of escaped text, as on the page itself.
    place.innerHTML = await response.text();
    panel.hidden = false;
  }, PREVIEW_PAUSE_MS);
}
