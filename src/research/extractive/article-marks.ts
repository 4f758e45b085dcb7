/** Where in a law a sentence stands: the article or section whose heading is above it, and its numbered paragraph. */

/** `Article 3`, `Section 4.`, `§ 5` at the beginning of a line; "Section 3 does not apply" is a sentence and no heading. */
const HEADING =
  /^[ \t]*(Article|ARTICLE|Art\.|Section|SECTION|Sec\.|§{1,2}|Rule|Clause|Regulation|Paragraph)[ \t]*(\d{1,4}[A-Za-z]?(?:[.-]\d{1,3})*)(?=[ \t]*(?:$|[.:;()–—-]|\p{Lu}))/gmu;
/** `3. Licence required`: a numbered line that is no sentence, as sections are headed where they have no word for it. */
const NUMBERED = /^[ \t]*(\d{1,3}[A-Z]?)\.?[ \t]+\p{Lu}[^\n.;:?!]{1,90}$/gmu;
/** Fewer such lines may be a list. */
const LEAST_NUMBERED = 3;
const PARAGRAPH = /^[ \t]*(?:(\d{1,3}[a-z]?)[.)]|\((\d{1,3}[a-z]?)\))[ \t]+/;
/** How far back the beginning of a line is looked for, in characters. */
const LINE_REACH = 4_000;

const NAMES: Readonly<Record<string, string>> = {
  ...{ article: 'article', 'art.': 'article', section: 'section', 'sec.': 'section', '§': 'section' },
  ...{ '§§': 'section', rule: 'rule', clause: 'clause', regulation: 'regulation', paragraph: 'paragraph' },
};

/** Tells of an offset (UTF-16) its place: `article 33(1)`, `section 4`, `point 2`; null for a text without such marks. */
export type ArticleFinder = (offset: number) => string | null;

/** Built once for a text; each look-up is logarithmic. `whole` is the article that the whole text is, null for none. */
export function createArticleFinder(text: string, whole: string | null): ArticleFinder {
  const headings = whole === null ? listHeadings(text) : [];
  return (offset) => {
    const heading = lastUpTo(headings, offset);
    const number = PARAGRAPH.exec(lineAt(text, offset));
    const paragraph = number?.[1] ?? number?.[2];
    const article = heading?.name ?? whole;
    if (article === null) return paragraph === undefined ? null : `point ${paragraph}`;
    return paragraph === undefined ? article : `${article}(${paragraph})`;
  };
}

/** Lines of a table of contents: headings one right after the other, each of which stands in the text again. */
export function createContentsFinder(text: string): (offset: number) => boolean {
  const headings = listHeadings(text);
  const last = new Map(headings.map(({ name }, index) => [name, index]));
  const lines = headings.map(({ at }) => {
    const end = text.indexOf('\n', at);
    return { at, end: end === -1 ? text.length : end };
  });
  const touches = (index: number) =>
    lines[index] !== undefined &&
    lines[index + 1] !== undefined &&
    text.slice(lines[index].end, lines[index + 1]?.at).trim() === '';
  const listed = lines.filter((_, index) => {
    const comesAgain = last.get(headings[index]?.name ?? '') !== index;
    return comesAgain && (touches(index) || touches(index - 1));
  });
  return (offset) => {
    const line = lastUpTo(listed, offset);
    return line !== undefined && offset < line.end;
  };
}

type Heading = { readonly at: number; readonly name: string };

function listHeadings(text: string): Heading[] {
  const named = [...text.matchAll(HEADING)].map((match) => ({
    at: match.index,
    name: `${NAMES[(match[1] ?? '').toLowerCase()] ?? 'article'} ${match[2] ?? ''}`,
  }));
  if (named.length > 0) return named;
  const numbered = [...text.matchAll(NUMBERED)];
  if (numbered.length < LEAST_NUMBERED) return [];
  return numbered.map((match) => ({ at: match.index, name: `section ${match[1] ?? ''}` }));
}

function lastUpTo<T extends { readonly at: number }>(list: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

function lineAt(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  return text.slice(Math.max(from, offset - LINE_REACH), offset + 40);
}

const LEAD =
  /^(?:(?:[-–—*•◦▪#>]+|\(?[a-z]\)|\(?[ivx]{1,5}\)|\(?\d{1,3}[a-z]?[.)])\s+|(?:Article|ARTICLE|Art\.|Section|SECTION|Sec\.|§{1,2})\s*\d{1,4}[A-Za-z]?[.:]?\s+(?=\p{Lu}))+/u;

/** Characters of a bullet, number or article mark that stand before the words of a sentence. */
export function leadLength(sentence: string): number {
  return LEAD.exec(sentence)?.[0].length ?? 0;
}
