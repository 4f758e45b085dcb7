/** Signals as lines for people and as JSON. Words of documents are untrusted: nothing in them may steer a terminal. */
import type { Signal } from '#domain/signal.ts';
import { isYearOpen } from '#domain/signal.ts';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import type { ListedSignal, RelatedPage } from '#store/signal-lists.ts';
import { counted } from './describe-findings.ts';

const LONGEST = 240;

/** The signal and its quotation: two lines. */
export function signalLines(signal: Signal): string[] {
  const status = signal.status ?? 'no status';
  return [
    `${signal.jurisdiction} × ${signal.topic}  ${status}  ${[signal.modality, ...describeHow(signal)].join(', ')}`,
    `    “${shown(signal.quote.exact)}” (${placeOf(signal)})`,
  ];
}

/** The same with the pages it was held against, a line for each. */
export function listedSignalLines(signal: ListedSignal): string[] {
  const pages = signal.pages.map((page) => `    ${pageWords(page)}`);
  return [
    ...signalLines(signal),
    ...(pages.length > 0
      ? pages
      : ['    held against no page: there is none of this jurisdiction and topic']),
  ];
}

/** `contradicts #462 version 1 (Banned, unverified): The page's status is another.` */
function pageWords({ relation, analysis, version, status, evidenceState, reasons }: RelatedPage): string {
  const why = reasons[0] === undefined ? '' : `: ${shown(reasons[0])}`;
  return `${relation} #${analysis} version ${version} (${status}, ${evidenceState})${why}`;
}

/** `3 signals: 1 contradicts, 2 not held against a page`; counts pairs of signal and page. */
export function sumSignals(signals: readonly ListedSignal[]): string {
  if (signals.length === 0) return 'no signals';
  const kinds = signals.flatMap(({ pages }) =>
    pages.length === 0 ? ['without a page'] : pages.map(({ relation }) => relation),
  );
  const parts = [...new Set(kinds)].sort().map((kind) => {
    const count = kinds.filter((one) => one === kind).length;
    return `${count} ${kind}`;
  });
  return `${counted(signals.length, 'signal')}: ${parts.join(', ')}`;
}

/** The wire form of a stored signal. */
export function presentListedSignal(signal: ListedSignal): object {
  const { id, sourceId, snapshot, source, pages, sourceTextId: _text, ...said } = signal;
  return { id, source: { id: sourceId, snapshot, ...source }, ...said, pages };
}

function describeHow({ speaker, speakerRole, when, unconfirmed, instrument, tier }: Signal): string[] {
  const who = speaker === null ? 'in its own voice' : `by ${shown(speaker)}`;
  return [
    speakerRole === null ? who : `${who} (${shown(speakerRole)})`,
    ...(when === null ? [] : [`${shown(when.words)}${isYearOpen(when) ? ' (year not known)' : ''}`]),
    ...(instrument === null ? [] : [`names ${shown(instrument)}`]),
    ...(unconfirmed ? ['unconfirmed'] : []),
    `tier ${tier}`,
  ];
}

function placeOf({ position, page }: Signal): string {
  return `characters ${position.start}–${position.end}${page === null ? '' : `, page ${page}`}`;
}

function shown(text: string): string {
  const points = [...withoutUnseen(text).replace(/\s+/g, ' ').trim()];
  return points.length <= LONGEST ? points.join('') : `${points.slice(0, LONGEST - 1).join('')}…`;
}
