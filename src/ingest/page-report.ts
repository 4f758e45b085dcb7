/**
 * The Full Analysis Report: its head, then the numbered parts. Parts are known by their names, not by their numbers,
 * since pages leave parts out; what stands in no part is narrative, so no word is lost.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { extractUrls } from './extract-urls.ts';
import type { Notices } from './import-notices.ts';
import { readMarker } from './list-marker.ts';
import { readExcerpts } from './report-excerpts.ts';
import { plainLine, readReportHead } from './report-head.ts';
import { readLinks } from './report-links.ts';
import { filledLines, type Line, type Lines, linesText, sliceLines } from './text-lines.ts';

/** The report with the lines that name its topic and status, which the page is compared with. */
export type ReadReport = {
  readonly report: NonNullable<AnalysisContent['report']>;
  readonly topicLine: number | null;
  readonly statusLine: number | null;
};

type Part = 'status' | 'narrative' | 'excerpts' | 'links' | 'disclaimer';

/** Reads the lines below "Full Analysis Report"; null when there is nothing on them. */
export function readReportPart(lines: Lines, notices: Notices): ReadReport | null {
  if (lines.texts.every((text) => text.trim() === '')) return null;
  const cuts = findParts(lines);
  const head = readReportHead(sliceLines(lines, 0, cuts[0]?.index), notices);
  const bodies = new Map(
    cuts.map((cut, position) => [cut.part, openBody(lines, cut, cuts[position + 1]?.index)] as const),
  );
  const status = takeStatus(bodies.get('status'));
  const narrative = [head.rest, status.rest, bodies.get('narrative')].map((part) =>
    part === undefined ? '' : linesText(part),
  );
  const disclaimer = bodies.get('disclaimer');
  return {
    report: {
      title: head.title,
      heading: head.heading,
      date: head.date,
      topic: head.topic?.text ?? null,
      question: head.question,
      identifiedStatus: status.value?.text ?? null,
      narrative: narrative.filter((text) => text !== '').join('\n\n'),
      excerpts: readExcerpts(filledPart(bodies, 'excerpts'), notices),
      links: readLinks(filledPart(bodies, 'links')),
      disclaimer: disclaimer === undefined ? null : linesText(disclaimer),
    },
    topicLine: head.topic?.number ?? null,
    statusLine: status.value?.number ?? null,
  };
}

type Cut = { readonly index: number; readonly part: Part; readonly inline: string };

/** Each part opens once; a second line of that kind is text of the part it stands in. */
function findParts(lines: Lines): Cut[] {
  const cuts: Cut[] = [];
  const seen = new Set<Part>();
  lines.texts.forEach((text, index) => {
    const found = partOfLine(text);
    if (found === null || seen.has(found.part)) return;
    seen.add(found.part);
    cuts.push({ index, ...found });
  });
  return cuts;
}

/** A part's heading stands at the margin: `2. Detailed Narrative Explanation:`, `Disclaimer: …`, `### Links`. */
function partOfLine(line: string): { part: Part; inline: string } | null {
  if (line === '' || /^\s/.test(line)) return null;
  const marked = readMarker(plainLine(line.slice(0, 400)));
  if (marked.bullet) return null;
  const colon = marked.text.indexOf(':');
  const name = (colon === -1 ? marked.text : marked.text.slice(0, colon)).toLowerCase().trim();
  const part = name.length > 80 ? null : partOfName(name);
  if (part === null) return null;
  const inline = colon === -1 ? '' : plainLine(line.slice(line.indexOf(':') + 1));
  if (part === 'disclaimer' || part === 'status')
    return colon === -1 && !isHeading() ? null : { part, inline };
  if (inline !== '' && (marked.number === null || extractUrls(inline).length > 0)) return null;
  return isHeading() || colon !== -1 ? { part, inline } : null;

  function isHeading(): boolean {
    return marked.number !== null || /^#{1,6}\s|^\*\*.*\*\*:?\s*$/.test(line.slice(0, 400));
  }
}

function partOfName(name: string): Part | null {
  if (/^(?:identified )?(?:current )?(?:regulatory )?status$/.test(name)) return 'status';
  if (/^(?:legal )?disclaimer$/.test(name)) return 'disclaimer';
  if (name.split(/\s+/).length > 8) return null;
  if (/\bexcerpts?\b/.test(name)) return 'excerpts';
  if (/\burls?\b|\blinks?\b|^references$|^sources$/.test(name)) return 'links';
  return /\bnarrative\b|^(?:detailed )?explanation$/.test(name) ? 'narrative' : null;
}

/** The lines of a part; what stands on its heading's line behind the colon comes first. */
function openBody(lines: Lines, cut: Cut, to: number | undefined): Lines {
  const body = sliceLines(lines, cut.index + 1, to);
  return { texts: [cut.inline, ...body.texts], first: body.first - 1 };
}

/** The status is one line; what follows it belongs to the narrative. */
function takeStatus(body: Lines | undefined): { value: Line | null; rest: Lines | undefined } {
  const [value] = body === undefined ? [] : filledLines(body);
  if (body === undefined || value === undefined) return { value: null, rest: undefined };
  const rest = sliceLines(body, value.number - body.first + 1);
  return { value: { text: value.text.trim(), number: value.number }, rest };
}

function filledPart(bodies: ReadonlyMap<Part, Lines>, part: Part): Line[] {
  const body = bodies.get(part);
  return body === undefined ? [] : filledLines(body);
}
