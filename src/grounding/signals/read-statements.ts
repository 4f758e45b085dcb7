/**
 * Statements of one sentence after the other, with what is carried over between them: who spoke last, of which country
 * and which subject, and whether a draft is being described. What is carried ends with the paragraph.
 */
import type { Signal } from '#domain/signal.ts';
import type { Mention } from '../gazetteer.ts';
import type { SourceText } from '../source-text.ts';
import type { Span } from '../span.ts';
import type { CueIndex } from './cue-index.ts';
import type { DocumentPlaces } from './document-places.ts';
import { type CueMatch, matchCues } from './match-cues.ts';
import { groupMentions, placeMatch } from './place-signal.ts';
import { readInstrument } from './read-instrument.ts';
import { readSpeaker, type Speaker } from './read-speaker.ts';
import { readStance } from './read-stance.ts';
import { readDates, type When } from './read-when.ts';
import { readTokens, type Token } from './sentence-tokens.ts';
import { statusAmount } from './status-amount.ts';

/** A signal before it is told from its copies. Offsets are UTF-16 into the source's text. */
export type Statement = Pick<
  Signal,
  | 'jurisdiction'
  | 'topic'
  | 'status'
  | 'modality'
  | 'speaker'
  | 'speakerRole'
  | 'instrument'
  | 'predicate'
  | 'when'
  | 'reasons'
> & { readonly span: Span; readonly isNamed: boolean };

/** A sentence that says that something is not confirmed, and of whom, what and which speaker. */
export type Doubt = {
  readonly codes: readonly string[];
  readonly topics: readonly string[];
  readonly text: string;
};

/** What a sentence gave. */
export type SentenceReading = { readonly statements: readonly Statement[]; readonly doubt: Doubt | null };

