import { describe, expect, it } from 'vitest';
import { createReviewLimit, MOST_FROM_ADDRESS, MOST_REVIEWS, REVIEW_WINDOW_MS } from './review-limit.ts';

function makeLimit() {
  let now = 0;
  const limit = createReviewLimit(() => new Date(now));
  const send = (times: number, person = 'ana', analysis = 7, address = '192.0.2.1') => {
    for (let i = 0; i < times; i += 1) limit({ person, address }, analysis);
  };
  return { send, pass: (ms: number) => (now += ms) };
}

describe('the limit on reviews', () => {
  it('refuses one more than may be, with what to do', () => {
    const { send } = makeLimit();
    send(MOST_REVIEWS);
    expect(() => send(1)).toThrow(expect.objectContaining({ code: 'too-many', remedy: expect.any(String) }));
  });

  it('counts each person and each analysis for itself', () => {
    const { send } = makeLimit();
    send(MOST_REVIEWS);
    send(MOST_REVIEWS, 'bo');
    send(MOST_REVIEWS, 'ana', 8);
    expect(() => send(1, 'bo')).toThrow();
  });

  it('counts an address together, whoever sends from it', () => {
    const { send } = makeLimit();
    for (let i = 0; i < MOST_FROM_ADDRESS; i += 1) send(1, `person ${i}`);
    expect(() => send(1, 'one more')).toThrow(/your address/);
    send(1, 'one more', 7, '192.0.2.2');
  });

  it('forgets after an hour, review by review', () => {
    const { send, pass } = makeLimit();
    send(1);
    pass(REVIEW_WINDOW_MS / 2);
    send(MOST_REVIEWS - 1);
    pass(REVIEW_WINDOW_MS / 2);
    send(1);
    expect(() => send(1)).toThrow();
  });
});
