/** Where a page itself speaks of what a signal says: the sentence that states its status, or the one nearest to the signal. */
import { listUnits } from '#domain/page-text.ts';
import type { Signal, SignalRelation } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import { type CheckableContent, withBlanks } from '../checkable-content.ts';
import { offsetMap } from '../offsets.ts';
import { readBlocks } from '../read-blocks.ts';
import { splitSentences } from '../sentences.ts';
import { contentStems } from '../support-profile.ts';
import { type CueIndex, cueIndexOf } from './cue-index.ts';
import { matchCues } from './match-cues.ts';
import { readTokens } from './sentence-tokens.ts';

/** Sentences of a page that are looked at; a page is a few hundred. */
const MOST_SENTENCES = 2_000;
/** Share of the signal's words that make a sentence of the page speak of the same thing. */
const SAME_WORDS = 0.5;
const NO_TOPICS: ReadonlySet<number> = new Set();

const lists = new WeakMap<Topic, readonly Topic[]>();

/** The page's place and words; null when no sentence speaks of it. */
export function findPageWords(
  signal: Signal,
  content: CheckableContent,
  topic: Topic,
): SignalRelation['page'] {
  const index = indexOf(topic);
  const wanted = new Set(contentStems(signal.quote.exact.slice(0, 600)));
  let best: { score: number; page: NonNullable<SignalRelation['page']> } | null = null;
  let seen = 0;
  for (const unit of listUnits(withBlanks(content))) {
    if (unit.role === 'link' || unit.role === 'disclaimer' || unit.role === 'heading') continue;
    for (const [block, { text }] of readBlocks(unit.text, unit.format).entries()) {
      const offsets = offsetMap(text);
      for (const { start, end } of splitSentences(text)) {
        if (seen >= MOST_SENTENCES) return best?.page ?? null;
        seen += 1;
        const words = text.slice(start, end);
        const score = scoreOf(words, index, content.status, wanted);
        if (score <= (best?.score ?? 0)) continue;
        const place = {
          unit: unit.key,
          block,
          start: offsets.toCodePoint(start),
          end: offsets.toCodePoint(end),
        };
        best = { score, page: { place, words } };
      }
    }
  }
  return best?.page ?? null;
}

/** A sentence that states the page's status by a cue goes before one that only shares words. */
function scoreOf(words: string, index: CueIndex, status: string | null, wanted: ReadonlySet<string>): number {
  const tokens = readTokens(words, 0, words.length);
  const states = matchCues(tokens, index, NO_TOPICS).matches.some(({ cue }) => cue.status === status);
  const stems = new Set(contentStems(words));
  const shared = [...wanted].filter((stem) => stems.has(stem)).length / Math.max(wanted.size, 1);
  if (!states && shared < SAME_WORDS) return 0;
  return (states ? 1 : 0) + shared;
}

function indexOf(topic: Topic): CueIndex {
  const list = lists.get(topic) ?? [topic];
  lists.set(topic, list);
  return cueIndexOf(list);
}
