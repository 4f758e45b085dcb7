import { describe, expect, it } from 'vitest';
import { readEmail, readName, readNewPassword, readRole } from './read-fields.ts';

const refusal = (field: string) =>
  expect.objectContaining({ code: 'invalid-input', place: { field } }) as unknown as Error;

describe('a name', () => {
  it('is kept on one line, without marks of direction', () => {
    expect(readName('  Ana\u202e   Maria\n Sol ')).toBe('Ana Maria Sol');
  });

  it.each(['', '   ', '\u200d', 'a\u0000b', 'a\u200bb', 'x'.repeat(121)])('is refused as %j', (given) => {
    expect(() => readName(given)).toThrow(refusal('name'));
  });
});

describe('an e-mail address', () => {
  it('is kept in lower case', () => {
    expect(readEmail(' Ana.Sol+x@Mail.Example.ORG ')).toBe('ana.sol+x@mail.example.org');
  });

  it.each([
    '',
    'ana',
    'ana@localhost',
    '@example.org',
    'ana@example..org',
    'ana@-x.org',
    'a b@example.org',
    'ana@example.org\r\nBcc: eve@example.org',
    'ana@example.org,eve@example.org',
    '"ana"@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(250)}.org`,
  ])('is refused as %j', (given) => {
    expect(() => readEmail(given)).toThrow(refusal('e-mail'));
  });
});

describe('a new password', () => {
  it('may have any characters', () => {
    expect(readNewPassword('ein Käse – 月光 🌙', 'ein Käse – 月光 🌙', null)).toBe('ein Käse – 月光 🌙');
  });

  it.each([
    ['short', 'short'],
    ['eleven char', 'eleven char'],
    ['x'.repeat(129), 'x'.repeat(129)],
    ['aaaaaaaaaaaa', 'aaaaaaaaaaaa'],
    ['Ana@Example.org', 'Ana@Example.org'],
    ['a long enough one', 'a long enough two'],
  ])('is refused as %j, without being repeated', (given, again) => {
    expect(() => readNewPassword(given, again, 'ana@example.org')).toThrow(refusal('password'));
    try {
      readNewPassword(given, again, 'ana@example.org');
    } catch (error) {
      expect(String(error)).not.toContain(given);
    }
  });
});

it.each(['reader', 'Admin', 'root', '', 'admin '])('the role %j is none', (given) => {
  expect(() => readRole(given)).toThrow(refusal('role'));
});
