/**
 * The language of law, whatever it is about: by which words a sentence sets a duty, forbids, punishes, excepts, names
 * who is in charge, or tells when an instrument begins and ends. Words of a topic live in the codebook and not here.
 */

/** What a sentence does. A sentence may do several of these. */
export const TRAITS = [
  'definition',
  'commencement',
  'repeal',
  'adoption',
  'penalty',
  'exception',
  'body',
  'restriction',
  'requirement',
  'permission',
  'purpose',
  'development',
  'intent',
] as const;

/** See {@link TRAITS}. */
export type Trait = (typeof TRAITS)[number];

const BODY =
  /\b(?:agency|authorit(?:y|ies)|bank|board|bureau|cabinet|commission(?:er)?|committee|council|court|department|directorate|inspectorate|institute|ministry|minister|office|ombudsman|parliament|prosecutor|regulators?|supervisors?|treasury|tribunal)\b/i;
const CHARGE =
  /\b(?:administers?|charged with|competent|designates?|enforces?|enforcement|implements?|in charge|inspects?|investigates?|licen[cs]es|may (?:inspect|require|issue|order|request|suspend|revoke|impose)|monitors?|overse(?:es?|en)|oversight|powers? to|regulates?|responsible|supervis(?:es?|ed|ion)|is the (?:national |competent )?authority)\b/i;

const CUES: Readonly<Record<Exclude<Trait, 'body' | 'development'>, RegExp>> = {
  commencement:
    /\b(?:(?:enter|enters|entered|come|comes|came|brought) into (?:force|effect|operation)|(?:takes?|took) effect|effective (?:as of|from|on)|(?:shall )?appl(?:y|ies|ied) (?:as )?from|in force (?:since|from|on))\b/i,
  repeal:
    /\b(?:repeal(?:s|ed|ing)?|ceases? to have effect|ceased to have effect|superseded by|replaced by|annulled|rescinded)\b/i,
  adoption:
    /^(?:adopted|approved|done|enacted|issued|passed|promulgated|signed)\b|\b(?:is|was|were|has been) (?:\w+ )?(?:adopted|approved|enacted|gazetted|passed|promulgated|signed into law)\b/i,
  penalty:
    /\b(?:confiscat\w+|convict\w*|criminal\w*|fine[sd]?|forfeit\w*|imprison\w*|liable|offen[cs]es?|penal\w*|punish\w*|revocation|revoked|(?:administrative|disciplinary|financial|pecuniary) sanctions?)\b/i,
  exception:
    /\b(?:except(?:ion|ions)?|exempt\w*|(?:does|do|shall) not apply|derogat\w*|notwithstanding|other than|unless|without prejudice|shall not be required)\b/i,
  restriction:
    /\b(?:ban(?:s|ned|ning)?|barred|cannot|forbid\w*|illegal|(?:may|must|shall|can) not|no (?:one|person|individual|bank|undertaking)\b.{0,40}\b(?:may|shall)|(?:is|are) not (?:allowed|permitted)|only (?:if|where|with|through|by)|prohibit\w*|restrict\w*|unlawful)\b/i,
  requirement:
    /\b(?:dut(?:y|ies) to|has to|have to|licen[cs]e is required|mandatory|must|need to|needs to|oblig\w+|(?:is|are) required to|shall)\b/i,
  permission: /\b(?:allow(?:s|ed)?|entitled|free to|lawful(?:ly)?|legal(?:ly)?|may|permit(?:s|ted)?)\b/i,
  definition: /(?:\bmeans\b|\b(?:is|are) defined as\b|\bfor the purposes? of this\b|\brefers? to any\b)/i,
  intent:
    /\b(?:aims? to|bill|consider(?:s|ing)|consult(?:ation|ing)|draft|intends?|plan(?:s|ned|ning)?|propos(?:al|ed|es)|will|would)\b/i,
  purpose: /\b[Tt]his (?:\p{Lu}\p{L}+) (?:governs|regulates|lays down|applies to|sets out|establishes)\b/u,
};

