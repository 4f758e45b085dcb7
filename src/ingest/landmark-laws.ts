/**
 * Laws and other instruments named in the section "Landmark Laws", where it lists them in a form that can be read
 * for certain: a table with a heading row, blocks of `Name: …`, or list entries that begin with an instrument's name.
 * Prose gives no rows. The section keeps its whole text beside the rows.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import { extractUrls } from './extract-urls.ts';
import { readMarker } from './list-marker.ts';
import { DATE_IN_TEXT, readLegalDate } from './read-dates.ts';
import { readTable } from './read-table.ts';
import { filledLines, type Line, type Lines } from './text-lines.ts';

const EMPTY: Omit<LandmarkLaw, 'name'> = {
  number: null,
  article: null,
  issuer: null,
  proposedOn: null,
  enactedOn: null,
  inForceOn: null,
  applicableOn: null,
  repealedOn: null,
  url: null,
  note: null,
};

type Field = keyof LandmarkLaw;

/** What heading rows and labels call each field. */
const FIELDS: readonly (readonly [RegExp, Field])[] = [
  [/^(?:law |act )?name$|^law$|^act$|^instrument$|^title$|^legislation$/, 'name'],
  [/^(?:law |act )?(?:number|no\.?|reference|citation)$/, 'number'],
  [/^(?:relevant )?(?:articles?|sections?|provisions?)$/, 'article'],
  [/^issuer$|^issued by$|^authority$/, 'issuer'],
  [/^(?:date )?(?:proposed|introduced)(?: on)?$/, 'proposedOn'],
  [/^(?:date )?(?:enacted|adopted|passed|signed|promulgated)(?: on)?$|^enactment date$/, 'enactedOn'],
  [/^in force(?: (?:on|since|from))?$|^effective(?: date| from)?$|^entry into force$/, 'inForceOn'],
  [/^(?:applicable|applies)(?: (?:on|since|from))?$/, 'applicableOn'],
  [/^repealed(?: on)?$/, 'repealedOn'],
  [/^(?:url|link|source)$/, 'url'],
  [/^notes?$|^summary$|^description$|^remarks?$/, 'note'],
];

const INSTRUMENT =
  /\b(?:act|law|code|regulations?|directive|decree|ordinance|order|rules?|circular|notice|bill|statute|resolution|decision|guidelines?|constitution|proclamation|edict)\b/i;

/** The rows; empty when the section lists no instrument in a form that can be read for certain. */
export function readLandmarkLaws(lines: Lines): LandmarkLaw[] {
  const filled = filledLines(lines);
  const table = readTable(filled);
  if (table !== null) return table.rows.flatMap((cells) => lawOfCells(table.head, cells));
  return [...lawsOfBlocks(filled), ...filled.flatMap(lawOfEntry)];
}

function fieldOf(label: string): Field | undefined {
  const name = label.slice(0, 40).toLowerCase().replace(/\*/g, '').trim();
  return FIELDS.find(([form]) => form.test(name))?.[1];
}

function lawOfCells(head: readonly string[], cells: readonly string[]): LandmarkLaw[] {
  return lawOf(head.map((label, index) => [fieldOf(label), cells[index] ?? ''] as const));
}

/** `Name: …` and the labelled lines up to the next name. */
function lawsOfBlocks(lines: readonly Line[]): LandmarkLaw[] {
  const blocks: (readonly [Field | undefined, string])[][] = [];
  for (const line of lines) {
    const text = readMarker(line.text).text;
    const colon = text.slice(0, 42).indexOf(':');
    const field = colon === -1 ? undefined : fieldOf(text.slice(0, colon));
    if (field === undefined) continue;
    if (field === 'name') blocks.push([]);
    blocks.at(-1)?.push([field, text.slice(colon + 1)]);
  }
  return blocks.flatMap(lawOf);
}

