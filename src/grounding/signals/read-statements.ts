/**
 * Statements of one sentence after the other, with what is carried over between them: who spoke last, of which country
 * and which subject, and whether a draft is being described. What is carried ends with the paragraph; the country and
 * the speaker are remembered beyond it for words that refer back.
 */
import type { Mention } from '../gazetteer.ts';
import type { SourceText } from '../source-text.ts';
import type { Span } from '../span.ts';
import { chooseMatches } from './choose-matches.ts';
import type { CueIndex } from './cue-index.ts';
import type { DocumentPlaces } from './document-places.ts';
import { matchCues, type SentenceCues } from './match-cues.ts';
import { groupMentions, type MentionGroup } from './place-signal.ts';
import { readInstrument } from './read-instrument.ts';
import { readSpeaker, type Speaker } from './read-speaker.ts';
import { readDates } from './read-when.ts';
import { readTokens, type Token } from './sentence-tokens.ts';
import { type Statement, stateMatch } from './state-match.ts';
import { joinValues } from './status-amount.ts';

/** A sentence that says that something is not confirmed, and of whom and what. */
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
/** A pronoun, a second verb without its subject, or a subject set before a colon: one clause speaks of another's subject. */
const WITHIN_SENTENCE =
  /\b(?:it|one|its|their|them|they|such|these|those|and (?:is|are|was|were|has|have|had|will|would|plans|intends))\b|^[^:,.]{3,40}:/i;
const DRAFT = /\b(?:bill|draft|proposals?|proposed|consultation|white paper)\b/i;
const PASSED = /\b(?:signed|into law|enacted|in force|took effect|takes effect|promulgated|gazetted)\b/i;

/** What a sentence leaves to the next. */
type Memory = {
  speaker: Speaker | null;
  codes: readonly string[];
  topics: ReadonlySet<number>;
  inDraft: boolean;
};

/** Reads the sentences of one document; call it with them in order. */
export function createStatementReader(
  { text, publishedOn }: SourceText,
  index: CueIndex,
  { mentions, main }: DocumentPlaces,
): (span: Span) => SentenceReading {
  const takeMentions = createQueue(mentions);
  const memory: Memory = { speaker: null, codes: [], topics: new Set(), inDraft: false };
  let lastEnd = 0;
  return (span) => {
    if (/\n\s*\n/.test(text.slice(lastEnd, span.start))) {
      memory.topics = new Set();
      memory.inDraft = false;
    }
    lastEnd = span.end;
    const tokens = readTokens(text, span.start, withoutPublisher(text, span));
    const words = text.slice(span.start, Math.max(span.start, tokens.at(-1)?.end ?? span.start));
    const refersBack = REFERS_BACK.test(words);
    const carried: ReadonlySet<number> = refersBack ? memory.topics : new Set();
    const found = matchCues(tokens, index, carried, WITHIN_SENTENCE.test(words));
    const groups = groupMentions(text, tokens, takeMentions(span));
    const said = readSpeaker(text, tokens, memory.speaker);
    const subject = subjectOf(groups);
    const doubt = DOUBT.test(words) ? doubtOf(words, subject, found, index) : null;
    const statements = doubt === null && found.matches.length > 0 ? state() : [];
    memory.speaker = said ?? memory.speaker;
    memory.codes = subject ?? memory.codes;
    if (found.topics.size > 0) memory.topics = found.topics;
    if (DRAFT.test(words)) memory.inDraft = !PASSED.test(words);
    return { statements, doubt };

    function state(): Statement[] {
      const isBack = main === null || (refersBack && memory.codes.length > 0);
      const sentence = {
        ...{ text, tokens, groups, said, inDraft: memory.inDraft },
        span: quotedSpan(span, tokens),
        meant: isBack ? memory.codes : [main],
        dates: readDates(text, tokens, publishedOn),
        instrument: readInstrument(text, tokens),
        isQuestion: /^["”’)\s]*\?/.test(text.slice(tokens.at(-1)?.end ?? span.end, span.end)),
      };
      const stated = chooseMatches(found.matches).flatMap((match) => {
        const topic = index.topics[match.cue.topic];
        return topic === undefined ? [] : stateMatch(match, topic, sentence);
      });
      return joinValues(stated, index.topics);
    }
  };
}

/** Hands out the mentions of one span after the other. */
function createQueue(mentions: readonly Mention[]): (span: Span) => Mention[] {
  let next = 0;
  return ({ start, end }) => {
    const own: Mention[] = [];
    for (; next < mentions.length; next += 1) {
      const mention = mentions[next];
      if (mention === undefined || mention.start >= end) break;
      if (mention.start >= start) own.push(mention);
    }
    return own;
  };
}

/** Whom a sentence leaves as the one spoken of: the first that it names, a body of it only where it names none. */
function subjectOf(groups: readonly MentionGroup[]): readonly string[] | undefined {
  const whole = groups.filter((group) => !group.isPart);
  return whole.find((group) => !group.isStandIn)?.codes ?? whole[0]?.codes;
}

function doubtOf(
  text: string,
  subject: readonly string[] | undefined,
  { topics }: SentenceCues,
  index: CueIndex,
): Doubt {
  return { codes: subject ?? [], topics: [...topics].flatMap((at) => index.topics[at]?.key ?? []), text };
}

const PUBLISHER = /\s[-–—|]\s(?:(?!\s[-–—|]\s)[^.?!"”]|\.(?=\S)){2,80}$/;
const LONGEST_HEADLINE = 300;
const SHORTEST_HEADLINE = 20;

/** A headline may end in the name of the paper (" - The Daily"), whose words tell nothing. */
function withoutPublisher(text: string, { start, end }: Span): number {
  if (end - start > LONGEST_HEADLINE) return end;
  const found = PUBLISHER.exec(text.slice(start, end));
  return found === null || found.index < SHORTEST_HEADLINE ? end : start + found.index;
}

const CLOSING = 8;

/** The sentence with its closing marks; up to its last word that was read where it was cut. */
function quotedSpan({ start, end }: Span, tokens: readonly Token[]): Span {
  const last = tokens.at(-1)?.end ?? end;
  return { start, end: end - last <= CLOSING ? end : last };
}
