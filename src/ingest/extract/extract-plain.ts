/**
 * Plain text is kept as it is. Facts are taken only from what stands clearly at the top: a short first line set off by
 * a blank one is the title, and labelled lines (`By …`, `Published: …`) say the rest; nothing is guessed from prose.
 */
import { type ExtractedText, SOURCE_TIERS, type SourceFacts } from '#domain/source.ts';
import { cleanText, oneLine } from './clean-text.ts';
import { parseLegalDate } from './legal-date.ts';

/** A change of rules gets a new number. */
export const PLAIN_EXTRACTOR_VERSION = '1';

const TITLE_MAX_CHARS = 200;
const HEADER_LINES = 12;

/** Text and what its first lines say of it. Facts that are not stated are left out. */
export function extractPlain(decoded: string): { extracted: ExtractedText; facts: Partial<SourceFacts> } {
  const text = cleanText(decoded);
  return {
    extracted: { extractor: 'plain-text', extractorVersion: PLAIN_EXTRACTOR_VERSION, text, pageStarts: [] },
    facts: readHeaderFacts(text),
  };
}

type MutableFacts = { -readonly [Key in keyof SourceFacts]?: SourceFacts[Key] };

function readHeaderFacts(text: string): Partial<SourceFacts> {
  // A bound on what is looked at: the top of a text without line ends is the whole of it.
  const lines = text
    .slice(0, 10_000)
    .split('\n')
    .map((line) => line.trim());
  const facts: MutableFacts = {};
  let seen = 0;
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    seen += 1;
    if (seen > HEADER_LINES) break;
    if (readLabelledLine(line, facts)) continue;
    const isTitle =
      seen === 1 &&
      line.length < TITLE_MAX_CHARS &&
      lines[index + 1] === '' &&
      lines.slice(index + 2).some((rest) => rest !== '');
    if (isTitle) facts.title = line;
  }
  return facts;
}

/** True when the line is one of ours, so that it is not taken for a title. */
function readLabelledLine(line: string, facts: MutableFacts): boolean {
  const byline = /^by\s+(\p{Lu}[^.:;!?]{1,98}[^.:;!?,\s]\.?)$/iu.exec(line)?.[1];
  if (byline !== undefined && /^\p{Lu}/u.test(byline) && byline.split(/\s+/).length <= 12) {
    facts.author ??= byline;
    return true;
  }
  const found = /^(title|author|by|published(?: on)?|date|publisher|url|tier)\s*:\s*(\S.*)$/i.exec(line);
  if (found === null) return false;
  const value = oneLine(found[2]);
  if (value === null || value.length > TITLE_MAX_CHARS) return false;
  return setLabelled(found[1]?.toLowerCase() ?? '', value, facts);
}

function setLabelled(label: string, value: string, facts: MutableFacts): boolean {
  switch (label) {
    case 'title':
      facts.title ??= value;
      return true;
    case 'author':
    case 'by':
      facts.author ??= value;
      return true;
    case 'publisher':
      facts.publisher ??= value;
      return true;
    case 'url':
      if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
      facts.url ??= value;
      return true;
    case 'tier': {
      const tier = SOURCE_TIERS.find((known) => known === value.toLowerCase());
      if (tier === undefined) return false;
      facts.tier ??= tier;
      return true;
    }
    default: {
      const date = parseLegalDate(value);
      if (date === null) return false;
      facts.publishedOn ??= date;
      return true;
    }
  }
}