function lawOf(pairs: readonly (readonly [Field | undefined, string])[]): LandmarkLaw[] {
  const law: LandmarkLaw = { name: '', ...EMPTY };
  for (const [field, cell] of pairs) {
    const text = cell.replace(/\*\*/g, '').trim();
    if (field === undefined || text === '' || /^(?:[-–—]|n\/a|none|unknown|not stated)$/i.test(text))
      continue;
    if (field.endsWith('On')) Object.assign(law, { [field]: readLegalDate(text) });
    else Object.assign(law, { [field]: field === 'url' ? (extractUrls(text)[0] ?? null) : text });
  }
  if (law.name === '') return [];
  const linked = /^\[([^\]]{1,300})\]\((https?:[^)\s]{1,2000})\)$/.exec(law.name);
  return [linked === null ? law : { ...law, name: linked[1] ?? law.name, url: law.url ?? linked[2] ?? null }];
}

/** A list entry such as `Payment Services Act (Act No. 59 of 2009), Article 2, in force 2010-04-01, https://…`. */
function lawOfEntry(line: Line): LandmarkLaw[] {
  const marked = readMarker(line.text);
  if ((!marked.bullet && marked.number === null) || line.text.length > 4000) return [];
  const text = marked.text.replace(/\*\*/g, '');
  const name = nameOf(text);
  if (name === null) return [];
  return [
    {
      ...EMPTY,
      name,
      number: numberOf(text),
      article: /\b((?:Articles?|Art\.|Sections?|Sec\.|§§?)\s*\d[\w.()–-]{0,20})/.exec(text)?.[1] ?? null,
      issuer: /\bissued by (?:the )?([^,;:.()]{2,100})/i.exec(text)?.[1]?.trim() ?? null,
      proposedOn: dateAfter(text, /\b(?:proposed|introduced|tabled)\b/i),
      enactedOn: dateAfter(text, /\b(?:enacted|adopted|passed|signed|promulgated)\b/i),
      inForceOn: dateAfter(text, /\b(?:in(?:to)? force|effective|commenced)\b/i),
      applicableOn: dateAfter(text, /\b(?:applicable|applies|applied)\b/i),
      repealedOn: dateAfter(text, /\brepealed\b/i),
      url: extractUrls(text)[0] ?? null,
    },
  ];
}

/** The words before the first bracket, colon, dash or dated clause, when they name an instrument. */
function nameOf(text: string): string | null {
  const linked = /^\[([^\]]{1,300})\]\(/.exec(text)?.[1];
  const end = /\s*[(:;]|\s[–—-]\s|,\s|\.\s+(?=[A-Z])|\s+https?:/.exec(text)?.index ?? text.length;
  const name = (linked ?? text.slice(0, end)).replace(/[.\s]+$/, '');
  const isName = name.length <= 160 && /^[“"]?[A-Z0-9]/.test(name) && INSTRUMENT.test(name);
  const isSentence =
    /^(?:no|none|there|the only|existing|any|all|it|this)\b/i.test(name) ||
    /\b(?:is|are|was|were|has|have|does)\b/.test(name);
  return isName && !isSentence ? name : null;
}

function numberOf(text: string): string | null {
  const form =
    /\b(?:(?:Act|Law|Decree|Order|Bill|Resolution|Circular|Notice|Ordinance|Decision|Rule)\s+)?(?:No\.?|Nr\.?|Number)\s?[\w./-]{1,30}(?: of \d{4})?|\((?:EU|EC|EEC)\) (?:No\.? )?\d{1,4}\/\d{1,4}|\b(?:Directive|Regulation) \d{4}\/\d{1,4}(?:\/[A-Z]{2})?|\bPublic Law \d{1,3}-\d{1,4}|\bAct \d{1,4} of \d{4}/;
  return form.exec(text)?.[0].replace(/[.,]$/, '') ?? null;
}

/** The date within the clause that the word opens. */
function dateAfter(text: string, word: RegExp): string | null {
  const found = word.exec(text);
  if (found === null) return null;
  const clause = text
    .slice(found.index + found[0].length, found.index + found[0].length + 60)
    .split(/[;)]/)[0];
  const date =
    DATE_IN_TEXT.exec(clause ?? '')?.[0] ?? /^\s*(?:in|on|since|from)?\s*(\d{4})\b/.exec(clause ?? '')?.[1];
  return date === undefined ? null : readLegalDate(date);
}
