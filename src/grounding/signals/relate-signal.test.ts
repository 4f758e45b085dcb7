import { describe, expect, it } from 'vitest';
import type { Signal } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import type { CheckableContent } from '../checkable-content.ts';
import { relateSignal } from './relate-signal.ts';

const value = (name: string, order: number | null, signals?: Topic['statuses'][number]['signals']) => ({
  ...{ value: name, label: name, definition: 'When it is.', order, alsoCalled: [] },
  ...(signals === undefined ? {} : { signals }),
});

/** A scale of permission. */
const rule: Topic = {
  key: 'Kite_Rule',
  title: 'Kite rule',
  question: 'May kites be flown?',
  guidance: 'Look for bans.',
  position: 1,
  reviewIntervalDays: 30,
  ordered: true,
  statuses: [
    value('Free-Licensed', 0),
    value('Free-Unlicensed', 1),
    value('Limited', 2),
    value('Banned', 3, { cues: ['(ban|prohibit) & <subject>'] }),
    value('Unclear', null, { cues: ['no law & <subject>'], isSilence: true }),
    value('Unknown', null),
  ],
  outlineHeadings: [],
  searchCues: ['kite'],
  signals: { groups: [], subjects: ['kite'], unless: [], open: [] },
};

/** A scale of stages. */
const stage: Topic = {
  ...rule,
  key: 'Kite_Stage',
  statuses: [
    value('Flown', 0, { cues: ['fly'], whenAhead: 'Announced', whenProposed: 'Announced' }),
    value('Trial', 1, { cues: ['trial'], whenAhead: 'Announced', whenDenied: 'None' }),
    value('Announced', 2),
    value('None', 3),
    value('Stopped', null),
    value('Unknown', null),
  ],
};

const signal = (status: string | null, more: Partial<Signal> = {}): Signal => ({
  jurisdiction: 'FJ',
  topic: rule.key,
  status,
  modality: 'asserted',
  speaker: null,
  speakerRole: null,
  unconfirmed: false,
  instrument: null,
  predicate: 'flies',
  when: null,
  quote: { exact: more.quote?.exact ?? 'The island says something of kites.', prefix: '', suffix: '' },
  position: { start: 0, end: 1 },
  page: null,
  tier: 'news',
  reasons: [],
  ...more,
});
const said = (exact: string) => ({ exact, prefix: '', suffix: '' });

const page = (status: string | null, topic: Topic = rule, more: Partial<CheckableContent> = {}) => ({
  topic,
  content: {
    ...{
      schema: 'regatlas.analysis/1' as const,
      jurisdiction: 'FJ',
      topic: topic.key,
      language: 'en',
      textFormat: 'plain' as const,
    },
    ...{
      status,
      unknownReason: null,
      ground: null,
      statusSince: null,
      laws: [],
      outline: null,
      report: null,
    },
    ...{ sources: [], grounding: [], reviews: [] },
    sections: [
      {
        key: 'executive-summary' as const,
        text: 'Kites have a long history. Since 2019 the law prohibits kites. Nobody objects.',
      },
    ],
    declared: {} as CheckableContent['declared'],
    ...more,
  } as CheckableContent,
});
const relation = (...args: Parameters<typeof relateSignal>) => relateSignal(...args).relation;

