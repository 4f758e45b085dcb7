/**
 * The forms under which one jurisdiction can stand in a text: the names it was given, what the inverted names of
 * ISO 3166-1 mean in running words, and the dotted spelling of abbreviations. No names of its own.
 */
import type { Jurisdiction } from '#domain/jurisdiction.ts';

/** Lower case, without diacritics, articles, brackets and other punctuation; `X (the)` and `the X` are equal. */
export function foldName(name: string): string {
  return foldWord(name)
    .replace(/['’ʼ]/g, '')
    .replace(/\./g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'the')
    .join(' ');
}

/** One word in lower case without diacritics. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Official and everyday name and aliases, each with the running form of an inverted one. */
export function namesOf(jurisdiction: Jurisdiction): string[] {
  const given = [jurisdiction.officialName, jurisdiction.everydayName, ...jurisdiction.aliases];
  return [...new Set(given.flatMap((name) => [name, ...runningForms(name), ...dotted(name)]))];
}

/**
 * `Korea (the Democratic People's Republic of)` is `Democratic People's Republic of Korea` in a sentence,
 * `Palestine, State of` is `State of Palestine`, and `Gambia (the)` is `Gambia`.
 */
function runningForms(name: string): string[] {
  const plain = name.replace(/\s*\[[^\]]*\]/g, '').trim();
  const inverted = /^([^(]+?)\s*\((?:the\s+)?([^)]*?)\)$/i.exec(plain) ?? /^([^,]+),\s*(.+ of)$/.exec(plain);
  if (inverted === null) return [plain];
  const [, head = '', tail = ''] = inverted;
  if (tail === '' || /^the$/i.test(tail)) return [head];
  if (/\b(?:of|of the)$/i.test(tail)) return [plain, `${tail} ${head}`];
  return [plain];
}

/** `UK` may be printed `U.K.`. */
function dotted(name: string): string[] {
  return /^[A-Z]{2,4}$/.test(name) ? [`${[...name].join('.')}.`] : [];
}
