import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Signal, signalSchema } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import { createGazetteer } from '../gazetteer.ts';
import type { SourceText } from '../source-text.ts';
import { extractSignals } from './extract-signals.ts';

const place = (
  code: string,
  everydayName: string,
  more: Partial<Record<'demonyms' | 'standsFor' | 'parts', string[]>>,
) => ({
  ...{ code, alpha3: null, kind: 'country' as const, officialName: everydayName, everydayName },
  ...{ aliases: [], demonyms: [], capitals: [] },
  ...more,
});

const gazetteer = createGazetteer([
  place('BM', 'Bermuda', { demonyms: ['Bermudian'], standsFor: ['BFA'] }),
  place('FJ', 'Fiji', { demonyms: ['Fijian'], parts: ['Rotuma'] }),
  place('PW', 'Palau', { demonyms: ['Palauan'] }),
]);

// A topic that no code can know: what is read comes from the cues alone.
const kites: Topic = {
  key: 'Kite_Status',
  title: 'Kite status',
  question: 'May kites be flown?',
  guidance: 'Look for bans.',
  position: 1,
  reviewIntervalDays: 30,
  ordered: true,
  statuses: [
    {
      value: 'Free',
      label: 'Free',
      definition: 'Anyone may.',
      order: 0,
      alsoCalled: [],
      signals: { cues: ['(allow|permit|legal) & <subject>', 'may fly & <subject>'] },
    },
    {
      value: 'Drafted',
      label: 'Drafted',
      definition: 'A bill is out.',
      order: 1,
      alsoCalled: [],
      signals: { cues: ['(bill|draft) & <subject>'], saidAs: 'proposed' },
    },
    {
      value: 'Banned',
      label: 'Banned',
      definition: 'Nobody may.',
      order: 2,
      alsoCalled: [],
      signals: {
        cues: ['(ban|prohibit) & <subject>', '(may|shall) not fly & <subject>'],
        unless: ['indoor'],
        whenProposed: 'Drafted',
        whenEnded: 'Free',
      },
    },
    {
      value: 'None',
      label: 'None',
      definition: 'No rule.',
      order: null,
      alsoCalled: [],
      signals: { cues: ['no rule .. <subject>'] },
    },
    { value: 'Unknown', label: 'Unknown', definition: 'Not known.', order: null, alsoCalled: [] },
  ],
  outlineHeadings: [],
  searchCues: ['kite'],
  signals: {
    groups: [],
    subjects: ['kite', 'paper dragon'],
    unless: ['kite surfing'],
    open: ['debate & <subject>'],
  },
};
const topics = [kites];

const source = (text: string, more: Partial<SourceText> = {}): SourceText => ({
  sha256: 'a'.repeat(64),
  textSha256: 'b'.repeat(64),
  extractor: 'plain-text',
  text,
  pageStarts: [],
  title: null,
  publisher: null,
  url: null,
  publishedOn: null,
  tier: 'news',
  fileName: null,
  ...more,
});
const read = (text: string, more?: Partial<SourceText>) =>
  extractSignals(source(text, more), { topics, gazetteer });
const brief = (signals: readonly Signal[]) =>
  signals.map(({ jurisdiction, status, modality }) => `${jurisdiction} ${status} ${modality}`);

