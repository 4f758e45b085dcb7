/** Statements of a few sentences that stand alone: nothing is known of the document, and the page's jurisdiction is meant where none is named. */
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { splitSentences } from '../sentences.ts';
import type { SourceText } from '../source-text.ts';
import { cueIndexOf } from './cue-index.ts';
import { createStatementReader } from './read-statements.ts';
import type { Statement } from './state-match.ts';

/** What is known beside the words. Pass the same list of topics each time: its cues are prepared once. */
export type LoneContext = {
  readonly topics: readonly Topic[];
  readonly gazetteer: Gazetteer;
  readonly jurisdiction: string | null;
};

/** All statements on a status, however they are said. */
export function readLoneStatements(
  words: string,
  { topics, gazetteer, jurisdiction }: LoneContext,
): Statement[] {
  const source: SourceText = { ...NOTHING, text: words };
  const places = { mentions: gazetteer.standIns(words), main: jurisdiction };
  const reader = createStatementReader(source, cueIndexOf(topics), places);
  return splitSentences(words)
    .flatMap((span) => reader(span).statements)
    .filter(({ status }) => status !== null);
}

const NOTHING: SourceText = {
  sha256: '',
  textSha256: '',
  extractor: '',
  text: '',
  pageStarts: [],
  title: null,
  publisher: null,
  url: null,
  publishedOn: null,
  tier: 'unknown',
  fileName: null,
};
