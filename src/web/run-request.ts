/** What the form for a run or batch says, as it was written and as a request; a refusal names the field and the line. */
import { AppError } from '#domain/errors.ts';
import { ANALYST_KINDS, MOST_ADDRESSES, type RunRequest } from '#domain/run.ts';
import type { Fields } from './read-fields.ts';
import type { RunForm } from './run-views.ts';

const MICROS = 1_000_000;
const MOST = 2 ** 31 - 1;
const LONGEST_ADDRESS = 2_000;

/** The form of somebody who has chosen nothing but these. */
export function emptyRunForm(over: Partial<RunForm> = {}): RunForm {
  return {
    ...{ jurisdiction: '', jurisdictions: [], topic: '', analyst: 'extractive', web: false },
    ...{ urls: '', sitemaps: '', tokens: '', dollars: '', seconds: '', repairs: '2', concurrency: '4' },
    ...over,
  };
}

/** The form as it was sent. */
export function readRunForm(fields: Fields): RunForm {
  const { text } = fields;
  return {
    jurisdiction: text('jurisdiction'),
    jurisdictions: fields.all('jurisdiction'),
    topic: text('topic'),
    analyst: text('analyst'),
    web: text('web') !== '',
    urls: text('urls'),
    sitemaps: text('sitemaps'),
    tokens: text('tokens').trim(),
    dollars: text('dollars').trim(),
    seconds: text('seconds').trim(),
    repairs: text('repairs'),
    concurrency: text('concurrency').trim(),
  };
}

/** What this installation has set up beside what it stores. */
export type Equipment = { readonly canModel: boolean; readonly canSearch: boolean };

/** The request that the form makes. Throws `invalid-input` naming the field. */
export function requestOf(form: RunForm, equipment: Equipment): RunRequest {
  const analyst = ANALYST_KINDS.find((kind) => kind === form.analyst);
  if (analyst === undefined) throw refuse('analyst', `“${form.analyst}” drafts nothing here.`, 'Choose one.');
  if (analyst === 'model' && !equipment.canModel) {
    throw refuse('analyst', 'No language model is set up here.', 'Choose the extractive rules.');
  }
  if (form.web && !equipment.canSearch) {
    throw refuse('web', 'No web search is set up here.', 'Give addresses of documents instead.');
  }
  return {
    analyst,
    web: form.web,
    urls: readAddresses('urls', form.urls),
    sitemaps: readAddresses('sitemaps', form.sitemaps),
    budget: {
      tokens: readWhole('tokens', form.tokens),
      costMicros: readDollars(form.dollars),
      seconds: readWhole('seconds', form.seconds),
    },
    repairs: readRepairs(form.repairs),
  };
}

/** How many runs at the same time; the use-case knows the bounds. */
export function readConcurrency(form: RunForm): number {
  return /^[0-9]{1,4}$/.test(form.concurrency) ? Number(form.concurrency) : 0;
}

function readAddresses(field: 'urls' | 'sitemaps', text: string): string[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const found: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const url = URL.parse(line);
    if (url === null || !/^https?:$/.test(url.protocol) || line.length > LONGEST_ADDRESS) {
      throw refuse(
        field,
        `“${line.slice(0, 80)}” in line ${index + 1} is no web address.`,
        'Write one whole address on each line: https://…',
      );
    }
    found.push(url.href);
  }
  const different = [...new Set(found)];
  if (different.length > MOST_ADDRESSES) {
    throw refuse(field, `These are ${different.length} addresses.`, `Give at most ${MOST_ADDRESSES}.`);
  }
  return different;
}

function readWhole(field: 'tokens' | 'seconds', text: string): number | null {
  if (text === '') return null;
  const plain = text.replaceAll(/[, ]/g, '');
  if (/^[0-9]{1,10}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= MOST) return Number(plain);
  throw refuse(
    field,
    `“${text}” is no number of ${field}.`,
    'Write a whole number, or nothing for no limit.',
  );
}

function readDollars(text: string): number | null {
  if (text === '') return null;
  const plain = text.replace(/^\$ ?/, '').replaceAll(',', '');
  const micros = /^[0-9]{1,4}(?:\.[0-9]{1,6})?$/.test(plain) ? Math.round(Number(plain) * MICROS) : 0;
  if (micros >= 1 && micros <= MOST) return micros;
  throw refuse(
    'dollars',
    `“${text}” is no sum of money that can be a limit.`,
    'Write dollars such as 2.50, up to 2,000, or nothing for no limit.',
  );
}

function readRepairs(text: string): number {
  if (/^[0-5]$/.test(text)) return Number(text);
  throw refuse('repairs', `“${text}” is no number of rounds.`, 'Choose from 0 to 5.');
}

function refuse(field: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { place: { field }, remedy });
}
