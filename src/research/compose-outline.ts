/** The summary points of a drafted page: every heading that the topic expects, in its order, with a gap where nothing was found. */
import type { AnalysisContent, CitedSource, OutlineNode } from '#domain/analysis.ts';
import type { DraftedPage } from '#domain/drafted-page.ts';
import type { Topic } from '#domain/topic.ts';
import { splitSentences } from '#grounding/sentences.ts';
import type { Citations, UsedSource } from './cite-sources.ts';
import { HEADING_GAP, sectionGap } from './gap-words.ts';
import { sourceName } from './source-names.ts';
import type { StatementWriter } from './write-statements.ts';

const DOCUMENTS = /\b(?:documents?|sources?|references?)\b/i;
const LAWS = /\b(?:legislation|laws|instruments)\b/i;
const DISCLAIMER = /\bdisclaimer\b/i;

/** See the module comment. `disclaimer` stands under the heading of that name. */
export function composeOutline(
  topic: Topic,
  page: DraftedPage,
  label: string,
  disclaimer: string,
  citations: Citations,
  writer: StatementWriter,
): NonNullable<AnalysisContent['outline']> {
  const told = page.headings.map(({ heading }) => heading);
  const headings = topic.outlineHeadings.length > 0 ? topic.outlineHeadings : told;
  return {
    title: topic.title,
    overallStatus: label,
    headings: headings.map((heading, at): OutlineNode => {
      const unit = `outline/${at}`;
      const own = page.headings.filter((each) => each.heading === heading).flatMap((each) => each.statements);
      const texts = own.map((statement, index) => writer.one(`${unit}/${index}`, statement));
      const children = texts.map(point);
      if (DISCLAIMER.test(heading)) children.push(point(disclaimer));
      else if (DOCUMENTS.test(heading)) children.push(...citations.used.map(usedPoint));
      if (children.length === 0) children.push(point(gapUnder(heading, page)));
      return { number: roman(at + 1), label: null, text: heading, children };
    }),
  };
}

function usedPoint({ source, mark }: UsedSource): OutlineNode {
  return pointTo(sourceName(source), source, mark);
}

function gapUnder(heading: string, { laws }: DraftedPage): string {
  return LAWS.test(heading) && laws.length > 0 ? sectionGap('landmark-laws', true) : HEADING_GAP;
}

function point(text: string): OutlineNode {
  return { number: null, label: null, text, children: [] };
}

/** True for the heading whose points are the sources of the page. */
export function listsDocuments({ text, children }: OutlineNode): boolean {
  return DOCUMENTS.test(text) && children.every(({ label }) => label === 'Source');
}

/** A source in the list of documents. A name is no claim; a full stop in it would make a sentence of what stands behind it. */
export function documentPoint({ title, publisher, url, publishedOn, ref }: CitedSource): OutlineNode {
  return pointTo(title ?? publisher ?? url ?? `Source ${ref}`, { title, publisher, publishedOn }, ref);
}

type Facts = Pick<CitedSource, 'title' | 'publisher' | 'publishedOn'>;

function pointTo(name: string, { title, publisher, publishedOn }: Facts, mark: string): OutlineNode {
  const facts = [title === null ? null : publisher, publishedOn].filter((fact) => fact !== null);
  const named = `${name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
  const isOne = splitSentences(`Source: ${named}`).length === 1;
  const text = isOne ? named : named.replace(/[.!?]+(?=\s)/g, ' –').replace(/\s+/g, ' ');
  return { number: null, label: 'Source', text: `${text} [${mark}]`, children: [] };
}

const NUMERALS: readonly (readonly [number, string])[] = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(number: number): string {
  const found = NUMERALS.find(([value]) => value <= number);
  return found === undefined ? '' : `${found[1]}${roman(number - found[0])}`;
}
