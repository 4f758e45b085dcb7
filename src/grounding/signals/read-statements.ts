/**
 * Statements of one sentence after the other, with what is carried over between them: who spoke last, of which country
 * and which subject, and whether a draft is being described. What is carried ends with the paragraph; the speaker is
 * remembered beyond it for words that refer back, and so is the country where the document is not about one.
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
import { readIntroduced, readSpeaker, type Speaker } from './read-speaker.ts';
import { readDates } from './read-when.ts';
import { readTokens, type Token } from './sentence-tokens.ts';
import { type SentenceFacts, type Statement, stateMatch } from './state-match.ts';
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
  /\b(?:refused to (?:recogni[sz]e|confirm)|(?:neither|not) (?:been )?confirm\w* n?or|no(?:body| ?one) has confirmed|not (?:yet )?(?:been )?(?:officially |publicly |independently )?(?:confirmed|verified)|declined to (?:comment|confirm)|could not (?:be )?(?:independently )?(?:verif\w+|confirm\w*)|no official confirmation|yet to (?:confirm|comment)|without official confirmation|did not (?:respond|confirm)|has(?:n't| not) commented)\b/i;
const REFERS_BACK =
  /\b(?:it|its|they|them|such|these|those|this|the (?:ban|bill|law|act|measure|rules?|draft|project|currency|coins?|tokens?|assets?|decision|regime|framework|prohibition|pilot|exchange|platform|firm|company|issuer|provider|service|miners?))\b/i;
/** A pronoun, a second verb without its subject, or a subject set before a colon: one clause speaks of another's subject. */
const WITHIN_SENTENCE =
  /\b(?:it|one|its|their|them|they|such|these|those|whereas|while|and (?:is|are|was|were|has|have|had|will|would|plans|intends))\b|^[^:,.]{3,40}:/i;
const DRAFT = /\b(?:bill|draft|proposals?|proposed|consultation|white paper)\b/i;
const PASSED = /\b(?:signed|into law|enacted|in force|took effect|takes effect|promulgated|gazetted)\b/i;

/** A blank line, or the next entry of a list. */
const NEW_PARAGRAPH = /\n\s*\n|\n\s*[*•–-] ?/;
/** What somebody is advised to do states nothing. */
const ADVICE = /^[^\p{L}]{0,8}(?:recommendations?|recommended actions?|action items?|next steps?)\b/iu;

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
  const isNewSubject = createBreakFinder(text);
  return (span) => {
    if (isNewSubject(span)) {
      memory.topics = new Set();
      memory.inDraft = false;
      // A text about one country comes back to it with each paragraph.
      if (main !== null) memory.codes = [];
    }
    const tokens = readTokens(text, span.start, withoutPublisher(text, span));
    const words = plainWords(text, span.start, tokens);
    const refersBack = REFERS_BACK.test(words);
    const carried: ReadonlySet<number> = refersBack ? memory.topics : new Set();
    const named = takeMentions(span);
    const found = matchCues(withoutNames(tokens, named), index, carried, WITHIN_SENTENCE.test(words));
    const groups = groupMentions(text, tokens, named);
    const said = readSpeaker(text, tokens, memory.speaker);
    const subject = subjectOf(groups);
    const doubt = DOUBT.test(words) ? doubtOf(words, subject, found, index) : null;
    const isSilent = doubt !== null || found.matches.length === 0 || ADVICE.test(words);
    const isBack = main === null || (refersBack && memory.codes.length > 0);
    const meant = isBack ? memory.codes : [main];
    const sentence = { text, span, tokens, groups, said, meant, inDraft: memory.inDraft };
    const statements = isSilent ? [] : stateAll(sentence, found, index, publishedOn);
    memory.speaker = said ?? readIntroduced(text, tokens) ?? memory.speaker;
    memory.codes = subject ?? memory.codes;
    if (found.topics.size > 0) memory.topics = found.topics;
    if (DRAFT.test(words)) memory.inDraft = !PASSED.test(words);
    return { statements, doubt };
  };
}

/** What the cues that were found amount to; of a sentence whose dates, instrument and form are read here. */
function stateAll(
  sentence: Omit<SentenceFacts, 'dates' | 'instrument' | 'isQuestion'>,
  { matches }: SentenceCues,
  { topics }: CueIndex,
  publishedOn: SourceText['publishedOn'],
): Statement[] {
  const { text, tokens, span } = sentence;
  const facts: SentenceFacts = {
    ...sentence,
    span: quotedSpan(span, tokens),
    dates: readDates(text, tokens, publishedOn),
    instrument: readInstrument(text, tokens),
    isQuestion: /^["”’)\s]*\?/.test(text.slice(tokens.at(-1)?.end ?? span.end, span.end)),
  };
  const stated = chooseMatches(matches).flatMap((match) => {
    const topic = topics[match.cue.topic];
    return topic === undefined ? [] : stateMatch(match, topic, facts);
  });
  return joinValues(stated, topics);
}

/** Tells of one sentence after the other whether it leaves behind what the one before it spoke of. */
function createBreakFinder(text: string): (span: Span) => boolean {
  let lastEnd = 0;
  let number = 0;
  return ({ start, end }) => {
    const ending = text.slice(Math.max(0, lastEnd - 4), lastEnd);
    // The first paragraph goes on with what the headline speaks of.
    const isUnderHeadline = number === 1 && !/[.!?]["”’)]*\s*$/.test(ending);
    const isNew = !isUnderHeadline && NEW_PARAGRAPH.test(text.slice(lastEnd, start + 2));
    number += 1;
    lastEnd = end;
    return isNew;
  };
}

/** The sentence on one line: words that stand together may be parted by the end of a line. */
function plainWords(text: string, start: number, tokens: readonly Token[]): string {
  return text.slice(start, Math.max(start, tokens.at(-1)?.end ?? start)).replace(/\s+/g, ' ');
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

/** The people of a "People's Republic" are no people of whom something is said. */
function withoutNames(tokens: readonly Token[], mentions: readonly Mention[]): readonly Token[] {
  const names = mentions.filter(({ via }) => via === 'name' || via === 'demonym');
  if (names.length === 0) return tokens;
  return tokens.map((token) =>
    names.some(({ start, end }) => token.start >= start && token.end <= end) ? { ...token, form: '' } : token,
  );
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
