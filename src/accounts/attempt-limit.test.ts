import { describe, expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { ATTEMPT_RULES, admitAttempt, forgiveAttempt, waitAfter } from './attempt-limit.ts';

const START = Date.parse('2026-05-06T07:08:09.000Z');
const RULE = ATTEMPT_RULES['sign-in/account'];

describe('the wait after an attempt', () => {
  it('is none while attempts are free, then doubles up to its longest', () => {
    const waits = Array.from({ length: 14 }, (_, index) => waitAfter(index + 1, RULE));
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900]);
    expect(waitAfter(1e9, RULE)).toBe(900);
  });
});

describeStore('attempts', (store) => {
  let now = START;
  const clock = () => new Date(now);
  const attempt = (of: Parameters<typeof admitAttempt>[2]) =>
    store().write((tx) => admitAttempt(tx, clock, of));
  const forgive = (of: Parameters<typeof admitAttempt>[2]) => store().write((tx) => forgiveAttempt(tx, of));
  const times = async (count: number, of: Parameters<typeof admitAttempt>[2]) => {
    for (let made = 0; made < count; made += 1) await attempt(of);
  };
  const ana = { 'sign-in/account': 'ana@example.org' };

  it('on one account wait after the free ones, and the wait is told', async () => {
    now = START;
    await times(5, ana);
    await expect(attempt(ana)).rejects.toMatchObject({
      code: 'too-many',
      detail: { retryAfterSeconds: 30 },
      remedy: expect.stringContaining('30 seconds'),
    });
    now += 31_000;
    await attempt(ana);
    await expect(attempt(ana)).rejects.toMatchObject({ detail: { retryAfterSeconds: 60 } });
    await attempt({ 'sign-in/account': 'bea@example.org' });
  });

  it('that come at once are counted one by one', async () => {
    now = START;
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => attempt(ana)));
    expect(answers.filter((answer) => answer.status === 'fulfilled').length).toBe(RULE.free);
  });

  it('are forgotten after a day, and at once when one was good', async () => {
    now = START;
    await times(5, ana);
    now += 24 * 3_600_000 + 1_000;
    await times(5, ana);
    await forgive(ana);
    await times(5, ana);
    await expect(attempt(ana)).rejects.toThrow('too many');
  });

  it('from one address are not cleared by a good one among them', async () => {
    now = START;
    const from = { 'sign-in/address': '198.51.100.7' };
    await times(19, from);
    await attempt(from);
    await forgive(from);
    await attempt(from);
    await expect(attempt(from)).rejects.toThrow('too many');
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['198.51.100.7', '::ffff:198.51.100.7', true],
    ['198.51.100.7', '198.51.100.8', false],
  ])('from %s and %s are the same sender: %s', async (first, second, isSame) => {
    now = START;
    await times(20, { 'sign-in/address': first });
    const later = attempt({ 'sign-in/address': second });
    if (isSame) await expect(later).rejects.toThrow('too many');
    else await later;
  });

  it('leave no address and no name behind, and no row for ever', async () => {
    now = START;
    await attempt({ 'sign-in/account': 'ana@example.org', 'sign-in/address': '198.51.100.7' });
    const { rows } = await store().pool.query('select * from attempt');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/ana|198/);
    now += 48 * 3_600_000;
    await attempt({ 'sign-in/account': 'bea@example.org' });
    expect((await store().pool.query('select * from attempt')).rows).toHaveLength(1);
  });
});
