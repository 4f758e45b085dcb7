import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeUnsubscribeToken, readUnsubscribeToken } from './unsubscribe-token.ts';

const SECRET = 'a secret of more than thirty-two characters';
const PERSON = '0b0e7a1c-52a4-4b53-9d38-2f6f7d0c1e11';

describe('the token that ends letters', () => {
  it('names the person it was made for, and goes into an address as it is', () => {
    const token = makeUnsubscribeToken(SECRET, PERSON);
    expect(readUnsubscribeToken(SECRET, token)).toBe(PERSON);
    expect(encodeURIComponent(token)).toBe(token);
  });

  it.each([
    ['nothing', () => ''],
    ['a person alone', () => PERSON],
    ['an empty signature', () => `${PERSON}.`],
    ['another person', () => makeUnsubscribeToken(SECRET, PERSON).replace(PERSON, randomUUID())],
    ['another secret', () => makeUnsubscribeToken(`${SECRET}!`, PERSON)],
    ['something behind it', () => `${makeUnsubscribeToken(SECRET, PERSON)}.x`],
    ['another spelling of the same bytes', () => `${makeUnsubscribeToken(SECRET, PERSON)}=`],
    [
      'what the same secret signs for something else, such as a cookie',
      () => `${PERSON}.${createHmac('sha256', SECRET).update(PERSON).digest('base64url')}`,
    ],
  ])('is not %s', (_, make) => {
    expect(readUnsubscribeToken(SECRET, make())).toBeUndefined();
  });
});
