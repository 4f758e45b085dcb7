/** A content with other words in one of its texts, by the keys of `domain/page-text.ts`. */
import type { AnalysisContent, OutlineNode } from './analysis.ts';

/**
 * The content with this text under the key; undefined where no text has the key, or the text cannot be given alone, as
 * that of a link, whose addresses are read from it.
 */
export function replaceUnit(
  content: AnalysisContent,
  key: string,
  text: string,
): AnalysisContent | undefined {
  const [kind = '', part = '', index = ''] = key.split('/');
  if (kind === 'section') {
    return replaceOne(
      content.sections,
      content.sections.findIndex((section) => section.key === part),
      (section) => ({ ...section, text }),
      (sections) => ({ ...content, sections }),
    );
  }
  if (kind === 'law') {
    return replaceOne(
      content.laws,
      Number(part),
      (law) => ({ ...law, note: text }),
      (laws) => ({ ...content, laws }),
    );
  }
  if (kind === 'outline') return replacePoint(content, key.split('/').slice(1).map(Number), text);
  return kind === 'report' ? replaceInReport(content, part, Number(index), text) : undefined;
}

function replaceInReport(
  content: AnalysisContent,
  part: string,
  index: number,
  text: string,
): AnalysisContent | undefined {
  const { report } = content;
  if (report === null) return undefined;
  if (part === 'narrative') return { ...content, report: { ...report, narrative: text } };
  if (part === 'disclaimer') return { ...content, report: { ...report, disclaimer: text } };
  if (part !== 'excerpt') return undefined;
  return replaceOne(
    report.excerpts,
    index,
    (excerpt) => ({ ...excerpt, context: text }),
    (excerpts) => ({ ...content, report: { ...report, excerpts } }),
  );
}

function replacePoint(
  content: AnalysisContent,
  path: readonly number[],
  text: string,
): AnalysisContent | undefined {
  const { outline } = content;
  if (outline === null) return undefined;
  const headings = replaceNode(outline.headings, path, text);
  return headings === undefined ? undefined : { ...content, outline: { ...outline, headings } };
}

function replaceNode(
  nodes: readonly OutlineNode[],
  [index = -1, ...deeper]: readonly number[],
  text: string,
): OutlineNode[] | undefined {
  const node = nodes[index];
  if (node === undefined) return undefined;
  const children = deeper.length === 0 ? undefined : replaceNode(node.children, deeper, text);
  if (deeper.length > 0 && children === undefined) return undefined;
  return nodes.toSpliced(
    index,
    1,
    children === undefined ? { ...node, ...splitLabel(node, text) } : { ...node, children },
  );
}

/** The label keeps its own member while the text begins with it, as the page joins the two. */
function splitLabel({ label }: OutlineNode, text: string): Pick<OutlineNode, 'label' | 'text'> {
  if (label === null) return { label, text };
  return text.startsWith(`${label}:`)
    ? { label, text: text.slice(label.length + 1).trimStart() }
    : { label: null, text };
}

function replaceOne<T>(
  all: readonly T[],
  index: number,
  change: (one: T) => T,
  build: (all: T[]) => AnalysisContent,
): AnalysisContent | undefined {
  const one = all[index];
  return one === undefined ? undefined : build(all.toSpliced(index, 1, change(one)));
}
