/** The questions by which a model drafts a page, one part at a time; passages travel as in `decide-status.prompt.ts`. */
import type { SectionKey } from '#domain/analysis.ts';
import { MATERIAL_RULES, STATEMENT_RULES } from './drafting-rules.prompt.ts';

/** Name and number of the words below and of the drafting rules; a change of any of them takes a new number. */
export const SECTIONS_PROMPT_VERSION = 'draft-sections/1';

/** What each section is to tell. */
export const SECTION_TASKS: Readonly<Record<SectionKey, string>> = {
  'executive-summary':
    'Two to four statements that a hurried reader needs beside the status: since when it holds, what it rests on, and what it means for the people concerned.',
  'key-pillars': 'Which bodies are competent, which duties and licences there are, and which restrictions.',
  'landmark-laws':
    'Which laws, decrees, regulations and notices there are, what each of them orders, and from when.',
  considerations:
    'What speaks against the status or qualifies it: reservations, exceptions, conflicting accounts, plans that are not yet law.',
  notes:
    'What a reader should know of the documents themselves: their date, who published them, what they leave open.',
  'detailed-explanation':
    'The matter at length and in order: how it came about, what applies now, to whom, how it is enforced, what is to come.',
};

const OPENING = `You draft one part of a page on one topic in one jurisdiction, from numbered passages only.

${MATERIAL_RULES}`;

const SPARSE =
  'Write only what the passages bear. Few statements, or none, are a good answer where they bear little: a gap is told to the reader as a gap. A text on another jurisdiction says nothing of this one.';

/** The instructions for a section of statements. */
export const SECTION_SYSTEM = `${OPENING}

The document has "part": what to write. ${SPARSE}

Answer with one JSON object and nothing else: {"statements": at most twelve statements}.

${STATEMENT_RULES}`;

/** The instructions for the section on laws, with its table. */
export const LAWS_SYSTEM = `${OPENING}

The document has "part": what to write. ${SPARSE}

Answer with one JSON object and nothing else: {"statements": at most twelve statements, "laws": the instruments that the passages name}. A law is {"name", "number", "article", "issuer", "proposedOn", "enactedOn", "inForceOn", "applicableOn", "repealedOn", "passages"}: name, number, article and issuer in the very words of a passage you name, dates as "YYYY-MM-DD", "YYYY-MM" or "YYYY" where a passage you name gives that date for exactly this; "" for whatever no passage says. Instruments of other jurisdictions are not listed.

${STATEMENT_RULES}`;

/** The instructions for the points under the numbered headings. */
export const OUTLINE_SYSTEM = `${OPENING}

The document has "headings": the headings of the summary points. Put under each what the passages say on it, in at most five statements; leave a heading out where they say nothing. ${SPARSE}

Answer with one JSON object and nothing else: {"headings": [{"heading": one of the headings exactly as given, "statements": …}]}.

${STATEMENT_RULES}`;