describe('extractSignals', () => {
  it.each<[string, string[]]>([
    ['Bermuda bans kites.', ['BM Banned asserted']],
    ['The Bermudian parliament has prohibited all paper dragons.', ['BM Banned asserted']],
    ['The BFA has banned kites.', ['BM Banned asserted']],
    ['Bermuda has not banned kites.', ['BM Banned denied']],
    ["Bermuda hasn't banned kites.", ['BM Banned denied']],
    ['Bermuda plans to ban kites.', ['BM Drafted planned']],
    ['A bill before the parliament of Fiji would prohibit kites.', ['FJ Drafted proposed']],
    ['Fiji will ban kites, the government announced.', ['FJ Banned announced']],
    ['Fiji has reportedly banned kites.', ['FJ Banned alleged']],
    ['Fiji has lifted its ban on kites.', ['FJ Free asserted']],
    ['Kites are no longer banned in Fiji.', ['FJ Free asserted']],
    ['A person shall not fly a kite in Palau.', ['PW Banned asserted']],
    ['There is no rule on kites in Palau.', ['PW None asserted']],
    ['Lawmakers in Palau debate kites.', ['PW null asserted']],
    [
      'While Bermuda has banned kites at all of its beaches, Fiji allows kites.',
      ['BM Banned asserted', 'FJ Free asserted'],
    ],
    ['Bermuda and Fiji have banned kites.', ['BM Banned asserted', 'FJ Banned asserted']],
    ['Following Bermuda, Fiji banned kites.', ['FJ Banned asserted']],
    ['Unlike Fiji, Palau allows kites.', ['PW Free asserted']],
    // Nothing is stated:
    ['Should Bermuda ban kites?', []],
    ['If Bermuda were to ban kites, people would leave.', []],
    ['Bermuda could ban kites.', []],
    ['Bermuda previously banned kites.', []],
    ['Bermuda bans indoor kites.', []],
    ['Bermuda bans kite surfing.', []],
    ['Bermuda bans umbrellas.', []],
    ['Somebody banned kites.', []],
    ['The island of Rotuma bans kites.', []],
    ['The reasons for banning kites in Fiji are many.', []],
    ['The president of Fiji vetoed a bill on kites.', []],
  ])('reads “%s”', (text, expected) => {
    expect(brief(read(text))).toEqual(expected);
  });

  it('takes over the country and the subject from the sentence before, in the same paragraph only', () => {
    expect(brief(read('Fiji has many kites. The government bans them.'))).toEqual(['FJ Banned asserted']);
    expect(brief(read('Fiji has many kites.\n\nThe government bans them.'))).toEqual([]);
  });

  it('means the country of the whole document where a sentence names none', () => {
    const text = 'Fiji on kites\n\nFiji is an island state.\n\nIt is prohibited to fly kites.';
    expect(brief(read(text))).toEqual(['FJ Banned asserted']);
    expect(brief(read('It is prohibited to fly kites.', { title: 'Kites Act of Palau' }))).toEqual([
      'PW Banned asserted',
    ]);
  });

  it('names the speaker, the role, the instrument and the day', () => {
    const text =
      'On 3 March, Ana Bula, a spokeswoman of the ministry, said that Fiji has banned kites under the Open Skies Act.';
    const [signal] = read(text, { publishedOn: '2024-03-10' });
    expect(signal).toMatchObject({
      speaker: 'Ana Bula',
      speakerRole: 'a spokeswoman of the ministry',
      instrument: 'Open Skies Act',
      predicate: 'banned kites',
      when: { words: '3 March', date: '2024-03-03' },
      modality: 'asserted',
    });
  });

  it('marks the opinion of an outsider as quoted', () => {
    expect(read('Kites are banned in Fiji, according to Ana Bula, a research analyst.')[0]).toMatchObject({
      speaker: 'Ana Bula',
      modality: 'quoted',
    });
  });

  it('marks what the document says is not confirmed, for its topic or its speaker', () => {
    const text =
      'The minister said that Fiji allows kites.\n\nThe Fijian government has not confirmed the statement on kites.';
    expect(read(text)).toMatchObject([{ status: 'Free', unconfirmed: true }]);
    expect(read(`${text.split('\n\n')[0]}\n\nPalau has not confirmed the plan.`)[0]?.unconfirmed).toBe(false);
  });

  it('takes a start that lies ahead for no present state, and a deadline for none at all', () => {
    const [kept] = read('Owners of kites, banned in Fiji, must hand them in by 1 May 2024.', {
      publishedOn: '2024-03-10',
    });
    expect(kept?.status).toBe('Banned');
  });

  it('gives the same statement once, at the place that tells most', () => {
    const text =
      'Fiji bans kites\n\nThe ministry said on Monday that Fiji has banned kites under the Open Skies Act.';
    const signals = read(text);
    expect(signals).toHaveLength(1);
    expect(signals[0]?.instrument).toBe('Open Skies Act');
  });

  it('counts positions in code points and knows the page', () => {
    const text = '🪁🪁 A page.\n\nFiji bans kites.';
    const [signal] = read(text, { pageStarts: [0, 9] });
    expect([...text].slice(signal!.position.start, signal!.position.end).join('')).toBe('Fiji bans kites.');
    expect(signal?.page).toBe(2);
  });

  it('reads nothing where a topic has no cues', () => {
    const { signals: _, ...plain } = kites;
    expect(extractSignals(source('Fiji bans kites.'), { topics: [plain], gazetteer })).toEqual([]);
  });

  const words = fc.constantFrom(
    ...'Fiji Bermuda kites ban banned bans not no will would bill, draft; the said that “ ” ? . … allow may shall fly 3 March 2024 yesterday \n\n 🪁 to and while if according to lifted Act No. - –'.split(
      ' ',
    ),
  );

  it('keeps quotations equal to the text at their positions, for any text, and gives the same twice', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), fc.string(), (list, noise) => {
        const text = `${list.join(' ')}${noise}${list.slice(0, 9).join('')}`;
        const signals = read(text, { publishedOn: '2024-03' });
        const points = [...text];
        for (const signal of signals) {
          signalSchema.parse(signal);
          expect(points.slice(signal.position.start, signal.position.end).join('')).toBe(signal.quote.exact);
        }
        expect(read(text, { publishedOn: '2024-03' })).toEqual(signals);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, string]>([
    ['one endless sentence', 'Fiji bans kites and '.repeat(20_000)],
    ['endless quotes', '“'.repeat(100_000)],
    ['words that begin every cue', 'may may not may not may '.repeat(20_000)],
    ['dates without end', 'March 3 2024 March 3 March '.repeat(20_000)],
    ['capitals without end', 'Act Of The Act '.repeat(30_000)],
    ['dashes', 'Fiji - bans - kites - '.repeat(20_000)],
    ['line breaks', 'Fiji bans kites\n'.repeat(5_000)],
  ])('comes to an end on %s', (_, text) => {
    expect(read(text).length).toBeLessThan(10);
  });
});
