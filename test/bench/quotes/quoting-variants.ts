/** Harmless: what an honest author does when quoting: cuts, marks the cuts, fits capitals and punctuation. */
import { atWord, pick, replaced, type Variant } from './variant.ts';

/** Words whose omission could change what the rest says; a stretch with one of them is not left out. */
const TURNING =
  /\b(?:not|no|nor|never|none|nothing|neither|without|cannot|unless|except\w*|other than|only|solely|exclu\w*|exempt\w*|shall|must|may|should|will|can|could|would|might|if|provided|subject|save|notwithstanding|as long as|so long as|per cent|%|million|billion|require\w*|prohibit\w*|forbid\w*|hardly|oblig\w*)\b|n['’]t\b/i;
const VERB = /\b(?:shall|must|may|should|will|can|could|would|might|is|are|was|were|has|have|had|be)\b/i;

const elision = (name: string, mark: string): Variant => ({
  name,
  make: (text, random) => elided(text, random, mark),
});

/** Leaves out a stretch of two to nine words in the middle that turns nothing. */
function elided(text: string, random: () => number, mark: string): string | undefined {
  const words = text.split(' ');
  if (words.length < 14) return undefined;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const from = 3 + Math.floor(random() * (words.length - 10));
    const to = from + 2 + Math.floor(random() * 7);
    if (to > words.length - 4) continue;
    const gone = words.slice(from, to).join(' ');
    if (!TURNING.test(gone) && !/[.;:]$|[.;:] /.test(gone))
      return `${words.slice(0, from).join(' ')}${mark}${words.slice(to).join(' ')}`;
  }
  return undefined;
}

/** A stretch of the sentence that begins at its beginning, or behind no word that would turn it. */
function stretch(text: string, random: () => number): string | undefined {
  const words = text.split(' ');
  if (words.length < 14) return undefined;
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const from = Math.floor(random() * (words.length - 8));
    const to = from + 6 + Math.floor(random() * (words.length - from - 7));
    const left = words.slice(0, from).join(' ');
    const right = words.slice(to, to + 4).join(' ');
    if (!TURNING.test(left.replace(VERB, '')) && !TURNING.test(right)) return words.slice(from, to).join(' ');
  }
  return undefined;
}

const lowered = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : undefined;

/** See the module comment. */
export const QUOTING: readonly Variant[] = [
  elision('elided', ' … '),
  elision('elided-tight', '… '),
  elision('elided-brackets', ' [...] '),
  elision('elided-bracket-character', ' […] '),
  elision('elided-spaced', ' . . . '),
  elision('elided-brackets-spaced', ' [. . .] '),
  elision('elided-dots', ' ... '),
  elision('elided-round', ' (...) '),
  { name: 'stretch', make: stretch },
  { name: 'first-letter', make: lowered },
  {
    name: 'bracketed-letter',
    make: (text) =>
      lowered(text) === undefined ? undefined : `[${lowered(text)?.charAt(0)}]${text.slice(1)}`,
  },
  {
    name: 'capital-inside',
    make: (text, random) => capitalStretch(text, random, (letter) => letter.toUpperCase()),
  },
  {
    name: 'bracketed-capital-inside',
    make: (text, random) => capitalStretch(text, random, (letter) => `[${letter.toUpperCase()}]`),
  },
  { name: 'inner-comma', make: (text) => replaced(text, /[.;:,]$/, ',') },
  { name: 'no-stop', make: (text) => replaced(text, /[.;:,]$/, '') },
  {
    name: 'stop-added',
    make: (text, random) => {
      const part = stretch(text, random);
      return part === undefined ? undefined : `${part.replace(/[,;:.]$/, '')}.`;
    },
  },
  { name: 'dots-around', make: (text) => `… ${text.replace(/[.;:,]$/, '')} …` },
  { name: 'dots-behind', make: (text) => `${text.replace(/[.;:,]$/, '')}...` },
  { name: 'dots-bracketed-before', make: (text) => `[...] ${text}` },
  { name: 'marks-around', make: (text) => `“${text}”` },
  { name: 'single-marks-around', make: (text) => `'${text}'` },
  { name: 'emphasis-bold', make: (text, random) => atWord(text, random, 4, (word) => `**${word}**`) },
  { name: 'emphasis-star', make: (text, random) => atWord(text, random, 4, (word) => `*${word}*`) },
  { name: 'emphasis-underscore', make: (text, random) => atWord(text, random, 4, (word) => `_${word}_`) },
  { name: 'emphasis-all', make: (text) => `**${text}**` },
  { name: 'sic', make: (text, random) => atWord(text, random, 5, (word) => `${word} [sic]`) },
  { name: 'emphasis-note', make: (text) => `${text} [emphasis added]` },
  { name: 'own-note', make: (text, random) => atWord(text, random, 5, (word) => `${word}[4]`) },
  { name: 'two-sentence-space', make: (text) => replaced(text, /(?<=[.;]) (?=[A-Z])/g, '   ') },
];

function capitalStretch(
  text: string,
  random: () => number,
  dress: (letter: string) => string,
): string | undefined {
  const part = stretch(text, random);
  return part === undefined || !/^[a-z]{2}/.test(part) ? undefined : dress(part.charAt(0)) + part.slice(1);
}

/** A name of one of the variants, for making several at once. */
export function pickQuoting(random: () => number): Variant | undefined {
  return pick(QUOTING, random);
}
