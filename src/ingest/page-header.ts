/**
 * What stands above the first section of a page: jurisdiction, topic, status with confidence, and the labelled facts
 * (id, version, created, stage, run). The facts are kept as declared; none of them becomes ours by being read.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { CONFIDENCE_LEVELS } from '#domain/confidence.ts';
import { AppError, type ErrorPlace } from '#domain/errors.ts';
import type { Topic } from '#domain/topic.ts';
import type { Notices } from './import-notices.ts';
import {
  findJurisdiction,
  findStatus,
  getJurisdiction,
  getStatus,
  getTopic,
  type ReadOptions,
} from './import-terms.ts';
import { isFurniture } from './page-furniture.ts';
import { readDeclaredInstant } from './read-dates.ts';
import { filledLines, type Line, type Lines } from './text-lines.ts';

/** The facts of a page's head. `jurisdiction` is a code, `topic` a key, `status` a value of its scale. */
export type PageHeader = {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly status: string;
  readonly statusLine: number;
  readonly declared: AnalysisContent['declared'];
};

const LABELS = {
  'analysis id': 'id',
  id: 'id',
  version: 'version',
  created: 'created',
  'created at': 'created',
  'workflow stage': 'stage',
  stage: 'stage',
  run: 'run',
  'run id': 'run',
  'produced by': 'run',
  confidence: 'confidence',
  jurisdiction: 'jurisdiction',
  country: 'jurisdiction',
  topic: 'topic',
  status: 'status',
} as const;

type Fact = (typeof LABELS)[keyof typeof LABELS];
type Facts = Partial<Record<Fact, Line>>;

/** Largest id that is taken over; the store keeps numbers as 32-bit integers. */
const LARGEST_ID = 2_147_483_647;

/**
 * Reads the head. Throws `unknown-jurisdiction`, `unknown-topic` or `unknown-status` for words we do not know and
 * `invalid-input` when one of the three is not there.
 */
export function readPageHeader(lines: Lines, options: ReadOptions, notices: Notices): PageHeader {
  const { facts, rest } = takeFacts(filledLines(lines), notices);
  const topicLine = takeTopic(facts, rest, options);
  const topic = getTopic(words(topicLine), options.topics, placeOf(topicLine, options));
  const place = takeJurisdiction(facts, rest, topicLine, options);
  const jurisdiction = getJurisdiction(words(place), options.gazetteer, placeOf(place, options));
  const standing = takeStanding(facts, rest, topic, options);
  notices.unplaced(rest, 'above the first section');
  if (words(standing.status) !== standing.value) {
    const message = `The status was read as ${standing.value}; the page spells it differently.`;
    notices.add('STATUS_SPELLING', 'info', message, {
      line: standing.status.number,
      excerpt: standing.status.text,
    });
  }
  return {
    jurisdiction: jurisdiction.code,
    topic: topic.key,
    status: standing.value,
    statusLine: standing.status.number,
    declared: readDeclared(facts, standing.confidence, notices),
  };
}

/** Takes out the labelled facts, whose value stands behind the label or on the next line, and the furniture. */
function takeFacts(lines: readonly Line[], notices: Notices): { facts: Facts; rest: Line[] } {
  const facts: Facts = {};
  const rest: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || isFurniture(line.text)) continue;
    const labelled = readLabel(line);
    if (labelled === null || facts[labelled.fact] !== undefined) {
      rest.push(line);
      continue;
    }
    const next = lines[index + 1];
    if (labelled.value !== '') {
      facts[labelled.fact] = { text: labelled.value, number: line.number };
    } else if (next !== undefined && !isFurniture(next.text) && readLabel(next) === null) {
      facts[labelled.fact] = { text: next.text.trim(), number: next.number };
      index += 1;
    } else {
      const message = `The page has the label “${line.text.trim()}” with nothing behind it.`;
      notices.add('DECLARED_VALUE_MISSING', 'minor', message, { line: line.number, excerpt: line.text });
    }
  }
  return { facts, rest };
}

