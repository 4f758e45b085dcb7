import { describe, expect, it } from 'vitest';
import type { Topic } from '#domain/topic.ts';
import { cueIndexOf } from './cue-index.ts';
import { matchCues } from './match-cues.ts';
import { readTokens } from './sentence-tokens.ts';

const finds = (cue: string, text: string): boolean => {
  const topic: Topic = {
    ...{
      key: 'Kite',
      title: 'Kite',
      question: 'Q',
      guidance: 'G',
      position: 1,
      reviewIntervalDays: 1,
      ordered: false,
    },
    ...{ outlineHeadings: [], searchCues: ['kite'] },
    statuses: [
      { value: 'Yes', label: 'Yes', definition: 'D', order: null, alsoCalled: [], signals: { cues: [cue] } },
      { value: 'Unknown', label: 'Unknown', definition: 'D', order: null, alsoCalled: [] },
    ],
    signals: {
      groups: [{ name: 'fly', words: ['fly', 'let (rise|go)'] }],
      subjects: ['kite', 'paper dragon'],
      unless: [],
      open: [],
    },
  };
  const tokens = readTokens(text, 0, text.length);
  return matchCues(tokens, cueIndexOf([topic]), new Set()).matches.length > 0;
};

describe('a cue', () => {
  it.each<[string, string, boolean]>([
    ['ban <subject>', 'They banned kites.', true],
    ['ban <subject>', 'Banning all of the paper dragons helps.', true],
    ['ban <subject>', 'They banned heavy kites.', false],
    ['ban .. <subject>', 'They banned very big and heavy kites.', false],
    ['ban .. <subject>', 'They banned very heavy kites.', true],
    ['ban ... <subject>', 'They banned very big and heavy kites.', true],
    ['ban & <subject>', 'Kites are banned.', true],
    ['ban & <subject>', 'Kites are fine, but umbrellas are banned.', false],
    ['(ban|bar) & <subject>', 'Kites are barred.', true],
    ['=bans & <subject>', 'He bans kites.', true],
    ['=bans & <subject>', 'He banned kites.', false],
    ['may <fly> & <subject>', 'Anyone may let go a kite.', true],
    ['license & <subject>', 'Kites need a licence.', true],
    ['authorize & <subject>', 'The authority likes kites.', false],
    ['legalize & <subject>', 'They legalised kites.', true],
  ])('“%s” in “%s”: %s', (cue, text, expected) => {
    expect(finds(cue, text)).toBe(expected);
  });
});
