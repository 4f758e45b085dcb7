/** Changed in meaning: one word, or a fixed phrase, for another that decides what a sentence says. */
import { dressed, pick, replacedOnce, type Variant } from './variant.ts';

/** Words of one line stand for one another; the number of lines is the number of kinds of change. */
const EXCHANGES: Readonly<Record<string, string>> = {
  modal: 'shall may must should will can could would might',
  'modal-negation':
    'shall not|may, may not|may, must not|may, cannot|can, will not|will, is not|is, are not|are',
  quantifier: 'all some any each every no most many few several both',
  comparative:
    'more less, higher lower, greater smaller, increase decrease, increases decreases, increased decreased, maximum minimum, above below, over under, exceeds equals, early late, first last',
  phrase:
    'at least|at most, not less than|not more than, more than|less than, no later than|no earlier than, up to|at least, within|after, before|after, prior to|after, until|since, during|after, in addition to|instead of, as well as|instead of',
  conjunction: 'and or',
  condition:
    'if|unless, unless|if, except|including, provided that|even if, subject to|regardless of, where|unless',
  entity:
    'Union|Kingdom, Commission|Council, Parliament|Council, Member States|third countries, Board|Committee, Korea|Japan, China|Russia, North|South, Bitcoin|Ethereum, Delaware|Nevada, California|Colorado, York|Jersey, European|Eurasian, controller|processor, Controller|Processor, provider|deployer, Company|Consultant, Disclosing|Receiving, Receiving|Disclosing, Employee|Employer, State|Federal, Supplier|Customer, Authority|Ministry',
  role: 'employee|employer, employer|employee, buyer|seller, lessor|lessee, licensor|licensee, disclosing|receiving, receiving|disclosing, issuer|holder, issuers|holders, lender|borrower, recipient|sender, party|parties, parties|party, operator|owner, authority|court, authorities|courts, person|company, persons|companies',
  status:
    'adopted|rejected, proposed|enacted, enacted|repealed, applies|applied, in force|repealed, is|was, are|were, has|had, have|had, will|did, approved|refused, granted|denied, planned|finished, draft|final, existing|future, current|former, announced|denied, confirmed|denied',
  'real-word':
    'form|from, from|form, trial|trail, affect|effect, effect|affect, affected|effected, causal|casual, principal|principle, ensure|insure, ensures|insures, personal|personnel, public|pubic, later|latter, lead|lend, through|though, united|untied, prescribed|proscribed, statute|statue, sole|sale, now|not, not|now, lease|lose, interest|internet, adverse|averse, council|counsel, party|patty, parties|patties, market|mark, three|there, there|three, than|that, then|than, written|bitten, reserved|reversed, preserve|reverse, exercise|excise, accept|except, access|excess, assure|assume, conditions|conditioners, contract|contact, contracts|contacts, contractor|contracted, relating|relation, processing|possessing, natural|neutral, economy|ecology, decisions|divisions, decision|division, protection|projection, collected|corrected, collection|correction, referred|deferred, transmit|transit, transfer|transform, consent|content, consult|consultant, property|properly, prior|prion, include|exclude, included|excluded, including|excluding, internal|external, disclosure|enclosure, materials|material, obligations|obligation, services|service, measures|measure, systems|system, rights|right, laws|law',
  article: 'a|the, the|a, an|the, this|that, that|any, such|any, its|their, their|its, his|her',
  opposite:
    'lawful|unlawful, legal|illegal, authorized|unauthorized, authorised|unauthorised, reasonable|unreasonable, limited|unlimited, direct|indirect, directly|indirectly, necessary|unnecessary, appropriate|inappropriate, available|unavailable, possible|impossible, public|non-public, material|immaterial, compliance|non-compliance, disclosure|non-disclosure, known|unknown, able|unable, sufficient|insufficient, complete|incomplete, accurate|inaccurate, safe|unsafe, fair|unfair, likely|unlikely, permitted|prohibited, prohibited|permitted, allowed|forbidden, prohibit|permit, restrict|relax, accept|refuse, grant|refuse, buy|sell, open|closed, ban|permit, banned|allowed',
  unit: 'days|months, day|month, months|years, month|year, years|months, year|month, hours|days, weeks|months, percent|basis points, per cent|basis points, %|percentage points, kilometres|miles, tonnes|kilograms',
  scope:
    'only|also, solely|mainly, exclusively|partly, retail|institutional, domestic|foreign, personal|public, national|local, natural|legal, any|any other',
};

