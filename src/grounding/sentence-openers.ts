/**
 * Does what follows a full stop look like the beginning of a sentence? Capital letters do not tell: names and, in
 * German, all nouns have them. So the words with which sentences begin are known, and a few shapes.
 */
import { abbreviationKind, setOf } from './abbreviations.ts';

/** Words that begin sentences and hardly ever names. */
const OPENERS = setOf(
  `the this that these those it its in on at a an as if he she they we i you there here however but and or when
  while where after before for from by to with without under any all each every no not neither nor both some many
  most several few since although though because such our their his her what who whom whose which why how moreover
  further furthermore thus therefore hence accordingly consequently instead nevertheless nonetheless otherwise
  meanwhile also then now today yesterday later earlier once until unless during between among against upon over
  above below pursuant subject according given despite notwithstanding except other others another nothing nobody
  none anyone everyone whoever whatever so yet still only even only later see note firms regulators`,
);

/** The same for German, French and Spanish; some of them are parts of names (`La`, `Die`). */
const FOREIGN_OPENERS = setOf(
  `der die das dies diese dieser dieses ein eine es er sie wir im bei nach für mit und aber wenn als auch hier le les
  un une il elle ils elles ce cette ces dans pour sur toute tout el los las una esta este estos ello por para cuando
  si nous on leur sans selon la lo se su`,
);

/** Capitalised words that go on a name begun by an abbreviation: `U.S. Treasury`, `E.U. Commission`. */
const NAME_WORDS = setOf(
  `treasury congress government department securities supreme district court code bank senate house
  constitution federal commodity president dollar attorney customs secretary internal steel army navy virgin
  sentencing patent bankruptcy trustee state marshals marshal parliament commission council directive
  regulation general assembly security embassy ambassador citizenship immigration person persons mint tax trade
  holdings group international capital partners limited incorporated air force postal national financial consumer
  dept chamber agency central reserve `,
);

const VERB =
  /^(?:is|are|was|were|has|have|had|may|must|shall|will|can|cannot|could|should|would|did|does|do)$/;

/** What stands behind a stop: marks that open something, then the first two words as written. */
export type Head = {
  /** Brackets, quotation marks and dashes before the first word. */
  readonly opening: string;
  readonly first: string;
  readonly second: string;
  /** The text from the first word or number on. */
  readonly rest: string;
};

/** Reads the beginning of a text; give it some 60 letters. */
export function readHead(text: string): Head {
  const opening = /^[\s"'“”‘’«»‹›„‚「『（([{¿¡*_—–-]{0,12}/u.exec(text)?.[0] ?? '';
  const rest = text.slice(opening.length);
  const [, first = '', second = ''] =
    /^([\p{L}\p{N}][\p{L}\p{M}\p{N}'’&-]{0,40})?(?:[ \n]([\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{0,40}))?/u.exec(
      rest,
    ) ?? [];
  return { opening, first, second, rest };
}

/** True for a number, `§`, a Roman numeral, a lone letter, or one of these in brackets: what references go on with. */
export function startsReference({ opening, rest }: Head): boolean {
  if (/^[\p{Nd}§¶#№]/u.test(rest)) return true;
  if (/[([]$/.test(opening) && /^[\p{L}\p{N}]{1,5}[)\]]/u.test(rest)) return true;
  return /^(?:[IVXLC]{1,7}|[A-Z])(?![\p{L}\p{N}'’])/u.test(rest);
}

/** True for a small letter that is not the beginning of a name such as `iOS` or `eBay`. */
export function startsSmall({ rest }: Head): boolean {
  return /^\p{Ll}/u.test(rest) && !/^\p{Ll}{1,2}\p{Lu}\p{L}/u.test(rest);
}

/** `(b) `, `(ii) `, `2) `: the next entry of an enumeration. */
export function startsEntry({ opening, rest }: Head): boolean {
  return /\($/.test(opening)
    ? /^(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s/.test(rest)
    : opening === '' && /^(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s/.test(rest);
}

/** True for a word that begins sentences. Safe even behind an initial. */
export function startsWithOpener({ first, rest }: Head): boolean {
  if (first === '') return rest !== '' && !/^[\p{L}\p{N}§¶#]/u.test(rest);
  return OPENERS.has(first.toLowerCase()) && !/^(?:A\.|I\.|Nos?\.\s?\p{Nd})/u.test(rest);
}

/** True for a capitalised word that usually stands inside a name: `Holdings`, `Treasury`. */
export function goesOnWithName({ first }: Head): boolean {
  return NAME_WORDS.has(first.toLowerCase());
}

/** True for an opener, an adverb, a plural with its verb: for what may also be the rest of a name, see the list. */
export function looksLikeStart(head: Head): boolean {
  if (startsWithOpener(head)) return true;
  const { first, second } = head;
  const lower = first.toLowerCase();
  if (FOREIGN_OPENERS.has(lower)) return true;
  if (NAME_WORDS.has(lower)) return false;
  if (/^\p{Lu}\p{Ll}{2,}ly$/u.test(first)) return true;
  if (VERB.test(second)) return true;
  return /^\p{Lu}\p{Ll}{3,}s$/u.test(first) && /^\p{Ll}/u.test(second) && second !== 'and' && second !== 'of';
}

/** `Ltd` or `Limited`: what goes on with a company's name. */
export function startsCompanyWord({ first }: Head): boolean {
  return abbreviationKind(first) === 'company' || /^(?:Limited|Incorporated)$/.test(first);
}

/** True for another abbreviation with its full stop: `Fed. Reg.`, `Pub. L.`, `Co. Ltd.` */
export function startsAbbreviation({ rest }: Head): boolean {
  const word = /^([\p{L}'’]{1,8}(?:\.[\p{L}]{1,4}){0,4})\.(?=[\s,;:)\]]|$)/u.exec(rest)?.[1];
  if (word === undefined) return false;
  return abbreviationKind(word) !== undefined || /^\p{Lu}$/u.test(word);
}
