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
import { filledLines, type Lines, linesText, sliceLines } from './text-lines.ts';

type Part = 'status' | 'narrative' | 'excerpts' | 'links' | 'disclaimer';
/** A Markdown heading of the report's own, which ends a list and belongs to the narrative. */
type Aside = 'aside';

/** Reads the lines below "Full Analysis Report"; null when there is nothing on them. */
export function readReportPart(lines: Lines, notices: Notices): AnalysisContent['report'] {
  if (lines.texts.every((text) => text.trim() === '')) return null;
  const cuts = findParts(lines);
  const head = readReportHead(sliceLines(lines, 0, cuts[0]?.index), notices);
  const bodies = cuts.map((cut, index) => ({
    part: cut.part,
    lines: openBody(lines, cut, cuts[index + 1]?.index),
  }));
  const bodyOf = (part: Part) => bodies.find((body) => body.part === part)?.lines ?? { texts: [], first: 1 };
  const asides = bodies.filter((body) => body.part === 'aside').map((body) => body.lines);
  const status = takeStatus(bodyOf('status'));
  const narrative = [head.rest, status.rest, bodyOf('narrative'), ...asides].map(linesText);
  const disclaimer = linesText(bodyOf('disclaimer'));
  return {
    title: head.title,
    heading: head.heading,
    date: head.date,
    topic: head.topic,
    question: head.question,
    identifiedStatus: status.value,
    narrative: narrative.filter((text) => text !== '').join('\n\n'),
    excerpts: readExcerpts(filledLines(bodyOf('excerpts')), notices),
    links: readLinks(filledLines(bodyOf('links'))),
    disclaimer: disclaimer === '' ? null : disclaimer,
  };
}

type Cut = { readonly index: number; readonly part: Part | Aside; readonly inline: string };

/** Each part opens once; a second line of that kind is text of the part it stands in. */
function findParts(lines: Lines): Cut[] {
  const cuts: Cut[] = [];
  const seen = new Set<Part>();
  lines.texts.forEach((text, index) => {
    const found = partOfLine(text);
    if (found !== null && !seen.has(found.part)) {
      seen.add(found.part);
      cuts.push({ index, ...found });
    } else if (/^#{1,6}\s/.test(text) && isList(cuts.at(-1)?.part))
      cuts.push({ index, part: 'aside', inline: text });
  });
  return cuts;
}

function isList(part: Part | Aside | undefined): boolean {
  return part === 'excerpts' || part === 'links' || part === 'status';
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
function takeStatus(body: Lines): { value: string | null; rest: Lines } {
  const [value] = filledLines(body);
  if (value === undefined) return { value: null, rest: body };
  return { value: value.text.trim(), rest: sliceLines(body, value.number - body.first + 1) };
}
