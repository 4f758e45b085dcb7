/**
 * The documents from which quotations are made: contracts, laws, a news article where the shared data lie beside the
 * checkout, and texts of our own always. Documents are divided: rules may be tuned on `tune`, `held` is only measured.
 */
import { existsSync, readFileSync } from 'node:fs';
import { splitSentences } from '#grounding/sentences.ts';
import { OWN_TEXTS } from './own-texts.ts';
import { pick, seededRandom } from './variant.ts';

/** The half of the documents a record is from. */
export type Split = 'tune' | 'held';

/** A sentence with the passage around it that stands for its source. */
export type Sample = { readonly origin: string; readonly sentence: string; readonly passage: string };

type Document = { readonly origin: string; readonly split: Split; readonly text: string };

const SHARED = new URL('../../../../shared/', import.meta.url);
const LAWS: readonly (readonly [string, Split])[] = [
  ['gdpr-articles', 'tune'],
  ['eu-ai-act-articles', 'held'],
];
/** Some sources are a page, some a paragraph, some hardly more than the sentence. */
const SIZES = [0, 0, 600, 1_500, 10_000];

function readShared(path: string): string | undefined {
  const file = new URL(path, SHARED);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function readDocuments(): Document[] {
  const documents: Document[] = (['tune', 'held'] as const).map((split) => ({
    origin: 'own',
    split,
    text: OWN_TEXTS[split],
  }));
  const contracts = readShared('bench/contract-nli/dev.json');
  if (contracts !== undefined) {
    const { documents: texts } = JSON.parse(contracts) as { documents: { text: string }[] };
    for (const [at, { text }] of texts.entries())
      documents.push({ origin: 'contract', split: at % 2 === 0 ? 'tune' : 'held', text });
  }
  for (const [name, split] of LAWS) {
    const law = readShared(`data/law_texts_compliance_compass/${name}.json`);
    if (law === undefined) continue;
    const articles = JSON.parse(law) as { label: string; title: string; fullText: string }[];
    const texts = articles.map(({ label, title, fullText }) => `${label}\n\n${title}\n\n${fullText}`);
    for (let at = 0; at < texts.length; at += 4)
      documents.push({ origin: 'law', split, text: texts.slice(at, at + 4).join('\n\n') });
  }
  const article = readShared('seeds/001_7f6c977e5bc026ad.txt');
  if (article !== undefined) documents.push({ origin: 'news', split: 'held', text: article });
  return documents;
}

/** At most `limit` sentences of a split, taken evenly from its documents; the texts of our own give all of theirs. */
export function readSamples(split: Split, limit: number): Sample[] {
  const documents = readDocuments().filter((document) => document.split === split);
  const random = seededRandom(split === 'tune' ? 101 : 202);
  const perDocument = Math.ceil(limit / documents.length);
  return documents.flatMap(({ origin, text }) => {
    const sentences = splitSentences(text)
      .map(({ start, end }) => text.slice(start, end).replace(/^(?:\d{1,2}\.|\([a-z0-9]{1,3}\))\s+/, ''))
      .filter((sentence) => isUsable(sentence, text))
      .map((sentence) => ({ start: text.indexOf(sentence), sentence }));
    const rank = new Map(sentences.map((each) => [each, random()] as const));
    return [...sentences]
      .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
      .slice(0, origin === 'own' ? sentences.length : perDocument)
      .map(({ start, sentence }) => ({
        origin,
        sentence,
        passage: passageAround(text, start, sentence.length, pick(SIZES, random) ?? 0),
      }));
  });
}

function isUsable(sentence: string, text: string): boolean {
  return (
    sentence.length >= 50 &&
    sentence.length <= 500 &&
    !/…|\.{3}|_{3}|\n/.test(sentence) &&
    text.indexOf(sentence) === text.lastIndexOf(sentence)
  );
}

function passageAround(text: string, start: number, length: number, size: number): string {
  const from = text.lastIndexOf(' ', Math.max(0, start - size / 2)) + 1;
  const end = /\s|$/.exec(text.slice(start + length + size / 2))?.index ?? 0;
  return text.slice(Math.min(from, start), start + length + Math.floor(size / 2) + end);
}
