/**
 * A signal held against a page of the same jurisdiction × topic. What is planned or proposed never contradicts a
 * status that holds today: it amends the picture. A later act in force supersedes and does not contradict. What one
 * person says against a page is a contradiction for a person to judge, with its weight told; nothing is decided here.
 */

import type { Signal, SignalRelation, SignalRelationKind } from '#domain/signal.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CheckableContent } from '../checkable-content.ts';
import { isSameOrder } from '../source-jurisdictions.ts';
import { compareStatuses, isNegative, isStage } from './compare-statuses.ts';
import { findPageWords } from './page-words.ts';

/** What a signal is held against. */
export type RelatedPage = { readonly content: CheckableContent; readonly topic: Topic };

type Judged = { readonly relation: SignalRelationKind; readonly reasons: readonly string[] };

/** A group, place or arrangement that is narrower than the question a page answers. */
const NARROW =
  /\b(?:institutional|professional (?:investors?|clients?)|qualified investors?|accredited|wholesale clients?|high[- ]net[- ]worth|foreigners|tourists|non-residents?|free (?:zone|trade zone)|special economic zone|sandbox|certain (?:companies|firms|users)|exporters|importers|cross-border (?:payments|settlements?|trade)|foreign trade)\b/i;
const REPLACES =
  /\b(?:lift(?:s|ed|ing)?|repeal\w*|replac\w+|supersed\w+|revok\w+|rescind\w*|overturn\w*|revers\w+|no longer|abolish\w*|scrap\w*)\b/i;
/** What was not found is no fact about the law. */
const NOT_FOUND =
  /\b(?:know\w* of no|no [^.;,]{0,80}\b(?:is|are|was|were) (?:known|found|located|identified)|no known|not aware of any|unaware of any|found no|finds no|could not find|no evidence)\b/i;
const AMENDS = /\bamend\w*\b/i;

/** True for words that tell of a search without a result. */
export function tellsOfNothingFound(text: string): boolean {
  return NOT_FOUND.test(text);
}

/** True for words about a group, place or arrangement that is narrower than the question a page answers. */
export function isNarrower(text: string): boolean {
  return NARROW.test(text);
}

/** See the module comment. */
export function relateSignal(signal: Signal, page: RelatedPage): SignalRelation {
  // Words that stand together may be parted by the end of a line.
  const exact = signal.quote.exact.replace(/\s+/g, ' ');
  const { relation, reasons } = judge({ ...signal, quote: { ...signal.quote, exact } }, page);
  const isElsewhere = relation === 'not-addressed' && !isSameCell(signal, page);
  return {
    relation,
    page: isElsewhere ? null : findPageWords(signal, page.content, page.topic),
    reasons: [...reasons, ...(relation === 'not-addressed' ? [] : weightOf(signal))],
  };
}

function isSameCell(signal: Signal, { content, topic }: RelatedPage): boolean {
  return signal.topic === topic.key && content.jurisdiction === signal.jurisdiction;
}

function judge(signal: Signal, page: RelatedPage): Judged {
  const { content, topic } = page;
  if (signal.topic !== topic.key) return none('The signal is about another topic.');
  if (content.jurisdiction !== signal.jurisdiction) {
    if (content.jurisdiction !== null && isSameOrder(content.jurisdiction, signal.jurisdiction))
      return {
        relation: 'different-scope',
        reasons: ['It is about a part of the country, or about the whole.'],
      };
    return none('The signal is about another jurisdiction.');
  }
  if (signal.status === null) return none('It speaks of the topic and gives no status.');
  if (content.status === null || content.status === UNKNOWN_STATUS)
    return none('The page gives no status that it could be held against.');
  return judgeStatus(signal, signal.status, content.status, page);
}

function judgeStatus(signal: Signal, said: string, held: string, page: RelatedPage): Judged {
  const { topic } = page;
  const names = `“${labelOf(topic, said)}”`;
  const own = `“${labelOf(topic, held)}”`;
  if (said !== held && isSilent(signal, said, topic))
    return none(
      `It finds no rule (${names}). That is no ground for ${own} and speaks against none: no rule found is not a rule.`,
    );
  if (signal.modality === 'denied') return judgeDenial(signal, said === held, names, own);
  const isAhead = /^(?:planned|proposed|announced)$/.test(signal.modality) && !isStage(topic, said);
  if (isAhead) {
    if (said === held && signal.modality === 'announced')
      return { relation: 'confirms', reasons: [`It announces ${names}, as the page has it.`] };
    const reason = `${names} is ${signal.modality} and not in effect; the status ${own} stands until it is.`;
    return { relation: 'amends', reasons: [reason] };
  }
  return judgePresent(signal, said, held, page);
}

