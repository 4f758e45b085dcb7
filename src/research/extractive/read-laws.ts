/**
 * The instruments that the sources are or name, with their dates kept apart: proposed, enacted, in force, applicable,
 * repealed. A date is taken only where a sentence gives it for this instrument; a commencement that hangs on another
 * event is told as such and never taken for a date.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import { isLegalDate } from '#domain/legal-date.ts';
import { isPartOfDocument, PRIMARY_TIERS, type SourceText } from '#domain/source.ts';
import { readActName, shortName } from '#grounding/act-names.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { readInstrument } from '#grounding/signals/read-instrument.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';
import { APPLIES, dateFor, ENACTED, HANGS, IN_FORCE, PROPOSED, REPEALED } from './act-dates.ts';
import { type ArticleFate, readArticleFates } from './article-fates.ts';
import type { SourceLine } from './read-lines.ts';
import type { ReadSource } from './read-sentences.ts';

/** An instrument. `own` are the marks of the sources that are its text, or articles of it; empty for one only named. */
export type FoundLaw = {
  readonly key: string;
  readonly law: LandmarkLaw;
  readonly own: readonly string[];
  /** Passages it was read from, in the order of the brief. */
  readonly passages: readonly string[];
  /** It says itself that it begins on a day that hangs on something else. */
  readonly isContingent: boolean;
  /** It says itself that it was repealed, on whatever day. */
  readonly hasEnded: boolean;
  /** Of articles, its own and those of others, whose `law` is then a key. */
  readonly fates: readonly ArticleFate[];
};

