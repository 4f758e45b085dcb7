import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchQuotation } from './match-quotation.ts';
import { prepareSource } from './prepared-source.ts';

const TEXT = `The Office shall decide within 30 days of a complete application. Banks may not hold crypto-assets for
their own account, unless the Office permits it in writing. A licence is valid for five years and costs $1,500. “Custody”
means the safe-keeping of private keys on behalf of a client. The regu-
lation applies to every pro-
vider that serves retail clients in the territory. No person shall promote an unregistered offering to the public.
Clients may withdraw their assets at any time. Clients may withdraw their assets at any time. The ﬁnal rules enter
into force on 1 July 2025, and Article 5(2) applies from that date.`;
const source = prepareSource(TEXT);
const verdictOf = (quote: string) => matchQuotation(quote, source).verdict;

describe('matchQuotation', () => {
  it.each([
    ['word for word', 'The Office shall decide within 30 days of a complete application.'],
    ['a part of a sentence', 'decide within 30 days'],
    ['two words', 'private keys'],
  ])('calls %s verbatim', (_, quote) => {
    const match = matchQuotation(quote, source);
    expect(match).toMatchObject({ verdict: 'verbatim', similarity: 1, diff: [] });
    expect(match.spans.map(({ start, end }) => TEXT.slice(start, end))).toEqual([quote]);
  });

  it.each([
    ['a line break', 'Banks may not hold crypto-assets for their own account, unless the Office permits it'],
    ['a hyphen at the line end', 'The regulation applies to every provider'],
    ['a ligature', 'The final rules enter into force'],
    ['straight quotation marks', '"Custody" means the safe-keeping'],
    ['single marks inside double ones', '‘Custody’ means the safe-keeping of private keys'],
    ['no-break spaces', 'The\u00A0Office shall decide within 30\u00A0days of a complete application'],
    ['a dash for a hyphen', 'the safe–keeping of private keys'],
    ['a hyphen left out', 'the safekeeping of private keys on behalf of a client'],
    ['a hyphen left out of the last word', 'Banks may not hold cryptoassets'],
    ['an editor’s note', 'Banks may not hold [sic] crypto-assets for their own'],
    ['a comma moved inside', 'means the safe-keeping of private keys,'],
    ['a bracketed capital', '[B]anks may not hold crypto-assets for their'],
    ['a first letter in the other case', 'the Office shall decide within 30 days'],
    ['an HTML entity', 'A licence is valid for five&nbsp;years'],
    ['a letter misread', 'decide within 30 days of a complete applicotion'],
    [
      'quotation marks left out',
      'A licence is valid for five years and costs $1,500. Custody means the safe-keeping',
    ],
    ['a digit read for a letter', 'The fina1 rules enter into force on 1 July 2025'],
    ['a figure read for letters', 'The Office sha11 decide within 30 days of a complete application'],
    ['a capital I read for an l', 'The Office shaIl decide within 30 days of a complete application'],
    ['a space lost', 'decide within 30 days of acomplete application'],
    ['a space gained', 'decide within 30 days of a complete applic ation'],
    ['a note set by the page', 'decide within 30 days[4] of a complete application'],
    ['an omission spelt in entities', 'The Office shall decide&#32;&hellip;&nbsp;of a complete application.'],
    ['an omission between odd spaces', 'The Office shall decide .\u00A0.  . of a complete application.'],
    [
      'an editor’s remark between odd spaces',
      'decide within 30 days [emphasis\u00A0added] of a complete application',
    ],
    ['a bracketed capital in an entity', '[&#66;]anks may not hold crypto-assets for their'],
    ['a tag', 'decide within <em>30 days</em> of a complete application'],
    ['an editor’s remark', 'decide within 30 days of a complete application (emphasis added)'],
    ['the sentence marked as going on', 'Banks may not hold crypto-assets for their own account …'],
    ['an omission', 'The Office shall decide … of a complete application.'],
    ['a bracketed omission', 'A licence is valid […] and costs $1,500.'],
    ['an omission at the end', 'Banks may not hold crypto-assets...'],
  ])('accepts %s', (_, quote) => {
    expect(verdictOf(quote)).toBe('normalised');
  });

  it.each([
    [
      'a dropped negation',
      'Banks may hold crypto-assets for their own account',
      'The page leaves out “not”.',
    ],
    [
      'another modal',
      'The Office may decide within 30 days of a complete application',
      'The source has “shall” where the page has “may”.',
    ],
    [
      'another figure',
      'decide within 80 days of a complete application',
      'The source has “30” where the page has “80”.',
    ],
    [
      'another amount',
      'valid for five years and costs $1,600',
      'The source has “1,500” where the page has “1,600”.',
    ],
    [
      'another unit',
      'within 30 months of a complete application',
      'The source has “days” where the page has “months”.',
    ],
    [
      'a dropped word',
      'The regulation applies to every provider that serves clients in the territory',
      'The page leaves out “retail”.',
    ],
    [
      'an added word',
      'The regulation applies to every large provider that serves retail clients',
      'The page adds “large”.',
    ],
    [
      'another year',
      'The final rules enter into force on 1 July 2026',
      'The source has “2025” where the page has “2026”.',
    ],
    [
      'another paragraph',
      'and Article 5(3) applies from that date',
      'The source has “2” where the page has “3”.',
    ],
    [
      'a bracketed substitute',
      'the [Ministry] permits it in writing',
      'The source has “Office” where the page has “Ministry”.',
    ],
    [
      'its opposite',
      'shall promote a registered offering to the public',
      'The source has “an unregistered” where the page has “a registered”.',
    ],
  ])('calls %s altered and says so', (_, quote, reason) => {
    const match = matchQuotation(quote, source);
    expect(match.verdict).toBe('altered');
    expect(match.reasons.join(' ')).toContain(reason);
    expect(match.diff.some(({ kind }) => kind !== 'same')).toBe(true);
  });

  it('does not let an omission swallow the word that turns the statement round', () => {
    expect(verdictOf('Banks may … hold crypto-assets')).toBe('altered');
  });

  it('does not accept a sentence without the negation it began with', () => {
    expect(verdictOf('person shall promote an unregistered offering to the public.')).toBe('altered');
    expect(verdictOf('promote an unregistered offering')).toBe('verbatim');
  });

  it.each([
    ['not', 'Clients must not be offered derivatives.', 'be offered derivatives'],
    ['not', 'Clients must not be offered derivatives.', 'offered derivatives'],
    ['not', 'Clients must not knowingly be offered any derivatives.', 'be offered any derivatives'],
    ['neither', 'It will neither approve nor endorse any token.', 'approve nor endorse any token'],
    ['nor', 'It will neither approve nor endorse any token.', 'endorse any token.'],
    ['No', 'No person, other than a bank, may issue money.', 'person, other than a bank, may issue money'],
    ['never', 'The office had never authorised the sale.', 'authorised the sale'],
    ['without', 'Trading without prior written consent is an offence.', 'prior written consent'],
    ["doesn't", 'The act doesn’t apply to private tokens.', 'apply to private tokens'],
    ['not', 'Clients must not be of-\nfered the new derivatives.', 'be offered the new derivatives'],
  ])('does not leave “%s” behind: %j', (word, text, quote) => {
    const held = prepareSource(text);
    const match = matchQuotation(quote, held);
    expect(match.verdict).toBe('altered');
    expect(match.reasons[0]).toBe(`In the source “${word}” stands right before these words and denies them.`);
    expect(match.diff[0]).toMatchObject({
      kind: 'source-only',
      text: expect.stringContaining(word.slice(0, 5)),
    });
    expect(matchQuotation(quote, held, { negated: true }).verdict).not.toBe('altered');
  });

  it.each([
    ['Decree No 7 of 2021 is repealed.', '7 of 2021 is repealed'],
    ['It asks whether or not the bank agrees to it.', 'the bank agrees to it'],
    ['It must not only keep records but publish them.', 'keep records but publish them'],
    ['Is it banned? No. The law allows every sale.', 'The law allows every sale.'],
  ])('knows what is no negation of the words behind it: %s', (text, quote) => {
    expect(matchQuotation(quote, prepareSource(text)).verdict).toBe('verbatim');
  });

  const NOTICE = prepareSource(
    'Retail clients must not be offered derivatives. Banks shall report each transfer to the Office, unless it waives ' +
      'this. No person, other than a bank, may issue money. The prohibition begins in June and ends in July. All ' +
      'exchanges must register. It used new means to gain access. The rule covers both individuals and companies.',
  );

  it.each([
    ['words of one sentence', 'The prohibition … ends in July.', 'normalised', []],
    [
      'whole sentences',
      'The prohibition begins in June and ends in July… It used new means to gain access.',
      'normalised',
      [],
    ],
    [
      'a change of sentence',
      'All exchanges … used new means',
      'altered',
      ['The omission leaves out “must”.', 'An omission joins parts of different sentences.'],
    ],
    [
      'the beginning of a sentence',
      'All exchanges must register. … both individuals and companies.',
      'partial',
      ['An omission joins parts of different sentences.'],
    ],
    [
      'a duty of another subject',
      'Retail clients … shall report each transfer',
      'altered',
      ['The omission leaves out “not”.', 'An omission joins parts of different sentences.'],
    ],
    [
      'the exception at a sentence’s end',
      'Banks shall report each transfer to the Office, … The prohibition begins in June',
      'altered',
      ['The omission leaves out “unless”.'],
    ],
    ['an exception', 'No person … may issue money.', 'altered', ['The omission leaves out “other than”.']],
    ['a modal', 'Banks … report each transfer', 'altered', ['The omission leaves out “shall”.']],
  ])('judges an omission of %s', (_, quote, verdict, reasons) => {
    expect(matchQuotation(quote, NOTICE)).toMatchObject({ verdict, reasons });
  });

  it('knows the same words in another order', () => {
    const match = matchQuotation('The rule covers both companies and individuals.', NOTICE);
    expect(match).toMatchObject({
      verdict: 'altered',
      reasons: ['The source has these words in another order.'],
    });
    const shown = match.diff.filter(({ kind }) => kind !== 'page-only').map(({ text }) => text);
    expect(shown.join('').trim()).toBe('The rule covers both individuals and companies');
  });

  it('leaves punctuation at the edges out of the diff', () => {
    const { diff } = matchQuotation('“Banks may report each transfer to the Office.”', NOTICE);
    expect(diff.map(({ text }) => text).join('')).not.toMatch(/[.”]/);
  });

  it('shows which part of an elided quotation is missing', () => {
    const match = matchQuotation('A licence is valid for five years … and may be renewed by fax', source);
    expect(match.verdict).toBe('partial');
    expect(match.reasons).toEqual(['The source does not have the part “and may be renewed by fax”.']);
  });

  it('wants the parts in their order', () => {
    expect(verdictOf('of a complete application … The Office shall decide')).toBe('partial');
  });

  it('lists every place of words that occur twice, unless the context decides', () => {
    const quote = 'Clients may withdraw their assets at any time.';
    const match = matchQuotation(quote, source);
    expect([match.verdict, match.spans.length]).toEqual(['ambiguous', 2]);
    const decided = matchQuotation(quote, source, { suffix: ' The final rules enter' });
    expect(decided).toMatchObject({ verdict: 'verbatim', spans: [match.spans[1]] });
  });

  it.each([
    'lawful',
    'keys on Mars',
    'Nothing of the kind was ever written in this text by anyone',
    '',
    '  ',
    '…',
    '“”',
  ])('does not find %j', (quote) => {
    expect(verdictOf(quote)).toBe('not-found');
  });

  it.each([
    ['500', 'part of a number'],
    ['ice', 'part of a word'],
    ['July 202', 'part of a year'],
  ])('does not take %j for a quotation, being %s', (quote) => {
    expect(verdictOf(quote)).toBe('not-found');
  });

  it.each([
    ['shll', 'shall'],
    ['infornation', 'information'],
    ['lt', 'It'],
    ['govemment', 'government'],
    ['unenforcable', 'unenforceable'],
  ])('knows that %s is a misprint of %s', (page, held) => {
    const small = prepareSource(`The law says that the ${held} person has a right to be heard first.`);
    expect(matchQuotation(`the ${page} person has a right to be heard first`, small).verdict).toBe(
      'normalised',
    );
  });

  it.each([
    ['now', 'not'],
    ['deft', 'defi'],
    ['Kopea', 'Korea'],
    ['USDC', 'USDT'],
    ['shell', 'shall'],
    ['causal', 'casual'],
    ['parties', 'patties'],
    ['insured', 'injured'],
    ['prescribed', 'proscribed'],
    ['employee', 'employer'],
    ['agreements', 'agreement'],
    ['moral', 'amoral'],
  ])('knows that %s is not a misprint of %s', (page, held) => {
    const small = prepareSource(`The law says that the ${held} person has a right to be heard first.`);
    expect(matchQuotation(`the ${page} person has a right to be heard first`, small).verdict).toBe('altered');
  });

  it.each([
    ['-5 degrees', '5 degrees'],
    ['a rate of 1.5 percent is due', 'a rate of 15 percent is due'],
    ['a limit of 10² units is set', 'a limit of 102 units is set'],
    ['rules 5-10 apply to all of them', 'rules 510 apply to all of them'],
    ['the US agency gave notice to them', 'the us agency gave notice to them'],
    ['is able to pay not able sums', 'is able to pay notable sums'],
  ])('never lets %j pass for %j', (held, page) => {
    expect(['verbatim', 'normalised']).not.toContain(
      matchQuotation(page, prepareSource(`There ${held}.`)).verdict,
    );
  });

  it('holds the critical tokens together even where every single difference is light enough', () => {
    const filler = 'each bank keeps a register of its clients and sends a copy to the office '.repeat(6);
    const held = prepareSource(`${filler}under Section I(a) of the act.`);
    expect(matchQuotation(`${filler}under Section I (a) of the act`, held).verdict).toBe('normalised');
    expect(matchQuotation(`${filler}under Section I a of the act`, held).verdict).toBe('altered');
  });

  it.each(['[12]', '[^3]', '[a]', '¹²', '[2, 3]', '*', '†'])(
    'passes over the note mark %s of the source',
    (mark) => {
      for (const text of [
        `The${mark} law binds all exchanges in it.`,
        `The law binds all${mark} exchanges in it.`,
      ])
        expect(matchQuotation('The law binds all exchanges in it', prepareSource(text)).verdict).toBe(
          'normalised',
        );
    },
  );

  it.each([
    ['a number in brackets', 'pay a fine of [30] euros to it', 'pay a fine of [60] euros to it'],
    ['a number before nothing', 'pay a fine of euros to it', 'pay a fine of [60] euros to it'],
    ['a raised figure', 'an area of 10² units to it', 'an area of 10 units to it'],
  ])('does not take for a note mark what is %s', (_, held, page) => {
    expect(matchQuotation(page, prepareSource(`They ${held}.`)).verdict).not.toMatch(/verbatim|normalised/);
  });

  it.each([
    [
      'the source',
      'The lcence holdr reports to the office of the region.',
      'The licence holdr reports to the office',
    ],
    [
      'the source, in figures',
      'The h0lder wi1l report to the office of the region.',
      'The h0lder will report to the office',
    ],
  ])('lets a misprint of %s pass', (_, held, page) => {
    expect(matchQuotation(page, prepareSource(held)).verdict).toBe('normalised');
  });

  it.each([
    ['No person, other than a bank, may issue electronic money.', 'may issue electronic money', 'No'],
    [
      'No person, other than a bank, may issue electronic money.',
      'other than a bank, may issue electronic money',
      'No',
    ],
    ['No person who is not licensed may issue electronic money.', 'may issue electronic money', 'No'],
    ['Neither the issuer nor its agents may promise a return.', 'may promise a return', 'Neither'],
    [
      'In no event shall the operator be liable for losses.',
      'the operator be liable for losses',
      'In no event',
    ],
    ['It is not true that the bank had proposed a ban.', 'the bank had proposed a ban', 'not true'],
    [
      'The minister denied that the ministry had approved a coin.',
      'the ministry had approved a coin',
      'denied',
    ],
    ['There is no evidence that reserves were moved abroad.', 'reserves were moved abroad', 'no evidence'],
    [
      'Platforms are prohibited from offering leverage to anyone.',
      'offering leverage to anyone',
      'prohibited from',
    ],
    [
      'It is unlawful for an exchange to approach customers.',
      'approach customers',
      'unlawful for an exchange to',
    ],
    ['The firm failed to keep records of its clients.', 'keep records of its clients', 'failed to'],
    [
      'Only banks with a licence may issue electronic money.',
      'banks with a licence may issue electronic money',
      'Only',
    ],
  ])('does not take the words out of the grip of their clause: %s', (text, quote, word) => {
    const held = prepareSource(`Something stands before it. ${text} More follows.`);
    const match = matchQuotation(quote, held);
    expect(match).toMatchObject({ verdict: 'altered' });
    expect(match.reasons[0]).toContain(`“${word}”`);
    expect(match.diff[0]).toMatchObject({ kind: 'source-only', text: expect.stringContaining(word) });
    expect(matchQuotation(quote, held, { denies: true, negated: true }).verdict).toBe('verbatim');
  });

  it.each([
    [
      'No person shall promote an unregistered offering to anyone.',
      'promote an unregistered offering to anyone',
    ],
    ['There is no fee. The bank may issue electronic money.', 'The bank may issue electronic money'],
    ['No fee is due, and the bank may issue electronic money.', 'the bank may issue electronic money'],
    ['No licence is needed; banks may issue electronic money.', 'banks may issue electronic money'],
    ['The bank shall not disclose records that are confidential.', 'records that are confidential'],
  ])('knows what governs other words only: %s', (text, quote) => {
    expect(matchQuotation(quote, prepareSource(text)).verdict).toBe('verbatim');
  });

  it.each([
    ['A bank may issue money, except to minors.', 'A bank may issue money', 'except'],
    ['A bank may issue money unless the Office objects.', 'A bank may issue money.', 'unless'],
    ['A bank may issue money (other than coins) to all.', 'A bank may issue money', 'other than'],
    ['A bank may issue money; provided that it is sound.', 'A bank may issue money', 'provided that'],
    ['A bank may issue money only to its clients.', 'A bank may issue money', 'only'],
    ['A bank may issue money if the Office agrees.', 'A bank may issue money', 'if'],
    ['The rule does apply not to banks but to all others.', 'The rule does apply', 'not'],
    ['A fine of up to 5 million won is due at once.', 'A fine of up to 5', 'million'],
    ['It is bound by the duty in Article 5(2) of the act.', 'bound by the duty in Article 5', '(2)'],
    ['暗号資産交換業を行ってはならない。', '暗号資産交換業を行って', 'ならない'],
  ])('does not cut off what decides the words: %s', (text, quote, word) => {
    const held = prepareSource(text);
    const match = matchQuotation(quote, held);
    expect(match).toMatchObject({ verdict: 'altered', reasons: [expect.stringContaining(`“${word}”`)] });
    expect(matchQuotation(quote, held, { excepts: true }).verdict).not.toBe('altered');
    expect(matchQuotation(`${quote} …`, held).verdict).not.toBe('altered');
  });

  it.each([
    ['不得', '任何组织不得非法买卖数字货币。', '非法买卖数字货币'],
    ['не', 'Банки не вправе хранить цифровую валюту.', 'вправе хранить цифровую валюту'],
    ['nicht', 'Banken dürfen Werte nicht für sich selbst halten.', 'für sich selbst halten'],
  ])('knows the negation %s of another language', (word, text, quote) => {
    const match = matchQuotation(quote, prepareSource(text));
    expect(match).toMatchObject({ verdict: 'altered', reasons: [expect.stringContaining(`“${word}”`)] });
  });

  it('reads a real hyphen at a line end as well as a typesetter’s', () => {
    const wrapped = prepareSource('It sets long-\nterm limits for each bank.');
    expect(matchQuotation('It sets long-term limits for each bank', wrapped).verdict).toBe('normalised');
  });

  it('finds passages in scripts without spaces', () => {
    const chinese = prepareSource('任何组织和个人不得非法买卖数字货币。银行应当报告。');
    expect(matchQuotation('不得非法买卖数字货币', chinese).verdict).toBe('verbatim');
    expect(matchQuotation('任何组织和个人可以非法买卖数字货币', chinese).verdict).toBe('altered');
  });

  it('finds any stretch of whole words, whatever white space it is copied with', () => {
    const words =
      'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november'.split(' ');
    fc.assert(
      fc.property(
        fc.nat(10),
        fc.integer({ min: 3, max: 6 }),
        fc.constantFrom(' ', '  ', '\n', '\u00A0', ' \u200B'),
        (from, count, space) => {
          const quote = words.slice(from, from + count).join(space);
          const { verdict } = matchQuotation(quote, prepareSource(words.join(' ')));
          expect(['verbatim', 'normalised']).toContain(verdict);
        },
      ),
    );
  });

  it('never verifies a sentence with a word replaced, dropped or added', () => {
    const sentence =
      'every licensed bank shall send its yearly accounts to the central office before the last day of June'.split(
        ' ',
      );
    const held = prepareSource(sentence.join(' '));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: sentence.length - 2 }),
        fc.constantFrom('drop', 'replace', 'add'),
        (at, how) => {
          const changed = [...sentence];
          changed.splice(at, how === 'add' ? 0 : 1, ...(how === 'drop' ? [] : ['tangerine']));
          expect(matchQuotation(changed.join(' '), held).verdict).toBe('altered');
        },
      ),
    );
  });

  it('stays bounded on repetitive and long texts', () => {
    const letters = prepareSource('a'.repeat(300_000));
    expect(matchQuotation(`${'a'.repeat(5_000)}b${'a'.repeat(5_000)}`, letters).verdict).toBe('not-found');
    const repeated = prepareSource('a '.repeat(100_000));
    expect(matchQuotation('a '.repeat(5_000), repeated)).toMatchObject({ verdict: 'ambiguous' });
    expect(matchQuotation(`${'a '.repeat(2_000)}b`, repeated).verdict).toBe('altered');
  });
});
