/**
 * A sentence of a source as a statement of the page: who says it, where, and the words between quotation marks. What
 * stands around them names the source and says nothing else, and is kept so short that no check could take it for a
 * claim.
 */
import type { BriefSource } from '#domain/brief.ts';
import type { Statement } from '#domain/drafted-page.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { contentStems } from '#grounding/support-profile.ts';
import type { SourceSentence } from './read-sentences.ts';

/** Words of content before a quotation up to which the check reads them as the name of who speaks. */
const NAMING_WORDS = 6;
const INSTRUMENT =
  /^(?:the\s+)?((?:\p{Lu}[\p{L}'’-]+\s+){0,3}?(?:Act|Circular|Code|Decision|Decree|Direction|Directive|Guideline|Guidance|Instruction|Law|Notice|Order|Ordinance|Proclamation|Regulation|Resolution|Rule)s?(?:\s*\((?:EU|EC|EEC)\))?\s+(?:No\.?\s*)?(?:\p{Lu}[\w/.-]*)?\d+(?:[/.-]\w+)*(?:\s+of\s+\d{4})?)/u;

/** See the module comment. */
export function quoteSentence(sentence: SourceSentence): Statement {
  const { passage, words } = sentence;
  const line = words.replace(/\s+/g, ' ');
  return {
    text: `${leadIn(sentence)}: “${line}”`,
    passages: [passage.id],
    quotation: { passage: passage.id, exact: words },
  };
}

/** The longest of the ways to name the source and the place that stays a name. */
function leadIn({ source, article }: SourceSentence): string {
  const isPrimary = PRIMARY_TIERS.includes(source.tier);
  const verb = isPrimary ? 'states' : 'reports';
  const places = isPrimary && article !== null ? [article] : [];
  const leads = [
    ...namesOf(source).flatMap((name) => [
      ...places.map((place) => `${capital(place)} of ${inside(name)} ${verb}`),
      `${name} ${verb}`,
    ]),
    ...places.map((place) => `${capital(place)} ${verb}`),
  ];
  return leads.find(isName) ?? `${isPrimary ? 'The text' : 'A stored source'} ${verb}`;
}

/** Short enough, and with nothing in it that ends a sentence: a title may hold a full stop or a question. */
function isName(lead: string): boolean {
  return contentStems(lead).length <= NAMING_WORDS && splitSentences(`${lead}: “It is so.”`).length === 1;
}

/** Names of a source, the fullest first: an instrument by its title, anything else by who published it. */
export function namesOf({ title, publisher, tier }: BriefSource): string[] {
  const clean = (name: string | null) =>
    (name ?? '')
      .replace(/\s+/g, ' ')
      .replace(/[:“”"«»[\]]/g, '')
      .trim();
  const short = shortName(clean(title));
  const isAct = PRIMARY_TIERS.includes(tier) && clean(title) !== '';
  const names = isAct ? [clean(title), short ?? ''] : [clean(publisher), clean(title)];
  return names.filter((name) => name !== '' && name.length <= 90);
}

/** `Decree No. 7 of 2024` of a longer title; null for a title that does not begin so. */
export function shortName(title: string): string | null {
  return INSTRUMENT.exec(title)?.[1]?.trim() ?? null;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `the Notice` inside a sentence. */
function inside(name: string): string {
  return name.replace(/^The\s/, 'the ');
}
