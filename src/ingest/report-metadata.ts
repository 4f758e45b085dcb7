/**
 * What a report says of itself before its text begins: YAML front matter between `---` lines, or `Key: value` lines
 * at the top. Keys we do not know become findings with their value; none is guessed at.
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { AppError } from '#domain/errors.ts';
import type { Notices } from './import-notices.ts';
import { type Line, type Lines, sliceLines } from './text-lines.ts';

const KEYS = [
  'jurisdiction',
  'topic',
  'status',
  'ground',
  'status-since',
  'unknown-reason',
  'language',
  'title',
  'date',
  'question',
  'run',
] as const;

/** A fact that a report can give about itself. */
export type MetadataKey = (typeof KEYS)[number];

/** The facts given, each with its line, and the lines of the report below them. */
export type Metadata = { readonly facts: Partial<Record<MetadataKey, Line>>; readonly body: Lines };

const OTHER_NAMES: Readonly<Record<string, MetadataKey>> = {
  country: 'jurisdiction',
  description: 'question',
};

/** Longest front matter that is parsed, in characters. */
const LONGEST = 65_536;

/** Reads the top of a report. Throws `invalid-input` with the line when the front matter is no YAML mapping. */
export function readMetadata(lines: Lines, file: string, notices: Notices): Metadata {
  const start = lines.texts.findIndex((text) => text.trim() !== '');
  if (lines.texts[start]?.trimEnd() === '---') {
    const end = lines.texts.findIndex((text, index) => index > start && /^(?:---|\.\.\.)\s*$/.test(text));
    if (end !== -1) return readFrontMatter(lines, start, end, file, notices);
  }
  return readKeyLines(lines, Math.max(start, 0));
}

function readFrontMatter(lines: Lines, start: number, end: number, file: string, notices: Notices): Metadata {
  const text = lines.texts.slice(start + 1, end).join('\n');
  const firstLine = lines.first + start + 1;
  const facts: Metadata['facts'] = {};
  for (const [name, value, line] of parseYaml(text, firstLine, file)) {
    const key = keyOf(name);
    if (key !== undefined && facts[key] === undefined && value !== null) {
      if (value !== '') facts[key] = { text: value, number: line };
      continue;
    }
    const excerpt = `${name}: ${value ?? '(a list or mapping)'}`;
    const message = `The front matter has “${name.slice(0, 60)}”, which is not read.`;
    notices.add('FRONT_MATTER_UNKNOWN_KEY', 'minor', message, {
      line,
      excerpt: value === null ? text : excerpt,
    });
  }
  return { facts, body: sliceLines(lines, end + 1) };
}

/** Name, value (null when it is no scalar) and line of every member. */
function parseYaml(text: string, firstLine: number, file: string): [string, string | null, number][] {
  const lineCounter = new LineCounter();
  const fail = (reason: string, line: number): AppError =>
    new AppError('invalid-input', `The front matter cannot be read: ${reason}.`, {
      place: { file, line },
      remedy: 'Write one `key: value` a line between the `---` lines.',
    });
  if (text.length > LONGEST) throw fail('it is longer than 64 KB', firstLine);
  const document = parseSafely();
  const [error] = document.errors;
  if (error !== undefined) {
    const reason =
      error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'it is no YAML';
    throw fail(reason, firstLine + (error.linePos?.[0].line ?? 1) - 1);
  }
  const { contents } = document;
  if (contents === null) return [];
  if (!isMap(contents)) throw fail('it is no list of keys and values', firstLine);
  return contents.items.map(({ key, value }) => {
    const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    const line = firstLine + lineCounter.linePos(offset).line - 1;
    const isPlain = value === null || isScalar(value);
    return [isScalar(key) ? String(key.value) : '(a complex key)', isPlain ? scalarText(value) : null, line];
  });

  function parseSafely(): ReturnType<typeof parseDocument> {
    try {
      return parseDocument(text, { lineCounter, prettyErrors: false });
    } catch (cause) {
      // The parser recurses; deep nesting ends in a RangeError, which is the file's fault and not a defect.
      throw cause instanceof RangeError ? fail('it is nested too deeply', firstLine) : cause;
    }
  }
}

function scalarText(value: unknown): string {
  if (!isScalar(value) || value.value === null) return '';
  return (typeof value.value === 'string' ? value.value : (value.source ?? String(value.value))).trim();
}

const KEY_LINE = /^(?:[-*]\s+)?\**([A-Za-z][A-Za-z -]{1,24})\**\s*:\**\s*(\S.*)$/;

/** Takes `Key: value` lines; a Markdown title and blank lines may stand above and between them. */
function readKeyLines(lines: Lines, start: number): Metadata {
  const facts: Metadata['facts'] = {};
  const rest: string[] = [];
  let index = start;
  for (; index < lines.texts.length; index += 1) {
    const text = lines.texts[index] ?? '';
    const match = KEY_LINE.exec(text.trimEnd());
    const key = match === null ? undefined : keyOf(match[1] ?? '');
    if (match !== null && key !== undefined && facts[key] === undefined) {
      facts[key] = { text: (match[2] ?? '').trim(), number: lines.first + index };
      rest.push('');
    } else if (text.trim() === '' || (/^#\s/.test(text) && rest.every((above) => above === '')))
      rest.push(text);
    else break;
  }
  const body = [...lines.texts.slice(0, start), ...rest, ...lines.texts.slice(index)];
  return { facts, body: { texts: body, first: lines.first } };
}

function keyOf(name: string): MetadataKey | undefined {
  const folded = name.trim().toLowerCase().replace(/[ _]+/g, '-');
  return (
    KEYS.find((key) => key === folded) ??
    (Object.hasOwn(OTHER_NAMES, folded) ? OTHER_NAMES[folded] : undefined)
  );
}
