/** Titles of acts and of their articles: `Act on Examples — Article 7: Duty to report` names both. */

/** The act's own name, and `article 7` where the title is that of one article; null for a whole act. */
export type ActName = { readonly act: string; readonly article: string | null };

const ARTICLE = /^(?:Article|Art\.|Section|Sec\.|§|Rule|Clause|Regulation|Annex)\s*[\dIVX][\w.-]*/i;
const SEPARATOR = /\s[—–]\s/;

/** See {@link ActName}. */
export function readActName(title: string): ActName {
  const line = title.replace(/\s+/g, ' ').trim();
  const [act = line, ...rest] = line.split(SEPARATOR);
  const article = ARTICLE.exec(rest.join(' — '))?.[0];
  if (article === undefined) return { act: line, article: null };
  return { act, article: article.charAt(0).toLowerCase() + article.slice(1) };
}

const INSTRUMENT =
  /^(?:the\s+)?((?:\p{Lu}[\p{L}'’-]+\s+){0,3}?(?:Act|Circular|Code|Decision|Decree|Direction|Directive|Guideline|Guidance|Instruction|Law|Notice|Order|Ordinance|Proclamation|Regulation|Resolution|Rule)s?(?:\s*\((?:EU|EC|EEC)\))?\s+(?:No\.?\s*)?(?:\p{Lu}[\w/.-]*)?\d+(?:[/.-]\w+)*(?:\s+of\s+\d{4})?)/u;

/** `Decree No. 7 of 2024` of a longer title; null for a title that does not begin so. */
export function shortName(title: string): string | null {
  return INSTRUMENT.exec(title)?.[1]?.trim() ?? null;
}
