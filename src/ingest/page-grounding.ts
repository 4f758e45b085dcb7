/**
 * A provider's grounding as it stands in a file. The exact text is kept (product invariant 6), whole values are
 * found by scanning and not by guessing at brackets, and a damaged one is kept too, with a finding.
 */
import type { ProviderGrounding } from '#domain/analysis.ts';
import { recogniseProvider } from '#grounding/provider/recognise-provider.ts';
import type { Notices } from './import-notices.ts';
import { isFurniture } from './page-furniture.ts';
import { findJsonFault } from './parse-json-text.ts';
import { scanJson } from './scan-json.ts';
import type { Line, Lines } from './text-lines.ts';

const OPENS_JSON = /^\s*(?:\{|\[\s*(?:[{["\]\d-]|$))/;

/** The lines below "Sources (Raw Data)": every JSON value on them, one entry each; other lines are unplaced text. */
export function readGroundingPart(lines: Lines, notices: Notices): ProviderGrounding[] {
  const text = lines.texts.join('\n');
  const found: ProviderGrounding[] = [];
  const stray: Line[] = [];
  let lineStart = 0;
  let done = 0;
  lines.texts.forEach((whole, index) => {
    const number = lines.first + index;
    const lineEnd = lineStart + whole.length;
    let rest = text.slice(Math.max(lineStart, done), Math.max(lineEnd, done));
    if (lineStart >= done && OPENS_JSON.test(rest)) {
      const start = lineStart + rest.length - rest.trimStart().length;
      const scan = scanJson(text, start);
      const raw = scan.ok ? text.slice(start, scan.end) : text.slice(start).trimEnd();
      found.push(readGrounding(raw, number, notices));
      done = scan.ok ? scan.end : text.length;
      rest = text.slice(done, Math.max(lineEnd, done));
    }
    if (rest.trim() !== '' && !isFurniture(rest)) stray.push({ text: rest.trimEnd(), number });
    lineStart = lineEnd + 1;
  });
  notices.unplaced(stray, 'beside the raw source data');
  return found;
}

/** One answer with its provider. A text that is no JSON is kept as `unknown` with a GROUNDING_JSON_INVALID finding. */
export function readGrounding(raw: string, firstLine: number, notices: Notices): ProviderGrounding {
  const fault = findJsonFault(raw);
  if (fault === null) return { provider: recogniseProvider(JSON.parse(raw)), raw };
  const events = readEvents(raw);
  if (events !== null) return { provider: recogniseProvider(events), raw };
  const line = firstLine + fault.line - 1;
  const place = `line ${line}, column ${fault.column}`;
  const message = `The provider's grounding is no valid JSON: ${fault.reason} (${place}). It is kept as it stands.`;
  notices.add('GROUNDING_JSON_INVALID', 'major', message, { line, excerpt: raw });
  return { provider: 'unknown', raw };
}

/** A recorded stream: one JSON value a line, or server-sent events; null when it is neither. */
export function readEvents(raw: string): unknown[] | null {
  const events: unknown[] = [];
  for (const line of raw.split('\n')) {
    const data = line.replace(/^data:\s*/, '').trim();
    if (data === '' || data === '[DONE]' || /^(?:event|id|retry):/.test(data) || data.startsWith(':'))
      continue;
    if (findJsonFault(data) !== null) return null;
    events.push(JSON.parse(data));
  }
  return events.length === 0 ? null : events;
}
