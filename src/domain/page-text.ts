/**
 * Every piece of text on a page, each under a stable key, so that a verdict can say where it belongs and the page
 * can find it again. The order is the reading order.
 */
import type { AnalysisContent, OutlineNode } from './analysis.ts';

/** One piece of text. `role` tells the verifier what kind of sentences to expect. */
export type PageUnit = {
  /** `section/executive-summary`, `outline/2/0`, `report/narrative`, `report/excerpt/0`, … */
  readonly key: string;
  readonly role: 'prose' | 'point' | 'heading' | 'excerpt' | 'link' | 'disclaimer';
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  /** For an excerpt, the source it is from, as named; null otherwise. */
  readonly attributedTo: string | null;
};

/** All units of a page in reading order; empty texts are left out. */
export function listUnits(content: AnalysisContent): PageUnit[] {
  const format = content.textFormat;
  const units: PageUnit[] = [];
  const add = (
    key: string,
    role: PageUnit['role'],
    text: string | null,
    attributedTo: string | null = null,
  ) => {
    if (text !== null && text.trim() !== '') units.push({ key, role, text, format, attributedTo });
  };
  for (const section of content.sections) add(`section/${section.key}`, 'prose', section.text);
  content.laws.forEach((law, index) => {
    add(`law/${index}`, 'point', law.note);
  });
  content.outline?.headings.forEach((node, index) => {
    addOutline(node, `outline/${index}`, true);
  });
  const report = content.report;
  if (report !== null) {
    add('report/narrative', 'prose', report.narrative);
    report.excerpts.forEach((excerpt, index) => {
      add(`report/excerpt/${index}`, 'excerpt', excerpt.context, excerpt.source);
    });
    report.links.forEach((link, index) => {
      add(`report/link/${index}`, 'link', link.text);
    });
    add('report/disclaimer', 'disclaimer', report.disclaimer);
  }
  return units;

  function addOutline(node: OutlineNode, key: string, isHeading: boolean, inDisclaimer = false): void {
    const disclaimer = inDisclaimer || (isHeading && /disclaimer/i.test(node.text));
    const role = isHeading ? 'heading' : disclaimer ? 'disclaimer' : 'point';
    add(key, role, outlineText(node));
    node.children.forEach((child, index) => {
      addOutline(child, `${key}/${index}`, false, disclaimer);
    });
  }
}

/** A point as one text: `Rationale: …`. */
export function outlineText(node: OutlineNode): string {
  if (node.label === null) return node.text;
  return node.text === '' ? `${node.label}:` : `${node.label}: ${node.text}`;
}
