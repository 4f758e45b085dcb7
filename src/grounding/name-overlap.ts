/**
 * How far a name on a page and the title or publisher of a stored source are the same, by the words they share.
 * Words that any document has in its name ("report", "the", "2023") carry no weight alone, so that "the report" never
 * resolves to whichever report happens to be stored.
 */

const GENERIC = new Set(
  (
    'a an the of on in to for and or by with from at as its it this that these those his her their our which who ' +
    'report reports document documents article articles paper advisory advisories alert notice statement release ' +
    'press page website site source sources excerpt text study news post blog update updated joint recent various ' +
    'he she they it we his who i you spokesperson official officials expert experts analyst analysts author authors ' +
    'same latest annual official summary new said also section sections chapter part see version'
  ).split(' '),
);

/** A name's distinguishing words, lower case, without diacritics and possessive endings; unique, in order. */
export function nameWords(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]s\b/g, '')
    .replace(/(?<=\p{L})\.(?=\p{L}\b|\p{L}\.)/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !GENERIC.has(word) && !/^\p{L}$/u.test(word));
  return [...new Set(words)];
}

/** Kinds of institutions and instruments: they point at one only together with a name, or where only one is stored. */
const KINDS = new Set(
  (
    'act law laws bill code decree regulation regulations directive circular guideline guidelines guidance rule rules ' +
    'order ordinance bulletin gazette constitution treaty convention resolution judgment decision ruling ministry bank ' +
    'authority regulator government agency commission committee department court company state country minister president ' +
    'governor website letter memo memorandum speech interview chairman chair director panel group council office'
  ).split(' '),
);

/** True when both names carry figures (a year, a number) and share none: another edition, not the same document. */
export function numbersConflict(a: readonly string[], b: readonly string[]): boolean {
  const left = a.filter((word) => /\d/.test(word));
  const right = b.filter((word) => /\d/.test(word));
  return left.length > 0 && right.length > 0 && !left.some((word) => right.includes(word));
}

/** True for a phrase that only points back (`the advisory`, `a 2023 report`, `he`): it names nothing by itself. */
export function isBareReference(name: string): boolean {
  return nameWords(name).every((word) => KINDS.has(word) || /^\d+$/.test(word));
}

/** True for a phrase that names a writing rather than a person or body that may speak in somebody else's text. */
export function namesDocument(name: string): boolean {
  return /\b(?:act|law|bill|code|decrees?|regulations?|directive|circular|guidelines?|guidance|ordinance|bulletin|gazette|treaty|convention|resolution|judgment|reports?|documents?|articles?|papers?|advisor(?:y|ies)|alert|notice|statement|release|website|post|excerpt|study|letter|memo)\b/i.test(
    name,
  );
}

/** The capitals of the words of a name, so that `CISA` is known in `Cybersecurity and Infrastructure Security Agency`. */
function initials(name: string): string {
  return [...name.matchAll(/\b\p{Lu}/gu)].map((match) => match[0].toLowerCase()).join('');
}

/**
 * 0 to 1: the share of the page's distinguishing words that the source's name has, or the reverse for a source whose
 * short name stands whole inside a longer phrase; years alone never match.
 */
export function nameOverlap(pageName: string, sourceName: string): number {
  const page = nameWords(pageName);
  const source = nameWords(sourceName);
  if (page.length === 0 || source.length === 0 || numbersConflict(page, source)) return 0;
  const sourceInitials = initials(sourceName);
  const has = (word: string) => source.includes(word) || (word.length >= 3 && sourceInitials.includes(word));
  const shared = page.filter(has);
  if (shared.every((word) => /^\d+$/.test(word))) return 0;
  const ofPage = shared.length / page.length;
  const ofSource = source.filter((word) => page.includes(word)).length / source.length;
  return Math.max(ofPage, ofSource * (source.length > 1 ? 1 : 0.8));
}
