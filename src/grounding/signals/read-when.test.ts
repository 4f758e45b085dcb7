import { describe, expect, it } from 'vitest';
import { readDates } from './read-when.ts';
import { readTokens } from './sentence-tokens.ts';

const dates = (text: string, published: string | null) =>
  readDates(text, readTokens(text, 0, text.length), published).map(({ date }) => date);

describe('the day of a statement', () => {
  it.each<[string, string | null, (string | null)[]]>([
    ['It said so on 3 March 2024.', null, ['2024-03-03']],
    ['It said so on March 3rd, 2024.', null, ['2024-03-03']],
    ['It said so on 2024-03-03.', null, ['2024-03-03']],
    ['It said so in March 2024.', null, ['2024-03']],
    ['It said so in 2024.', null, ['2024']],
    ['It said so on the 3rd of March.', null, ['--03-03']],
    ['On Sept. 10, he tweeted.', null, ['--09-10']],
    ['On Sept. 10, he tweeted.', '2019-09-24', ['2019-09-10']],
    ['On Sept. 10, he tweeted.', '2019-03-24', ['2018-09-10']],
    ['It will start on Sept. 10.', '2019-09-24', ['2020-09-10']],
    // A year alone does not decide which September is meant.
    ['On Sept. 10, he tweeted.', '2019', ['--09-10']],
    ['On Sept. 10, he tweeted.', '2019-10', ['2019-09-10']],
    ['It said so yesterday.', '2024-03-01', ['2024-02-29']],
    ['It said so yesterday.', '2024-03', [null]],
    ['It said so last month.', '2024-01-15', ['2023-12']],
    ['It said so last year.', '2024', ['2023']],
    ['It said so on Monday.', '2024-03-06', ['2024-03-04']],
    ['It will start next Monday.', '2024-03-06', ['2024-03-11']],
    ['It will start in two weeks.', '2024-03-01', ['2024-03-15']],
    ['It said so three months ago.', '2024-03-01', ['2023-12']],
    ['It applies 18 months after its publication.', '2024-03-01', []],
    ['They may march in the last days.', '2024-03-01', []],
    ['On 31 June 2024 nothing happened.', null, [null]],
  ])('%s (published %s)', (text, published, expected) => {
    expect(dates(text, published)).toEqual(expected);
  });
});
