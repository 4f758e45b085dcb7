import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { parseCodebook, parseTopic } from './load-codebook.ts';

type Value = { value: string; order: number | null; alsoCalled?: string };

const scale: Value[] = [
  { value: 'Open', order: 0, alsoCalled: 'free' },
  { value: 'Closed', order: 1 },
  { value: 'Unknown', order: null },
];

const topic = (statuses: Value[] = scale, fields: Record<string, string> = {}): string => {
  const all = {
    key: 'Road_Status',
    title: 'Road status',
    question: 'May the road be used?',
    guidance: 'Look at the sign.',
    position: '1',
    reviewIntervalDays: '30',
    ordered: 'true',
    outlineHeadings: '[Disclaimer]',
    searchCues: '[road]',
    ...fields,
  };
  const values = statuses.map(
    ({ value, order, alsoCalled = '' }) =>
      `  - value: ${value}\n    label: ${value}\n    definition: When it is.\n    order: ${order}\n    alsoCalled: [${alsoCalled}]\n`,
  );
  const lines = Object.entries(all).map(([key, text]) => `${key}: ${text}\n`);
  return `${lines.join('')}statuses:\n${values.join('')}`;
};

function refusal(read: () => unknown): AppError {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('parseTopic', () => {
  it('reads a topic with its scale in the order of the file', () => {
    const read = parseTopic(topic(), 'road.yaml');
    expect(read.key).toBe('Road_Status');
    expect(read.statuses.map(({ value, order }) => [value, order])).toEqual([
      ['Open', 0],
      ['Closed', 1],
      ['Unknown', null],
    ]);
  });

  it('reads a scale without an order', () => {
    const unranked = scale.map((value) => ({ ...value, order: null }));
    expect(parseTopic(topic(unranked, { ordered: 'false' }), 'road.yaml').ordered).toBe(false);
  });

  it.each<[string, Value[], Record<string, string>, RegExp]>([
    ['without Unknown', scale.slice(0, 2), {}, /has no Unknown/],
    ['with a value twice', [...scale, { value: 'Open', order: null }], {}, /has Open twice/],
    [
      'with an order twice',
      [{ value: 'Ajar', order: 0 }, ...scale],
      {},
      /Open has the order 0 where 1 is next/,
    ],
    [
      'whose order falls',
      [
        { value: 'Closed', order: 1 },
        { value: 'Open', order: 0 },
        { value: 'Unknown', order: null },
      ],
      {},
      /Closed has the order 1 where 0 is next/,
    ],
    [
      'that ranks Unknown',
      [...scale.slice(0, 2), { value: 'Unknown', order: 2 }],
      {},
      /no place on the line/,
    ],
    ['that ranks though it is not ordered', scale, { ordered: 'false' }, /Open has an order/],
    [
      'that is ordered without ranks',
      scale.map((value) => ({ ...value, order: null })),
      {},
      /needs two values with an order/,
    ],
    [
      'with one word for two values',
      [...scale.slice(0, 1), { value: 'Closed', order: 1, alsoCalled: 'free' }, ...scale.slice(2)],
      {},
      /“free” stands for both Open and Closed/,
    ],
    [
      'with another word in upper case',
      [{ value: 'Open', order: 0, alsoCalled: 'Free' }, ...scale.slice(1)],
      {},
      /“Free” is not in lower case/,
    ],
  ])('refuses a scale %s', (_, statuses, fields, message) => {
    const error = refusal(() => parseTopic(topic(statuses, fields), 'road.yaml'));
    expect(error.message).toMatch(message);
    expect(error.place.file).toBe('road.yaml');
    expect(error.place.line).toBeGreaterThan(0);
  });

  const cues = (status: string, more = '') => {
    const value = `    signals:\n      cues:\n        - ${status}\n${more}`;
    const groups = `signals:\n  groups:\n    - name: ban\n      words: [ban, bar (all|any)]\n  subjects: [road]\n  unless: []\n  open: []\n`;
    return `${topic().trimEnd()}\n${value}${groups}`;
  };

  it('reads the cues of a value and of the topic', () => {
    const read = parseTopic(cues('<ban> & <subject>', '      whenEnded: Open\n'), 'road.yaml');
    expect(read.statuses.at(-1)?.signals).toEqual({ cues: ['<ban> & <subject>'], whenEnded: 'Open' });
    expect(read.signals?.subjects).toEqual(['road']);
  });

  it.each<[string, string, string, RegExp]>([
    ['with a group that is not there', '<bars> & <subject>', '', /The topic has no word group <bars>/],
    ['with a bracket left open', '(ban|bar & <subject>', '', /never closed or opened/],
    ['that begins with a gap', '"... ban"', '', /has no word before it/],
    ['that ends with a gap', 'ban ...', '', /has no word behind it/],
    ['with an empty part', 'ban & ', '', /has no words/],
    [
      'that turns into a value that is not there',
      '<ban> & <subject>',
      '      whenDenied: Shut\n',
      /whenDenied of Unknown names Shut/,
    ],
    [
      'that joins values that are not there',
      '<ban> & <subject>',
      '      whenBoth: [Open, Shut]\n',
      /whenBoth of Unknown names Shut/,
    ],
  ])('refuses a cue %s', (_, cue, more, message) => {
    const error = refusal(() => parseTopic(cues(cue, more), 'road.yaml'));
    expect(error.message).toMatch(message);
    expect(error.place.line).toBeGreaterThan(20);
  });

  it('refuses cues of a value where the topic does not say what it is about', () => {
    const text = `${topic().trimEnd()}\n    signals:\n      cues: [ban]\n`;
    expect(refusal(() => parseTopic(text, 'road.yaml')).message).toMatch(/says not what it is about/);
  });

  it('names file, field and line of what does not fit the schema', () => {
    const error = refusal(() => parseTopic(topic(scale, { position: 'first' }), 'road.yaml'));
    expect(error).toMatchObject({
      code: 'invalid-input',
      place: { file: 'road.yaml', field: 'position', line: 5 },
    });
  });

  it('names the line of broken YAML', () => {
    const error = refusal(() => parseTopic('key: Road_Status\ntitle: [', 'road.yaml'));
    expect(error.place).toMatchObject({ file: 'road.yaml', line: expect.any(Number) });
  });
});

describe('parseCodebook', () => {
  const other = { key: 'Rail_Status', position: '2' };

  it('gives the topics by position', () => {
    const topics = parseCodebook([
      { file: 'b.yaml', text: topic(scale, other) },
      { file: 'a.yaml', text: topic() },
    ]);
    expect(topics.map(({ key }) => key)).toEqual(['Road_Status', 'Rail_Status']);
  });

  it.each([
    ['a key', { position: '2' }, /the key Road_Status, which a.yaml has too/],
    ['a position', { key: 'Rail_Status' }, /the position 1, which a.yaml has too/],
  ])('refuses %s that two topics share', (_, fields, message) => {
    const files = [
      { file: 'a.yaml', text: topic() },
      { file: 'b.yaml', text: topic(scale, fields) },
    ];
    const error = refusal(() => parseCodebook(files));
    expect(error.message).toMatch(message);
    expect(error.place.file).toBe('b.yaml');
  });

  it('refuses a codebook without topics', () => {
    expect(refusal(() => parseCodebook([])).message).toMatch(/no topics/);
  });
});
