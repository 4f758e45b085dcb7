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

/**
 * See the module comment. Sentences that follow each other in their source are one quotation. Those `against` the status
 * say so, as they are not to be read as what holds.
 */
export function quoteSentences(
  sentences: readonly SourceSentence[],
  against: readonly SourceSentence[] = [],
): Statement[] {
  const runs: { sentence: SourceSentence; isAgainst: boolean }[] = [];
  for (const sentence of sentences) {
    const isAgainst = against.includes(sentence);
    const last = runs.at(-1);
    const isAlike = last?.sentence.source === sentence.source && last.isAgainst === isAgainst;
    const joined = isAlike ? joinLines(sentence.whole, last.sentence, sentence) : null;
    if (joined !== null) runs.pop();
    runs.push({ sentence: joined ?? sentence, isAgainst });
  }
  return runs.flatMap(({ sentence, isAgainst }) => {
    const statement = quoteSentence(sentence);
    if (statement === undefined || !isAgainst) return statement ?? [];
    const text = statement.text.replace(/^(?:A stored|The text)/, (words) => words.toLowerCase());
    return { ...statement, text: `By contrast, ${text}` };
  });
}

/** One sentence; undefined for a list that no way of writing keeps one: without its points it would mislead. */
export function quoteSentence(sentence: SourceSentence): Statement | undefined {
  const { passage, words, points } = sentence;
  const lead = `${leadIn(sentence)}: “${oneLine(words)}”`;
  // A letter inside the quotation of a point with a full stop of its own would make two sentences of the statement.
  const texts = (['inside', 'before', 'none'] as const).map((marks) => lead + listText(points, marks));
  const text = points.length === 0 ? lead : texts.find((each) => splitSentences(each).length === 1);
  if (text === undefined) return undefined;
  return {
    text,
    passages: [...new Set([passage.id, ...points.map((point) => point.passage.id)])],
    quotation: { passage: passage.id, exact: words },
  };
}

function listText(points: readonly ListPoint[], marks: 'inside' | 'before' | 'none'): string {
  const quoted = points.map(({ mark, words, joint }, at) => {
    const own = marks === 'none' || !/[\p{L}\d]/u.test(mark) ? '' : `${mark} `;
    const text = marks === 'inside' ? `“${own}${oneLine(words)}”` : `${own}“${oneLine(words)}”`;
    return `${text}${at === points.length - 1 ? '' : `; ${joint}`.trimEnd()}`;
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