/** The value may follow a colon or a tab; without either only words that can be nothing else are taken for one. */
const LABEL_LINE =
  /^([A-Za-z]{2,12}(?: [A-Za-z]{2,5})?)(?:\s*:\s*(.*)|\t+(.*)|\s+(#?\d.*|Latest|Archived|Live|Draft|In review|Withdrawn))?$/;

function readLabel(line: Line): { fact: Fact; value: string } | null {
  const match = LABEL_LINE.exec(line.text.trim());
  const label = match?.[1]?.toLowerCase() ?? '';
  if (match === null || !Object.hasOwn(LABELS, label)) return null;
  const value = (match[2] ?? match[3] ?? match[4] ?? '').trim();
  return { fact: LABELS[label as keyof typeof LABELS], value };
}

function takeTopic(facts: Facts, rest: Line[], { topics, file }: ReadOptions): Line {
  if (facts.topic !== undefined) return facts.topic;
  const isKnown = (line: Line) => topics.some((topic) => topic.key === words(line));
  const isKeyLike = (line: Line) => /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$/.test(words(line));
  const place = rest.findIndex(isKnown);
  const keyLike = place >= 0 ? place : rest.findIndex(isKeyLike);
  const index = keyLike >= 0 ? keyLike : facts.jurisdiction === undefined ? 1 : 0;
  const [line] = rest.splice(index, 1);
  if (line !== undefined) return line;
  throw missing('topic', file, `Known topics: ${topics.map((topic) => topic.key).join(', ')}.`);
}

function takeJurisdiction(facts: Facts, rest: Line[], topic: Line, options: ReadOptions): Line {
  if (facts.jurisdiction !== undefined) return facts.jurisdiction;
  const known = rest.findIndex((line) => findJurisdiction(words(line), options.gazetteer) !== undefined);
  const before = rest.findLastIndex((line) => line.number < topic.number);
  const index = known >= 0 ? known : before >= 0 ? before : 0;
  const [line] = rest.splice(index, 1);
  if (line !== undefined) return line;
  throw missing(
    'jurisdiction',
    options.file,
    'Its official name stands above the topic on a page of this kind.',
  );
}

type Standing = { readonly status: Line; readonly value: string; readonly confidence: string | null };

/** The status and the confidence, on one line or two, labelled or not. */
function takeStanding(facts: Facts, rest: Line[], topic: Topic, options: ReadOptions): Standing {
  const line = facts.status ?? rest.splice(Math.max(rest.findIndex(isStatusLine), 0), 1)[0];
  if (line === undefined) {
    const scale = topic.statuses.map((status) => status.value).join(', ');
    throw missing('status', options.file, `The scale of ${topic.key} is ${scale}.`);
  }
  const whole = findStatus(line.text, topic);
  const split = whole === undefined ? splitConfidence(line.text) : null;
  const status = { text: split?.status ?? line.text.trim(), number: line.number };
  const value = whole ?? getStatus(status.text, topic, placeOf(line, options));
  const confidence = facts.confidence?.text ?? split?.confidence ?? takeConfidence(rest);
  return { status, value, confidence };

  function isStatusLine(candidate: Line): boolean {
    const parts = splitConfidence(candidate.text);
    return [candidate.text, parts?.status ?? ''].some((text) => findStatus(text, topic) !== undefined);
  }
}

const LEVEL = `(${CONFIDENCE_LEVELS.join('|')})(?: confidence)?`;
const LEVEL_LINE = new RegExp(`^${LEVEL}$`, 'i');
const LEVEL_AT_END = new RegExp(`[\\s·|,]+(?:confidence:? )?${LEVEL}$`, 'i');

function splitConfidence(text: string): { status: string; confidence: string } | null {
  const line = text.trim();
  if (line.length > 200) return null;
  const match = LEVEL_AT_END.exec(line);
  return match === null ? null : { status: line.slice(0, match.index), confidence: match[1] ?? '' };
}

function takeConfidence(rest: Line[]): string | null {
  const index = rest.findIndex((line) => LEVEL_LINE.test(words(line)));
  const line = index === -1 ? undefined : rest.splice(index, 1)[0];
  return line === undefined ? null : (LEVEL_LINE.exec(words(line))?.[1] ?? null);
}

function readDeclared(facts: Facts, confidence: string | null, notices: Notices): PageHeader['declared'] {
  return {
    id: readId(facts.id, notices),
    version: facts.version?.text ?? null,
    created: readCreated(facts.created, notices),
    stage: facts.stage?.text ?? null,
    confidence,
    run: facts.run?.text ?? null,
  };
}

function readId(line: Line | undefined, notices: Notices): number | null {
  if (line === undefined) return null;
  const digits = /^#?\s*(\d{1,10})$/.exec(line.text.trim())?.[1];
  const id = Number(digits ?? Number.NaN);
  if (id >= 1 && id <= LARGEST_ID) return id;
  const message = 'The id the page gives is not a number we can keep; the page will get a number of ours.';
  notices.add('DECLARED_ID_UNREADABLE', 'minor', message, { line: line.number, excerpt: line.text });
  return null;
}

function readCreated(line: Line | undefined, notices: Notices): string | null {
  if (line === undefined) return null;
  const created = readDeclaredInstant(line.text);
  if (created !== null) return created;
  const message = 'The time of creation is no date with a time of day that can be read without guessing.';
  notices.add('DATE_UNREADABLE', 'minor', message, { line: line.number, excerpt: line.text });
  return null;
}

function missing(what: string, file: string, remedy: string): AppError {
  return new AppError('invalid-input', `The page names no ${what} above its first section.`, {
    place: { file, line: 1 },
    remedy,
  });
}

function placeOf(line: Line, options: ReadOptions): ErrorPlace {
  return { file: options.file, line: line.number };
}

function words(line: Line): string {
  return line.text.trim();
}
