/**
 * What kind of file a text is, by marks that only one kind has. Nothing is read yet; a text that fits no kind is
 * refused here, with a sentence on what would.
 */
import { AppError } from '#domain/errors.ts';
import { recogniseProvider } from '#grounding/provider/recognise-provider.ts';
import { readEvents } from './page-grounding.ts';
import { partOfHeading } from './page-sections.ts';
import { findJsonFault, parseJsonText } from './parse-json-text.ts';

/** The kinds of files that import and check take. */
export type FileKind = 'page-text' | 'report' | 'regatlas-json' | 'provider-json';

/** Lines that only the head of a saved analysis page has, and the one that only its foot has. */
const PAGE_HEAD = /^(?:Back to Analyses\s*$|Analysis ID\b|Workflow Stage\b)/im;
const PAGE_FOOT = /^Sources \(Raw Data\)\s*$/im;
const TOPIC_LINE = /^[A-Z][A-Za-z]*(?:_[A-Z][A-Za-z]*)+\s*$/;
/** How a report names its jurisdiction, which a page never does on one line. */
const REPORT_HEAD = /^(?:---\s*$|(?:[-*] )?\**(?:jurisdiction|topic)\**:)/im;

/** The kind of a text. Throws `invalid-input` when it is damaged JSON, HTML, or no text of ours at all. */
export function recogniseFile(text: string, file: string): FileKind {
  const start = text.trimStart();
  if (/^(?:\{|\[\s*[{["\]])/.test(start)) return kindOfJson(text, file);
  if (/^(?:data|event):\s?\S/.test(start) && readEvents(text) !== null) return 'provider-json';
  if (/^<(?:!doctype html|html|\?xml)\b/i.test(start)) {
    throw refuse(
      file,
      'This is HTML, not the text of a page.',
      'Save the page as plain text, or add it as a source with `regatlas source add`.',
    );
  }
  if (!/\p{L}/u.test(text)) throw refuse(file, 'There are no words in the file.', FORMS);
  return isPageText(text) ? 'page-text' : 'report';
}

const FORMS =
  'Import the saved text of an analysis page, a Markdown or text report, a Regatlas export, or provider JSON.';

function kindOfJson(text: string, file: string): FileKind {
  if (findJsonFault(text) !== null) {
    const events = readEvents(text);
    if (events !== null && recogniseProvider(events) !== 'unknown') return 'provider-json';
  }
  const value = parseJsonText(text, { file });
  const name = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof name === 'string' && name.startsWith('regatlas.')) return 'regatlas-json';
  if (recogniseProvider(value) !== 'unknown') return 'provider-json';
  const message = 'This JSON is neither an export of Regatlas nor an answer of a provider that we know.';
  throw refuse(file, message, FORMS);
}

function isPageText(text: string): boolean {
  const head = text.slice(0, 4000).trimStart().split('\n', 30).join('\n');
  if (PAGE_HEAD.test(head)) return true;
  if (REPORT_HEAD.test(head)) return false;
  if (PAGE_FOOT.test(text)) return true;
  const lines = text.split('\n');
  const hasTopic = lines.slice(0, 12).some((line) => TOPIC_LINE.test(line));
  return hasTopic && lines.some((line) => partOfHeading(line) !== undefined);
}

function refuse(file: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { place: { file }, remedy });
}