/** A body in charge has to be what the sentence speaks of, so it stands near the beginning. */
const SUBJECT_WORDS = 9;
const TAKES_OUT =
  /\b(?:derogat\w*|(?:does|do|shall) not apply|exempt\w*|notwithstanding|shall not be required|without prejudice)\b/i;
/** What stands behind these is not what the sentence speaks of. */
const NOT_THE_SUBJECT =
  /^(?:after|as|before|by|for|if|in|on|pursuant|that|to|under|unless|until|upon|when|where|while|with|without)\b.*|\b(?:after|against|before|by|from|if|to|under|unless|when|where|with)\b/i;
const ACTED =
  /\b(?:adopted|allowed|announced|approved|banned|began|begun|charged|completed|confirmed|decided|fined|held|informed|introduced|issued|launched|met|opened|presented|published|reported|ruled|said|set up|signed|started|told|visited|warned)\b/i;

/** What a sentence does; `isDated` when it gives a day, month or year. */
export function readTraits(text: string, isDated: boolean): ReadonlySet<Trait> {
  const found = new Set<Trait>();
  for (const trait of TRAITS) {
    if (trait === 'body') {
      const opening = text.split(/\s+/).slice(0, SUBJECT_WORDS).join(' ').split(NOT_THE_SUBJECT)[0] ?? '';
      if (BODY.test(opening) && CHARGE.test(text)) found.add(trait);
    } else if (trait === 'development') {
      if (isDated && ACTED.test(text)) found.add(trait);
    } else if (CUES[trait].test(text)) found.add(trait);
  }
  // Who has to do something on the day a law begins is under a duty; only "shall enter" tells of the beginning.
  if (found.has('commencement') && /\b(?:shall|must)(?! (?:apply|come|enter|take))\b/i.test(text))
    found.delete('commencement');
  // A duty "unless …" is a duty; only what takes something out of a rule is an exception.
  const isRule = found.has('requirement') || found.has('restriction') || found.has('permission');
  if (isRule && !TAKES_OUT.test(text)) found.delete('exception');
  // "Shall not" and "may not" forbid; the duty and the leave they are made of are none.
  if (found.has('restriction') && !/\b(?:shall|must)(?! not)\b/i.test(text)) found.delete('requirement');
  if (found.has('restriction') || found.has('requirement')) found.delete('permission');
  return found;
}

/** The one thing a sentence is told for, most telling first; null when it does none of them. */
export function mainTrait(traits: ReadonlySet<Trait>): Trait | null {
  return TRAITS.find((trait) => traits.has(trait)) ?? null;
}

const HEADING_TRAITS: readonly (readonly [RegExp, readonly Trait[]])[] = [
  [/\b(?:bod(?:y|ies)|regulators?|authorit(?:y|ies)|institutions?|supervis\w+)\b/i, ['body']],
  [
    /\b(?:legislation|laws?|instruments?|statutes?|acts?)\b/i,
    ['purpose', 'adoption', 'commencement', 'repeal'],
  ],
  [/\b(?:compliance|requirements?|dut(?:y|ies)|obligations?|licensing)\b/i, ['requirement']],
  [
    /\b(?:restrictions?|prohibitions?|limits?|penalt(?:y|ies)|sanctions?|enforcement)\b/i,
    ['restriction', 'penalty', 'exception'],
  ],
  [/\b(?:developments?|news|recent|timeline|outlook)\b/i, ['development', 'intent']],
];

/** Which sentences a heading of an outline is about; empty for one that names no part of the law. */
export function headingTraits(heading: string): readonly Trait[] {
  return HEADING_TRAITS.find(([words]) => words.test(heading))?.[1] ?? [];
}

/** Headings under which the status itself stands. */
export function isOverview(heading: string): boolean {
  return /\b(?:environment|framework|overall|overview|position|status)\b/i.test(heading);
}