const DOUBT =
  /\b(?:refused to (?:recogni[sz]e|confirm)|neither confirm\w* nor|not (?:yet )?(?:been )?(?:officially |publicly |independently )?(?:confirmed|verified)|declined to (?:comment|confirm)|could not (?:be )?(?:independently )?(?:verif\w+|confirm\w*)|no official confirmation|yet to (?:confirm|comment)|without official confirmation|did not (?:respond|confirm)|has(?:n't| not) commented)\b/i;
const REFERS_BACK =
  /\b(?:it|its|they|them|such|these|those|this|that|the (?:ban|bill|law|act|measure|rules?|draft|project|currency|coins?|tokens?|assets?|decision|regime|framework|prohibition|pilot))\b/i;
const DRAFT = /\b(?:bill|draft|proposals?|proposed|consultation|white paper)\b/i;
const PASSED = /\b(?:signed|into law|enacted|in force|took effect|takes effect|promulgated|gazetted)\b/i;

/** Reads the sentences of one document; call it with them in order. */
export function createStatementReader(
  { text, publishedOn }: SourceText,
  index: CueIndex,
  { mentions, main }: DocumentPlaces,
): (span: Span) => SentenceReading {
  let nextMention = 0;
  let speaker: Speaker | null = null;
  let codes: readonly string[] = [];
  let topics: ReadonlySet<number> = new Set();
  let inDraft = false;
  let lastEnd = 0;
  return (span) => {
    if (/\n\s*\n/.test(text.slice(lastEnd, span.start))) {
      topics = new Set();
      inDraft = false;
    }
    lastEnd = span.end;
    const own: Mention[] = [];
    while (nextMention < mentions.length && (mentions[nextMention]?.start ?? 0) < span.end) {
      const mention = mentions[nextMention];
      if (mention !== undefined && mention.start >= span.start) own.push(mention);
      nextMention += 1;
    }
    const tokens = readTokens(text, span.start, span.end);
    const words = text.slice(span.start, Math.max(span.start, tokens.at(-1)?.end ?? span.start));
    const said = readSpeaker(text, tokens, speaker);
    const carried: ReadonlySet<number> = REFERS_BACK.test(words) ? topics : new Set();
    const found = matchCues(tokens, index, carried);
    const groups = groupMentions(tokens, own);
    if (found.topics.size > 0) topics = found.topics;
    const subject = groups.filter((group) => !group.isStandIn)[0]?.codes ?? groups[0]?.codes;
    const doubt = DOUBT.test(words)
      ? {
          codes: subject ?? [],
          topics: [...found.topics].flatMap((at) => index.topics[at]?.key ?? []),
          text: words,
        }
      : null;
    const statements = doubt !== null ? [] : stateAll(found.matches);
    speaker = said ?? speaker;
    codes = subject ?? codes;
    if (DRAFT.test(words)) inDraft = !PASSED.test(words);
    return { statements, doubt };

    function stateAll(matches: readonly CueMatch[]): Statement[] {
      const isQuestion = /^["”’)\s]*\?/.test(text.slice(tokens.at(-1)?.end ?? span.end, span.end));
      const dates = readDates(text, tokens, publishedOn);
      const instrument = matches.length === 0 ? null : readInstrument(text, tokens);
      return bestMatches(matches).flatMap((match) => {
        const stance = readStance(tokens, match, isQuestion, inDraft);
        if (stance === null) return [];
        const topic = index.topics[match.cue.topic];
        const place = placeMatch(match, groups);
        const meant =
          place?.codes ??
          (codes.length > 0 && REFERS_BACK.test(words) ? codes : main === null ? codes : [main]);
        if (topic === undefined || meant.length === 0) return [];
        const when = nearestDate(dates, match);
        const rules = topic.statuses.find(({ value }) => value === match.cue.status)?.signals;
        const amount = statusAmount(match.cue.status, rules, {
          ...stance,
          isAhead: stance.isAhead || (when?.isAhead ?? false),
        });
        if (amount === null) return [];
        const modality = said?.isOutsider && amount.modality === 'asserted' ? 'quoted' : amount.modality;
        return meant.map((jurisdiction) => ({
          jurisdiction,
          topic: topic.key,
          status: amount.status,
          modality,
          speaker: said?.name ?? null,
          speakerRole: said?.role ?? null,
          instrument,
          predicate: text.slice(tokens[match.first]?.start, tokens[match.last]?.end),
          when: when === null ? null : { words: when.words, date: when.date },
          reasons: reasonsFor(match, place?.words ?? null, stance.reasons, amount.reason),
          span: {
            start: span.start,
            end: Math.min(
              span.end,
              Math.max(tokens.at(-1)?.end ?? span.end, span.start + 1) + tailOf(text, tokens, span),
            ),
          },
          isNamed: place !== null,
        }));
      });
    }
  };
}

/** Closing punctuation belongs to the sentence, unless the sentence is cut. */
function tailOf(text: string, tokens: readonly Token[], span: Span): number {
  const end = tokens.at(-1)?.end ?? span.end;
  return span.end - end <= 8 ? text.slice(end, span.end).length : 0;
}

/**
 * In each clause the cue with most words speaks for its topic; and words that another topic's cue reads together with
 * more of the sentence are that topic's ("banks are barred from crypto" bars no citizen).
 */
function bestMatches(matches: readonly CueMatch[]): CueMatch[] {
  const best = new Map<string, CueMatch>();
  for (const match of matches) {
    const key = `${match.cue.topic} ${match.clause}`;
    const held = best.get(key);
    if (held === undefined || weigh(match) > weigh(held)) best.set(key, match);
  }
  const chosen = [...best.values()];
  return chosen
    .filter(
      (match) => !chosen.some((other) => other.cue.topic !== match.cue.topic && readsMore(other, match)),
    )
    .sort((a, b) => a.first - b.first || a.cue.topic - b.cue.topic);
}

function readsMore(other: CueMatch, match: CueMatch): boolean {
  return other.tokens.length > match.tokens.length && match.tokens.every((at) => other.tokens.includes(at));
}

function weigh({ cue, tokens }: CueMatch): number {
  return tokens.length + (cue.status === null ? -20 : 0);
}

function nearestDate(dates: readonly When[], { first, last }: CueMatch): When | null {
  const distance = (date: When) =>
    date.first > last ? date.first - last : date.last < first ? first - date.last : 0;
  return [...dates].sort((a, b) => distance(a) - distance(b) || a.first - b.first)[0] ?? null;
}

function reasonsFor(
  match: CueMatch,
  named: string | null,
  stance: readonly string[],
  amount: string | null,
): string[] {
  const where =
    named === null
      ? 'The sentence names no jurisdiction; that of the text is meant.'
      : `It speaks of “${named}”.`;
  return [`Read by the cue “${match.cue.cue}”.`, where, ...stance, ...(amount === null ? [] : [amount])];
}
