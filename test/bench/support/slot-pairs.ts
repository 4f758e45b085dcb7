/**
 * Pairs that differ in one slot: `node test/bench/support/slot-pairs.ts > slot-pairs.jsonl`. A sentence of a contract
 * or a regulatory text of our own is changed in one number, date, negation, duty, quantifier, name, currency, unit or
 * comparison and held against the passage it was taken from (`contradicted`); the same sentence unchanged, or changed
 * harmlessly (`supported`); and against the sentences around it without itself (`unsupported`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { splitSentences } from '#grounding/sentences.ts';
import { printRecords, type SupportRecord, sharedFile } from './support-record.ts';

type Change = { readonly slot: string; readonly make: (text: string) => string | undefined };

/** Each rule changes the first place it finds; undefined where it finds none. */
const CHANGES: readonly Change[] = [
  change(
    'number',
    /\b(\d{1,3}|[1-9]\d{3,})(?= (?:days|months|years|per cent|percent|business|calendar))/,
    (n) => String(Number(n) + 15),
  ),
  change('number word', /\b(two|three|five|ten|thirty)\b(?= (?:\(|days|months|years|business))/, (n) =>
    n === 'two' ? 'seven' : 'two',
  ),
  change('date', /\b(January|March|April|June|July|September|October|December)\b/, (m) =>
    m === 'June' ? 'November' : 'June',
  ),
  change('negation planted', /\b(shall|must|may|will|is|are) (?!not\b|be not\b)/, (m) => `${m}not `),
  change('negation dropped', /\b(shall|must|may|will|does|do|is|are) not /, (m) => m.replace('not ', '')),
  change('duty loosened', /\b(shall|must)\b(?! not)/, () => 'may'),
  change('duty tightened', /\bmay\b(?! not)/, () => 'must'),
  change('quantifier', /\b(all|every|each)\b/, () => 'some'),
  change('comparison', /\b(at least|more than|not less than|no later than)\b/, (c) =>
    c === 'at least'
      ? 'at most'
      : c === 'more than'
        ? 'less than'
        : c === 'no later than'
          ? 'no earlier than'
          : 'not more than',
  ),
  change('before and after', /\b(before|after|prior to)\b/, (word) =>
    word === 'after' ? 'before' : 'after',
  ),
  change('currency', /(?:\bUSD\b|\bEUR\b|€|US\$)/, (c) =>
    (c === 'EUR' || c === '€' ? 'USD ' : 'EUR ').trim(),
  ),
  change(
    'opposite verb',
    /\b(permit|permits|permitted|prohibited|prohibit|prohibits|include|includes|terminate)\b/,
    (v) =>
      ({
        permit: 'prohibit',
        permits: 'prohibits',
        permitted: 'prohibited',
        prohibited: 'permitted',
        prohibit: 'permit',
        prohibits: 'permits',
        include: 'exclude',
        includes: 'excludes',
        terminate: 'continue',
      })[v] ?? v,
  ),
  change('role', /\b(Disclosing|Receiving) Party\b/, (role) =>
    role.startsWith('Disc') ? 'Receiving Party' : 'Disclosing Party',
  ),
];

/** Ways to write the same. */
const HARMLESS: readonly Change[] = [
  { slot: 'same', make: (text) => text },
  {
    slot: 'typography',
    make: (text) => text.replaceAll('"', '“').replaceAll(' (', '  (').replaceAll("'", '’'),
  },
  change('must for shall', /\bshall\b(?! not)/, () => 'must'),
  change('cannot for may not', /\bmay not\b/, () => 'must not'),
];

const OWN_TEXT = `A person may run an exchange only with a licence from the Authority. The Authority must decide within
60 days after it has received a complete application. The fee for an application is EUR 25,000. Every licensed exchange
must keep the assets of its customers apart from its own. Banks are not permitted to hold crypto-assets for customers.
A custodian must hold a capital of at least 500,000 dollars. Holders may sell their coins after 1 July 2026. The Act
does not apply to coins that are used in games. All customers must be identified before the first payment. A licence
may be renewed for three years. An exchange shall report any loss of more than 10 per cent within 5 days. Trading by
minors is prohibited. The register includes the names of all owners. Fines must not exceed USD 2 million.`;

function change(slot: string, find: RegExp, turn: (found: string) => string): Change {
  return {
    slot,
    make: (text) => {
      const found = find.exec(text)?.[0];
      return found === undefined ? undefined : text.replace(find, turn(found));
    },
  };
}

function readTexts(): string[] {
  const file = sharedFile('contract-nli/dev.json');
  if (!existsSync(file)) return [OWN_TEXT];
  const { documents } = JSON.parse(readFileSync(file, 'utf8')) as { documents: { text: string }[] };
  return [OWN_TEXT, ...documents.map(({ text }) => text)];
}

/** Sentences of 50 to 300 characters, every one with all its variants. */
export function listSlotPairs(): SupportRecord[] {
  return readTexts().flatMap((text, document) => {
    const sentences = splitSentences(text)
      .map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '))
      .filter((sentence) => sentence.length >= 50 && sentence.length <= 300);
    return sentences.flatMap((sentence, at): SupportRecord[] => {
      if (document > 0 && at % 4 !== 0) return [];
      const around = [sentences[at - 1], sentence, sentences[at + 1]].filter((each) => each !== undefined);
      const record = (slot: string, claim: string, label: SupportRecord['label'], evidence = around) => ({
        id: `${document}/${at}/${slot}`,
        ...{ claim, evidence, label, group: String(document) },
      });
      const made = (list: readonly Change[], label: SupportRecord['label']) =>
        list.flatMap(({ slot, make }) => {
          const claim = make(sentence);
          return claim === undefined || (claim === sentence) !== (slot === 'same')
            ? []
            : [record(slot, claim, label)];
        });
      const others = around.filter((each) => each !== sentence);
      return [
        ...made(CHANGES, 'contradicted'),
        ...made(HARMLESS, 'supported'),
        ...(others.length === 0 ? [] : [record('left out', sentence, 'unsupported', others)]),
      ];
    });
  });
}

printRecords(import.meta.main, listSlotPairs);