describe('relateSignal', () => {
  it.each<[string, Signal, ReturnType<typeof page>, string]>([
    ['the same value', signal('Banned'), page('Banned'), 'confirms'],
    ['a value that cannot be true beside it', signal('Free-Unlicensed'), page('Banned'), 'contradicts'],
    ['two values that begin alike', signal('Free-Unlicensed'), page('Free-Licensed'), 'amends'],
    ['neighbours that both restrict', signal('Limited'), page('Banned'), 'amends'],
    ['silence of the law against a ban', signal('Unclear'), page('Banned'), 'not-addressed'],
    ['silence of the law against a permission', signal('Unclear'), page('Free-Licensed'), 'not-addressed'],
    ['silence of the law, as the page has it', signal('Unclear'), page('Unclear'), 'confirms'],
    [
      'nothing found that denies the status',
      signal('Banned', { modality: 'denied', quote: said('There is no evidence that kites are banned.') }),
      page('Banned'),
      'not-addressed',
    ],
    [
      'nothing found of a project',
      signal('None', { topic: stage.key, quote: said('No plan to fly a kite is known to the desk.') }),
      page('Flown', stage),
      'not-addressed',
    ],
    ['a value off the line', signal('Free-Licensed'), page('Unclear'), 'contradicts'],
    ['a denial of the status', signal('Banned', { modality: 'denied' }), page('Banned'), 'contradicts'],
    [
      'a denial of another value',
      signal('Banned', { modality: 'denied' }),
      page('Free-Licensed'),
      'confirms',
    ],
    ['a plan of something else', signal('Banned', { modality: 'planned' }), page('Free-Licensed'), 'amends'],
    ['a bill', signal('Banned', { modality: 'proposed' }), page('Free-Licensed'), 'amends'],
    ['no value', signal(null), page('Banned'), 'not-addressed'],
    ['a page without a status', signal('Banned'), page('Unknown'), 'not-addressed'],
    ['another topic', signal('Banned', { topic: 'Other' }), page('Banned'), 'not-addressed'],
    ['another country', signal('Banned', { jurisdiction: 'BM' }), page('Banned'), 'not-addressed'],
    ['a part of the country', signal('Banned', { jurisdiction: 'FJ-R' }), page('Banned'), 'different-scope'],
    [
      'a group of people only',
      signal('Free-Licensed', { quote: said('Institutional investors may fly kites.') }),
      page('Banned'),
      'different-scope',
    ],
    [
      'a later act',
      signal('Free-Licensed', { instrument: 'Kites Act 2024', when: { words: '2024', date: '2024' } }),
      page('Banned', rule, { statusSince: '2019-01-01' }),
      'supersedes',
    ],
    [
      'an act that is not later',
      signal('Free-Licensed', { instrument: 'Kites Act 2015', when: { words: '2015', date: '2015' } }),
      page('Banned', rule, { statusSince: '2019-01-01' }),
      'contradicts',
    ],
    [
      'an act that ends an earlier one by its words',
      signal('Free-Licensed', { instrument: 'Kites Act', quote: said('The Kites Act repeals the ban.') }),
      page('Banned'),
      'supersedes',
    ],
    [
      'an amendment of the same rule',
      signal('Banned', { instrument: 'Kites Act', quote: said('The amended Kites Act bans kites.') }),
      page('Banned'),
      'amends',
    ],
    [
      'a year that is not known',
      signal('Free-Licensed', { tier: 'law', when: { words: '10 September', date: '--09-10' } }),
      page('Banned', rule, { statusSince: '2019-01-01' }),
      'contradicts',
    ],
    [
      'an announcement against nothing',
      signal('Announced', { topic: stage.key, modality: 'announced' }),
      page('None', stage),
      'contradicts',
    ],
    [
      'an announcement against a project that stopped',
      signal('Announced', { topic: stage.key, modality: 'announced' }),
      page('Stopped', stage),
      'contradicts',
    ],
    [
      'an earlier step',
      signal('Announced', { topic: stage.key, modality: 'announced' }),
      page('Trial', stage),
      'not-addressed',
    ],
    [
      'a denial that anything exists',
      signal('None', { topic: stage.key }),
      page('Trial', stage),
      'contradicts',
    ],
  ])('%s', (_, given, against, expected) => {
    expect(relation(given, against)).toBe(expected);
  });

  it('shows the page’s own words where they state the status', () => {
    const related = relateSignal(signal('Free-Licensed'), page('Banned'));
    expect(related.page?.words).toBe('Since 2019 the law prohibits kites.');
    expect(related.page?.place).toEqual({ unit: 'section/executive-summary', block: 0, start: 27, end: 62 });
  });

  it('tells how little one unconfirmed speaker weighs', () => {
    const { reasons } = relateSignal(
      signal('Free-Licensed', { speaker: 'Ana Bula', unconfirmed: true }),
      page('Banned'),
    );
    expect(reasons.join(' ')).toMatch(/One speaker says so: Ana Bula\..*unconfirmed.*tier “news”/);
  });
});