const exchange = (name: string, list: string): Variant => {
  const pairs = list
    .split(',')
    .flatMap((entry) => entriesOf(entry.trim()))
    .filter(([from]) => from !== '');
  const known = new Map<string, string[]>();
  for (const [from, to] of pairs) known.set(from, [...(known.get(from) ?? []), to]);
  const forms = [...known.keys()].sort((a, b) => b.length - a.length);
  const what = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${forms.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
  return {
    name,
    make: (text, random) =>
      replacedOnce(text, what, random, ([found]) => {
        const to = pick(known.get(found) ?? known.get(found.toLowerCase()) ?? [], random);
        return to === undefined ? undefined : dressed(to, found);
      }),
  };
};

/** `a|b` is one way; a row of plain words is every way. */
function entriesOf(entry: string): [string, string][] {
  if (entry.includes('|')) {
    const [from = '', to = ''] = entry.split('|');
    return [[from, to]];
  }
  const words = entry.split(/\s+/);
  return words.flatMap((from) => words.filter((to) => to !== from).map((to): [string, string] => [from, to]));
}

const added = (name: string, what: RegExp, by: string): Variant => ({
  name,
  make: (text, random) => replacedOnce(text, what, random, ([found]) => found + by),
});

const dropped = (name: string, what: RegExp): Variant => ({
  name,
  make: (text, random) => replacedOnce(text, what, random, () => ''),
});

const INNER = '(?<=\\p{L} )(?=[\\p{L}]+ [\\p{L}]+ )';

/** See the module comment. */
export const WORD_CHANGES: readonly Variant[] = [
  ...Object.entries(EXCHANGES).map(([name, list]) => exchange(name, list)),
  added('not-added', /\b(?:shall|may|must|will|is|are|was|can|should)\b(?! not)/g, ' not'),
  added('only-added', /\b(?:shall|may|must|will|is|are)\b/g, ' only'),
  added('alleged-added', /\b(?:is|are|was|were)\b/g, ' allegedly'),
  dropped('not-dropped', /(?<=\w) (?:not|never)(?= \w)/g),
  dropped(
    'no-dropped',
    /\b(?:no|neither|without|non-|un(?=lawful|authori|able|reason))(?: (?=\w+ \w+ \w+))?/gi,
  ),
  dropped('only-dropped', /(?<=\w) (?:only|solely|exclusively)(?= \w)/g),
  dropped('word-dropped', /(?<=\p{L} )\p{L}{4,} (?=\p{L})/gu),
  dropped(
    'adjective-dropped',
    /(?<= )(?:personal|public|confidential|written|prior|reasonable|high-risk|national|competent|serious|significant|retail|licensed|new|natural|legal|other) (?=\p{L})/gu,
  ),
  dropped(
    'short-word-dropped',
    /(?<=\p{L} )(?:of|to|in|by|for|on|as|at|the|a|be|or|and|such|any) (?=\p{L})/gu,
  ),
  dropped(
    'exception-clause-dropped',
    /,? (?:unless|except|other than|save|provided that|subject to|without prejudice to)\b[^,.;:]{8,}(?=[,.;])/g,
  ),
  dropped(
    'condition-clause-dropped',
    /,? (?:if|only if|as long as|only where|only when)\b[^,.;:]{8,}(?=[,.;])/g,
  ),
  dropped('clause-dropped', /, [^,.;]{10,80}(?=,)/g),
  {
    name: 'word-added',
    make: (text, random) =>
      replacedOnce(
        text,
        new RegExp(INNER, 'gu'),
        random,
        () => `${pick(['large', 'most', 'partly', 'foreign', 'very', 'other', 'joint'], random)} `,
      ),
  },
  {
    name: 'word-replaced',
    make: (text, random) =>
      replacedOnce(text, /(?<= )[a-z]{4,}(?= )/g, random, () =>
        pick(['tangerine', 'harbour', 'window', 'office', 'sends'], random),
      ),
  },
  {
    name: 'plural',
    make: (text, random) =>
      replacedOnce(text, /(?<= )[a-z]{4,}s(?= )/g, random, ([word]) =>
        /(?:ss|us|is)$/.test(word) ? undefined : word.slice(0, -1),
      ),
  },
  {
    name: 'plural-added',
    make: (text, random) =>
      replacedOnce(text, /(?<= )[a-z]{4,}[bdfgklmnprt](?= )/g, random, ([word]) => `${word}s`),
  },
  {
    name: 'tense',
    make: (text, random) =>
      replacedOnce(text, /(?<= )[a-z]{3,}(?:ing|ed)(?= )/g, random, ([word]) =>
        word.endsWith('ed') ? `${word.slice(0, -2)}ing` : `${word.slice(0, -3)}ed`,
      ),
  },
  {
    name: 'swapped-neighbours',
    make: (text, random) =>
      replacedOnce(text, /(?<= )(\p{L}{3,}) (\p{L}{3,})(?= )/gu, random, ([, a, b]) => `${b} ${a}`),
  },
  {
    name: 'swapped-sides',
    make: (text, random) =>
      replacedOnce(
        text,
        /(?<=^|[ ,])((?:the|a|an|any|such) \p{L}{3,})( (?:shall|may|must|will|is|are|of|to|by|from) .{0,40}?)((?:the|a|an|any|such) \p{L}{3,})(?=[ ,.])/giu,
        random,
        ([, a = '', middle, b = '']) => `${b}${middle}${a}`,
      ),
  },
  { name: 'not-moved', make: moveNegation },
  {
    name: 'substitute',
    make: (text, random) =>
      replacedOnce(text, /(?<= )(?:he|she|it|they|the \p{L}{4,})(?= )/gu, random, () => '[the Minister]'),
  },
];

function moveNegation(text: string): string | undefined {
  const at = / not (?=\p{L})/u.exec(text);
  if (at === null) return undefined;
  const rest = text.slice(0, at.index) + text.slice(at.index + 4);
  const later = [...rest.matchAll(/(?<=\p{L}) (?=\p{L})/gu)]
    .map(({ index }) => index)
    .find((index) => index > at.index + 12);
  return later === undefined ? undefined : `${rest.slice(0, later)} not${rest.slice(later)}`;
}