function judgeDenial({ quote }: Signal, isHeld: boolean, names: string, own: string): Judged {
  if (isHeld && NOT_FOUND.test(quote.exact))
    return none(`It has found nothing that makes the status ${names}, which is no denial.`);
  if (isHeld)
    return {
      relation: 'contradicts',
      reasons: [`It says that the status is not ${names}, and the page says it is.`],
    };
  return {
    relation: 'confirms',
    reasons: [`It says that the status is not ${names}; the page says ${own}, which agrees.`],
  };
}

/** What is said to hold today. */
function judgePresent(signal: Signal, said: string, held: string, { content, topic }: RelatedPage): Judged {
  const names = `“${labelOf(topic, said)}”`;
  const own = `“${labelOf(topic, held)}”`;
  const comparison = compareStatuses(topic, said, held);
  if (comparison === 'same') {
    if (signal.instrument !== null && AMENDS.test(signal.quote.exact))
      return {
        relation: 'amends',
        reasons: [`It changes the rules behind ${own} (${signal.instrument}) and leaves the status.`],
      };
    return { relation: 'confirms', reasons: [`It says ${names}, as the page does.`] };
  }
  if (comparison === 'earlier-step')
    return {
      relation: 'not-addressed',
      reasons: [`${names} is an earlier step on the way to ${own}; both can be true.`],
    };
  const narrow = NARROW.exec(signal.quote.exact)?.[0];
  if (narrow !== undefined)
    return {
      relation: 'different-scope',
      reasons: [`It speaks of “${narrow}” only; the page answers for everyone.`],
    };
  const later = laterReason(signal, content.statusSince);
  if (later !== null)
    return { relation: 'supersedes', reasons: [`It says ${names} where the page says ${own}.`, later] };
  if (comparison === 'kin')
    return {
      relation: 'amends',
      reasons: [`It says ${names}, the page ${own}; the two are near and can describe parts of one rule.`],
    };
  return { relation: 'contradicts', reasons: [`It says ${names} where the page says ${own}.`] };
}

/** The law is silent, or somebody has found nothing in it: both leave room for what holds on another ground. */
function isSilent({ quote }: Signal, said: string, topic: Topic): boolean {
  const isSilence = topic.statuses.some(
    ({ value, signals }) => value === said && signals?.isSilence === true,
  );
  return isSilence || ((isNegative(topic, said) || isOffScale(topic, said)) && NOT_FOUND.test(quote.exact));
}

function isOffScale(topic: Topic, said: string): boolean {
  return topic.statuses.some(({ value, order }) => value === said && order === null);
}

/** Why the signal tells of a later state of the law; null when nothing shows that it does. */
function laterReason(signal: Signal, since: string | null): string | null {
  if (signal.modality !== 'asserted') return null;
  const date = signal.when?.date ?? null;
  const isAct = signal.instrument !== null || PRIMARY_TIERS.includes(signal.tier);
  if (REPLACES.test(signal.quote.exact) && (isAct || date !== null))
    return `By its own words an earlier rule has ended (“${REPLACES.exec(signal.quote.exact)?.[0]}”).`;
  if (!isAct || date === null || date.startsWith('-') || since === null) return null;
  const length = Math.min(date.length, since.length);
  if (date.slice(0, length) <= since.slice(0, length)) return null;
  return `It takes effect or was said in ${date}, after ${since}, since when the page’s status holds.`;
}

/** How much the signal weighs, for whoever judges it. */
function weightOf({ modality, speaker, unconfirmed, tier }: Signal): string[] {
  const reasons: string[] = [];
  if (speaker !== null) reasons.push(`One speaker says so: ${speaker}.`);
  if (unconfirmed)
    reasons.push('It is unconfirmed: the document says that those in charge have not confirmed it.');
  if (modality === 'alleged') reasons.push('It is hearsay.');
  if (modality === 'quoted') reasons.push('It is the opinion of somebody who is not in charge.');
  if (!PRIMARY_TIERS.includes(tier))
    reasons.push(`Its source is of the tier “${tier}” and no law, regulator, court or government.`);
  return reasons;
}

function labelOf(topic: Topic, value: string): string {
  return topic.statuses.find((each) => each.value === value)?.label ?? value;
}

function none(reason: string): Judged {
  return { relation: 'not-addressed', reasons: [reason] };
}
