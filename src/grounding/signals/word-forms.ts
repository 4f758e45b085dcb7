/**
 * The basic form of an English word: endings of number, person and tense are taken off, and British and American
 * spelling fall together. Derived words stay apart (`authority` and `authorise`, `mine` and `miner`), because cues
 * depend on the difference. The same form is made of the words of a cue and of a text, so it need not be a word.
 */
import { foldWord } from '../jurisdiction-names.ts';

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    held: 'hold',
    bought: 'buy',
    sold: 'sell',
    forbade: 'forbid',
    forbidden: 'forbid',
    given: 'give',
    gave: 'give',
    took: 'take',
    taken: 'take',
    made: 'make',
    said: 'say',
    began: 'begin',
    begun: 'begin',
    struck: 'strike',
    withdrew: 'withdraw',
    withdrawn: 'withdraw',
    came: 'come',
    went: 'go',
    gone: 'go',
    paid: 'pay',
    kept: 'keep',
    wrote: 'write',
    written: 'write',
    told: 'tell',
    built: 'build',
    dropped: 'drop',
    put: 'put',
    set: 'set',
    news: 'news',
    bases: 'base',
    status: 'status',
    gains: 'gain',
    men: 'man',
    banned: 'ban',
    permitted: 'permit',
    people: 'people',
    need: 'need',
    needed: 'need',
    exceeding: 'exceed',
    speed: 'speed',
    freed: 'free',
    agreed: 'agree',
    proceed: 'proceed',
    proceeds: 'proceeds',
    undecided: 'undecided',
    unregulated: 'unregulated',
    unlicensed: 'unlicensed',
    united: 'united',
    pending: 'pending',
    banking: 'banking',
    building: 'build',
    regarding: 'regarding',
    during: 'during',
    nothing: 'nothing',
    everything: 'everything',
    its: 'its',
    his: 'his',
    this: 'this',
    is: 'is',
    was: 'was',
    has: 'has',
    does: 'does',
    as: 'as',
    us: 'us',
  }),
);

const DOUBLED = /([bdfgmnprt])\1$/;
const KNOWN_LIMIT = 20_000;
const known = new Map<string, string>();

/** The basic form in lower case without diacritics. Bounded work for words of any length. */
export function basicForm(word: string): string {
  const held = known.get(word);
  if (held !== undefined) return held;
  const made = makeForm(word);
  // A cache and no state: the value is a function of the word alone.
  if (known.size < KNOWN_LIMIT && word.length < 40) known.set(word, made);
  return made;
}

function makeForm(word: string): string {
  const lower = foldWord(word.slice(0, 60)).replace(/['’]s?$/, '');
  const irregular = IRREGULAR.get(lower);
  if (irregular !== undefined) return withoutE(irregular);
  if (lower.length < 4 || /\d/.test(lower)) return withoutE(lower);
  return withoutE(american(withoutEnding(lower)));
}

function withoutEnding(word: string): string {
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/ied$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^siu]s$/.test(word)) return word.slice(0, -1);
  if (/(?:[^e]ed)$/.test(word) && word.length > 4) return word.slice(0, -2).replace(DOUBLED, '$1');
  if (/[aeiouy].*ing$/.test(word.slice(0, 40)) && word.length > 5)
    return word.slice(0, -3).replace(DOUBLED, '$1');
  return word;
}

function american(word: string): string {
  return word
    .replace(/is(ations?|e|es|er|ers)$/, 'iz$1')
    .replace(/is$/, 'iz')
    .replace(/^licence/, 'license')
    .replace(/our$/, 'or');
}

/** `issue`, `issued` and `issuing` meet without the last letter. */
function withoutE(word: string): string {
  return word.length > 2 && word.endsWith('e') ? word.slice(0, -1) : word;
}
