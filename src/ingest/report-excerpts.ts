/**
 * The report's excerpts: who is quoted, and the passage with its context. Pages write them as labelled bullets
 * (`Source: …`, below it `Summary/Context: …`), as a quotation with its origin behind a dash, or as an origin with
 * the quotation behind a colon; all three are read.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Notices } from './import-notices.ts';
import { isListEntry, type MarkedLine, readMarker } from './list-marker.ts';
import type { Line } from './text-lines.ts';

type Excerpt = NonNullable<AnalysisContent['report']>['excerpts'][number];
type Draft = {
  source: string;
  readonly context: string[];
  readonly labelled: boolean;
  readonly indent: number;
  readonly line: Line;
};

const SOURCE = /^\**(?:source|document|reference)\s*(?:\d{1,3}\s*)?\**\s*:\**\s*/i;
const CONTEXT = /^\**(?:summary\s*\/\s*context|summary|context|excerpt|quote|quotation|text)\**\s*:\**\s*/i;

/** Reads the filled lines of the part. Lines above the first excerpt become an UNPLACED_TEXT finding. */
export function readExcerpts(lines: readonly Line[], notices: Notices): Excerpt[] {
  const drafts: Draft[] = [];
  const stray: Line[] = [];
  let lastLine = 0;
  for (const line of lines) {
    const touches = line.number === lastLine + 1;
    if (!takeLine(drafts, readMarker(line.text), line, touches)) stray.push(line);
    lastLine = line.number;
  }
  notices.unplaced(stray, 'above the excerpts of the report');
  return drafts.map((draft) => finish(draft, notices));
}

/** False when the line stands above the first excerpt and is none itself. */
function takeLine(drafts: Draft[], marked: MarkedLine, line: Line, touches: boolean): boolean {
  const current = drafts.at(-1);
  const sourceLabel = SOURCE.exec(marked.text);
  if (sourceLabel !== null) {
    const source = marked.text.slice(sourceLabel[0].length);
    const belongsAbove = current !== undefined && current.source === '' && marked.indent > current.indent;
    if (belongsAbove) current.source = source;
    else drafts.push({ source, context: [], labelled: true, indent: marked.indent, line });
    return true;
  }
  const contextLabel = CONTEXT.exec(marked.text);
  if (contextLabel !== null) {
    const context = [marked.text.slice(contextLabel[0].length)];
    if (current !== undefined) current.context.push(...context);
    else drafts.push({ source: '', context, labelled: true, indent: marked.indent, line });
    return true;
  }
  if (isListEntry(marked) && marked.indent <= (current?.indent ?? marked.indent)) {
    drafts.push({ ...splitFreeForm(marked.text), labelled: false, indent: marked.indent, line });
    return true;
  }
  if (current === undefined) return false;
  const continuesSource = current.context.length === 0 && !isListEntry(marked) && touches;
  if (continuesSource || current.source === '') {
    if (current.context.length > 0) current.context.push(marked.text);
    else current.source = `${current.source} ${marked.text}`.trim();
  } else current.context.push(marked.text);
  return true;
}

/** `“Words” — Origin` or `Origin: “Words”`; anything else is taken for the origin until nothing follows it. */
function splitFreeForm(text: string): { source: string; context: string[] } {
  const close = Math.max(text.lastIndexOf('"'), text.lastIndexOf('”'), text.lastIndexOf('»'));
  const behind = close === -1 ? null : /^\s*[—–-]{1,2}\s*(\S.*)$/.exec(text.slice(close + 1));
  if (behind?.[1] !== undefined && /^["“«]/.test(text)) {
    return { source: behind[1], context: [text.slice(0, close + 1)] };
  }
  const colon = /:\s?["“«]/.exec(text)?.index ?? -1;
  if (colon > 0) return { source: text.slice(0, colon), context: [text.slice(colon + 1).trim()] };
  return { source: text, context: [] };
}

function finish(draft: Draft, notices: Notices): Excerpt {
  const context = draft.context.filter((text) => text !== '').join('\n');
  if (context !== '') return { source: draft.source, context };
  if (!draft.labelled) return { source: '', context: draft.source };
  const message = 'An excerpt names its source but quotes and says nothing from it.';
  notices.add('EXCERPT_WITHOUT_CONTEXT', 'minor', message, {
    line: draft.line.number,
    excerpt: draft.line.text.trim(),
  });
  return { source: draft.source, context };
}
