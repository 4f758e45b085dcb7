/**
 * The address in a letter that ends all letters without signing in. The token names the person and is signed with a key
 * that is derived from the installation's secret for this alone: it opens nothing else, and nothing else that is signed
 * here passes for one. It does not run out, as old letters must still be able to end new ones.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const PURPOSE = 'regatlas unsubscribe 1';
const PERSON = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The token of a person, a UUID. */
export function makeUnsubscribeToken(secret: string, person: string): string {
  return `${person}.${sign(secret, person).toString('base64url')}`;
}

/** The person that a token names; undefined when it was not made here, or for something else. */
export function readUnsubscribeToken(secret: string, token: string): string | undefined {
  const [person = '', given = ''] = token.split('.');
  if (!PERSON.test(person)) return undefined;
  const wanted = sign(secret, person).toString('base64url');
  // Text against text: several spellings of base64 stand for the same bytes.
  if (given.length !== wanted.length || token !== `${person}.${given}`) return undefined;
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted)) ? person : undefined;
}

function sign(secret: string, person: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
  return createHmac('sha256', key).update(person).digest();
}
