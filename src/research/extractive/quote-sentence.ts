/**
 * A sentence of a source as a statement of the page: who says it, where, and the words between quotation marks. What
 * stands around them names the source and says nothing else, and is kept so short that no check could take it for a
 * claim.
 */
import type { BriefSource } from '#domain/brief.ts';
import type { Statement } from '#domain/drafted-page.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import { readActName, shortName } from '#grounding/act-names.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { contentStems } from '#grounding/support-profile.ts';
import type { SourceSentence } from './read-sentences.ts';
import { joinLines, type ListPoint } from './whole-lines.ts';

/** Words of content before a quotation up to which the check reads them as the name of who speaks. */
const NAMING_WORDS = 6;

/** See the module comment. Sentences that follow each other in their source are one quotation. */
export function quoteSentences(sentences: readonly SourceSentence[]): Statement[] {
  const runs: SourceSentence[] = [];
  for (const sentence of sentences) {
    const last = runs.at(-1);
    const joined = last?.source === sentence.source ? joinLines(last.whole, last, sentence) : null;
    if (joined === null) runs.push(sentence);
    else runs.splice(-1, 1, joined);
  }
  return runs.map(quoteSentence);
}

/** One sentence, as it stands on the page. */
export function quoteSentence(sentence: SourceSentence): Statement {
  const { passage, words, points } = sentence;
  const lead = `${leadIn(sentence)}: “${oneLine(words)}”`;
  // A letter before a point that is more than one sentence would make two of the statement.
  const texts = [true, false].map((isMarked) => lead + listText(points, isMarked));
  return {
    text: texts.find((each) => splitSentences(each).length === 1) ?? texts.at(-1) ?? lead,
    passages: [...new Set([passage.id, ...points.map((point) => point.passage.id)])],
    quotation: { passage: passage.id, exact: words },
  };
}

function listText(points: readonly ListPoint[], isMarked: boolean): string {
  const quoted = points.map(({ mark, words, joint }, at) => {
    const own = oneLine(isMarked && /[\p{L}\d]/u.test(mark) ? `${mark} ${words}` : words);
    return `“${own}”${at === points.length - 1 ? '' : `; ${joint}`.trimEnd()}`;
  });
  return quoted.length === 0 ? '' : `: ${quoted.join(' ')}`;
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ');
}

/** The fullest of the ways to name the source and the place that stays a name. */
function leadIn({ source, article }: SourceSentence): string {
  const isPrimary = PRIMARY_TIERS.includes(source.tier);
  const verb = isPrimary ? 'states' : 'reports';
  const leads = namesOf(source).flatMap((name) => [
    ...(isPrimary && article !== null
      ? [{ name, lead: `${capital(article)} of ${inside(name)} ${verb}` }]
      : []),
    { name, lead: `${capital(name)} ${verb}` },
  ]);
  const fallback =
    isPrimary && article !== null ? capital(article) : isPrimary ? 'The text' : 'A stored source';
  return leads.find((each) => isName(each, source))?.lead ?? `${fallback} ${verb}`;
}

/** Short enough beside the source's own name, and with nothing in it that ends a sentence, as a title may. */
function isName(
  { name, lead }: { readonly name: string; readonly lead: string },
  source: BriefSource,
): boolean {
  const { title, publisher } = source;
  const { act } = readActName(title ?? '');
  const isOwn = [title, publisher, act, shortName(act)].includes(name);
  const beside = isOwn ? lead.replace(name, ' ') : lead;
  return contentStems(beside).length <= NAMING_WORDS && splitSentences(`${lead}: “It is so.”`).length === 1;
}

const LONGEST_NAME = 110;

/** Names of a source, the best first: an act by its number or else its title, anything else by who published it. */
function namesOf({ title, publisher, tier }: BriefSource): string[] {
  const { act } = readActName(title ?? '');
  const names = PRIMARY_TIERS.includes(tier) ? [shortName(act), act, publisher] : [publisher, title];
  return names.flatMap((name) => {
    const isFit =
      name !== null && name.trim() !== '' && name.length <= LONGEST_NAME && !/[:“”"«»[\]\n]/.test(name);
    return isFit ? [name] : [];
  });
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `the Notice`, `the Lamps Act`; a number makes a name of its own: `Decree No. 7`. */
function inside(name: string): string {
  return /\d/.test(name) || /^the\s/i.test(name) ? name.replace(/^The\s/, 'the ') : `the ${name}`;
}