/** The text is this instrument's: a law, or an act of a body that has a number. */
const NUMBER = /\b(?:No|Nos|Nr|Number)\.?\s*([\p{L}\d]*\d[\w/.-]*)|\(?\b(\d{1,4}\/\d{2,4}(?:\/\w+)?)\)?/u;
const BY =
  /\b(?:[Aa]dopted|[Ee]nacted|[Pp]romulgated|[Ii]ssued|[Pp]assed|[Aa]pproved) by (?:the )?(\p{Lu}[\p{L}’' -]{2,60}?)(?=\s+(?:on|in|at|under|pursuant)\b|[.,;])/u;

/** Every instrument once, in the order of the brief; those that have a text of their own before those only named. */
export function readLaws(sources: readonly ReadSource[]): FoundLaw[] {
  const own = sources.filter(isInstrument).map(readOwn);
  const named = sources.flatMap((source) => readNamed(source));
  const laws = new Map<string, FoundLaw>();
  for (const law of [...own, ...named]) {
    const held = laws.get(law.key);
    laws.set(law.key, held === undefined ? law : join(held, law));
  }
  return [...laws.values()];
}

function isInstrument({ source, scope, lines }: ReadSource): boolean {
  if (scope === 'other' || lines.length === 0 || source.title === null) return false;
  const { act } = readActName(source.title);
  return source.tier === 'law' || (PRIMARY_TIERS.includes(source.tier) && shortName(act) !== null);
}

function readOwn({ source, text, lines }: ReadSource): FoundLaw {
  const title = readActName(source.title ?? '').act;
  const self = lines.filter((line) => isAboutItself(line, title));
  const given = givenDates(text);
  const dated = (words: RegExp) => firstDate(self, words);
  const end = lines.find(({ words }) => SELF_ENDS.test(words));
  const [enacted, inForce, applicable, proposed] = [ENACTED, IN_FORCE, APPLIES, PROPOSED].map(dated);
  const begins = self.filter(({ words }) => isOwnVerb(words, words.search(IN_FORCE)));
  const issuer = self.map(({ words }) => BY.exec(words)?.[1]).find((name) => name !== undefined);
  const used = [enacted, inForce, applicable, proposed].flatMap((each) => each?.line.passage.id ?? []);
  const first = lines[0]?.passage.id;
  const inForceOn = inForce?.date ?? given.get('in force') ?? null;
  const applicableOn = applicable?.date ?? given.get('applicable') ?? null;
  return {
    key: keyOf(title),
    law: {
      ...{ name: title, number: numberOf(title), article: null },
      issuer: issuer ?? ISSUED.exec(text.text)?.[1] ?? source.publisher,
      proposedOn: proposed?.date ?? null,
      enactedOn: enacted?.date ?? given.get('adopted') ?? null,
      ...{ inForceOn, applicableOn, url: actUrl(source.url, text), note: null },
      repealedOn: end === undefined ? null : dateFor(end, SELF_ENDS),
    },
    own: [source.ref],
    passages: [...new Set(used.length > 0 ? used : first === undefined ? [] : [first])],
    isContingent:
      inForceOn === null && applicableOn === null && begins.some(({ words }) => HANGS.test(words)),
    hasEnded: end !== undefined && REPEALED.test(end.words) && !/\bshall be\b/.test(end.words),
    fates: readArticleFates(text).map((fate) => ({
      ...fate,
      law: fate.law === null ? null : keyOf(fate.law),
    })),
  };
}

/** The law's address, without the place of the article in it: the row is about the whole law. */
function actUrl(url: string | null, text: SourceText): string | null {
  return url !== null && isPartOfDocument(text) ? (canonicalUrl(url) ?? url) : url;
}

/** Who issued an act and its days, as a collection of articles tells them beside the wording. */
const ISSUED = /^[^\n]{0,200}· Issued by ([^\n·]{2,200}?) *(?:·|$)/mu;
const GIVEN = /^As given by the collection: (.+)$/m;

function givenDates(source: SourceText): ReadonlyMap<string, string> {
  if (!isPartOfDocument(source)) return new Map();
  const parts = (GIVEN.exec(source.text)?.[1] ?? '').split('; ');
  return new Map(
    parts.flatMap((part) => {
      const date = part.split(' ').at(-1) ?? '';
      return isLegalDate(date) ? [[part.slice(0, -date.length - 1), date] as const] : [];
    }),
  );
}

/** "This Decree …", "Adopted by …", "It shall apply from …". */
const SELF =
  /^(?:adopted|approved|done|enacted|issued|it (?:shall )?(?:appl|enter|take|come)|passed|promulgated|signed)|\bthis\s+\p{Lu}\p{L}+/iu;

/** Names no other instrument: "Instruction No. 3 is repealed" tells nothing of the text it stands in. */
function isAboutItself({ words }: SourceLine, title: string): boolean {
  const named = readInstrument(words, readTokens(words, 0, words.length));
  if (named !== null && numberOf(named) !== null) return keyOf(named) === keyOf(title);
  return SELF.test(words);
}

/** It tells of its own end, as a sentence of the text or as a remark at its head. */
const SELF_ENDS =
  /\bthis\s+\p{Lu}\p{L}+\s+(?:(?:is|was|has been|stands|shall be)\s+(?:hereby\s+)?repealed\b|(?:ceases?|shall cease) to (?:be in force|have effect)\b|(?:expires|shall expire|shall lapse)\b)/iu;
/** What makes a clause of its own between "this Act" and what is said. */
const OTHER_CLAUSE =
  /\b(?:after|amend\w*|before|concluded|if|once|repeal\w*|replac\w*|since|supersed\w*|that|until|when|where|which|who)\b/i;

type Dated = { readonly date: string; readonly line: SourceLine };

/** The first date that a line gives for these words of the text itself. */
function firstDate(lines: readonly SourceLine[], words: RegExp): Dated | null {
  for (const line of lines) {
    const date = isOwnVerb(line.words, line.words.search(words)) ? dateFor(line, words) : null;
    if (date !== null) return { date, line };
  }
  return null;
}

/** "This Act replaces rules that came into force on …": the words at this place are said of something else. */
function isOwnVerb(words: string, at: number): boolean {
  if (at === -1) return false;
  const before = words.slice(0, at).replace(/,\s*(?:which|being)\b[^,]{0,200},/giu, ' ');
  const self = [...before.matchAll(/\bthis\s+\p{Lu}\p{L}+/giu)].at(-1);
  const subject = self === undefined ? '' : before.slice(self.index + self[0].length);
  return !OTHER_CLAUSE.test(subject);
}

/** Numbered instruments that a source about this jurisdiction names, with the day it says they were repealed. */
function readNamed({ lines, sentences }: ReadSource): FoundLaw[] {
  const told = new Set(sentences.flatMap(({ start, nearness }) => (nearness === 'near' ? [] : [start])));
  return lines.flatMap((line): FoundLaw[] => {
    const isEnd = REPEALED.test(line.words);
    if (!isEnd && !told.has(line.start)) return [];
    const ended = isEnd ? repealedIn(line.words) : null;
    if (ended === null && !told.has(line.start)) return [];
    const read = ended ?? readInstrument(line.words, readTokens(line.words, 0, line.words.length));
    // "This Regulation and Regulation (EU) 2019/1020" names the second.
    const name = read?.replace(/^.*\band (?=\p{Lu})/u, '') ?? null;
    const number = name === null ? null : numberOf(name);
    if (name === null || number === null) return [];
    const repealedOn = ended === null ? null : dateFor(line, REPEALED);
    const law: LandmarkLaw = {
      ...{ name: wholeName(line.words, name), number, article: null, issuer: null, proposedOn: null },
      ...{ enactedOn: null, inForceOn: null, applicableOn: null, repealedOn, url: null, note: null },
    };
    const facts = { isContingent: false, hasEnded: false, fates: [] };
    return [{ key: keyOf(name), law, own: [], passages: [line.passage.id], ...facts }];
  });
}

/** The instrument that ends by this sentence as a whole: what stands before the verb, and no single article of it. */
function repealedIn(words: string): string | null {
  const subject = words.slice(0, words.search(REPEALED));
  const isRelative = /\b(?:which|that)\s*$/.test(subject);
  // "…, which was amended by another, is repealed" speaks of the first; "replaced another, which was repealed" of the last.
  const plain = isRelative ? subject : subject.replace(/,\s*which\b[^,]{0,200},/g, ' ');
  if (/\b(?:articles?|paragraphs?|points?|sections?|§+)\s*\d[^,;]{0,40}\bof\b/i.test(plain)) return null;
  const parts = isRelative
    ? plain.split(/\b(?:amended|replaced|repealed|succeeded|superseded|by)\b/i)
    : [plain];
  const part = parts.at(-1) ?? '';
  return readInstrument(part, readTokens(part, 0, part.length));
}

/** With the words that say what it is on: `Instruction No. 3 of 2019 on Virtual Currencies`. */
function wholeName(words: string, name: string): string {
  const behind = words.slice(words.indexOf(name) + name.length);
  const subject =
    /^\s+(?:on|for|concerning|relating to)(?:\s+(?:\p{Lu}[\p{L}’'-]*|and|of|the|in|to|on|for))*\s+\p{Lu}[\p{L}’'-]*/u;
  return `${name}${subject.exec(behind)?.[0] ?? ''}`.replace(/\s+/g, ' ');
}

/** What the first does not tell, the second may, if it is the same text or tells of the end. */
function join(held: FoundLaw, other: FoundLaw): FoundLaw {
  const repealedOn = held.law.repealedOn ?? other.law.repealedOn;
  const adds = held.law.repealedOn === null && other.law.repealedOn !== null;
  const { proposedOn, enactedOn, inForceOn, applicableOn } = other.law;
  const own = other.own.length > 0 ? { proposedOn, enactedOn, inForceOn, applicableOn } : {};
  const dates = Object.fromEntries(Object.entries(own).filter(([, date]) => date !== null));
  const known = Object.fromEntries(Object.entries(held.law).filter(([, value]) => value !== null));
  return {
    ...held,
    law: { ...held.law, ...dates, ...known, repealedOn },
    own: [...held.own, ...other.own],
    passages:
      adds || other.own.length > 0 ? [...new Set([...held.passages, ...other.passages])] : held.passages,
    isContingent: held.isContingent && other.isContingent,
    hasEnded: held.hasEnded || other.hasEnded,
    fates: [...held.fates, ...other.fates],
  };
}

function numberOf(name: string): string | null {
  const match = NUMBER.exec(name);
  const number = match?.[1] ?? match?.[2];
  return number === undefined ? null : number.replace(/[.,]$/, '');
}

/** The same instrument under its long and its short name: its kind and its number, else its whole name. */
function keyOf(name: string): string {
  const number = numberOf(name);
  if (number === null) return name.toLowerCase();
  const kind =
    /\b(Act|Circular|Code|Decision|Decree|Directive|Guideline|Instruction|Law|Notice|Order|Ordinance|Regulation|Resolution|Rule)s?\b/.exec(
      name,
    );
  return `${(kind?.[1] ?? '').toLowerCase()} ${number.toLowerCase()}`;
}
