/** Changed in meaning by what is left out: an omission that swallows the deciding word, or a cut right beside it. */
import type { Variant } from './variant.ts';

const MARKS = [' … ', ' [...] ', ' . . . ', '… '];
const DECIDING =
  /(?<=\p{L}[,]? )(?:not|never|no|unless|except|other than|provided that|neither|only|without)(?= )/gu;

/** Leaves out the deciding word with one or two neighbours and marks the omission, as a careful liar would. */
function swallowed(text: string, random: () => number): string | undefined {
  const hits = [...text.matchAll(DECIDING)];
  const hit = hits[Math.floor(random() * hits.length)];
  if (hit === undefined) return undefined;
  const before = text.slice(0, hit.index).trimEnd();
  const rest = text
    .slice(hit.index + hit[0].length)
    .trimStart()
    .split(' ');
  const kept = rest.slice(Math.floor(random() * 3)).join(' ');
  if (before.split(' ').length < 3 || kept.split(' ').length < 3) return undefined;
  return before + MARKS[Math.floor(random() * MARKS.length)] + kept;
}

const cut = (name: string, what: RegExp): Variant => ({
  name,
  make: (text) => {
    const found = what.exec(text)?.groups?.kept?.trim();
    return found === undefined || found.split(' ').length < 4 ? undefined : found;
  },
});

/** See the module comment. */
export const CUTS: readonly Variant[] = [
  { name: 'elision-swallows', make: swallowed },
  {
    name: 'elision-swallows-modal',
    make: (text) => {
      const made = text.replace(/(?<=\p{L}{3}) (?:shall|must|may|should)(?: be)? (?=\p{L}{3})/u, ' … ');
      return made === text ? undefined : made;
    },
  },
  cut('cut-behind-negation', /\b(?:shall|may|must|will|can|is|are|does|do) not (?<kept>.{30,})/i),
  cut(
    'cut-behind-no-subject',
    /^(?:No|Neither|None|Nothing|Nobody|No one) [^,;]{3,60}? (?<kept>(?:shall|may|must|will|can|is|are)\b.{15,})/,
  ),
  cut(
    'cut-behind-prohibition',
    /\b(?:prohibited from|barred from|refrain from|forbidden to|failed? to|fails to|refuses? to|unable to|prevented from) (?<kept>.{20,})/i,
  ),
  cut('cut-before-exception', /^(?<kept>.{30,}?),? (?:unless|except|other than|provided that|save)\b/),
  cut(
    'cut-behind-not-that',
    /\b(?:not (?:true|the case)|denies|denied|no evidence|unlikely|false) that (?<kept>.{20,})/i,
  ),
];
