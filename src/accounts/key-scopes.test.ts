import { describe, expect, it } from 'vitest';
import { ACCOUNT_ROLES, ROLES } from '#domain/person.ts';
import { KEY_SCOPES, readScopes, roleOfKey, scopesFor } from './key-scopes.ts';

describe('a key', () => {
  it.each([
    [['read'], 'admin', null],
    [['read', 'review'], 'admin', 'contributor'],
    [['edit'], 'admin', 'analyst'],
    [['publish'], 'admin', 'editor'],
    [['publish'], 'editor', 'editor'],
    [['publish'], 'analyst', 'analyst'],
    [['publish'], 'contributor', 'contributor'],
    [['review'], 'editor', 'contributor'],
    [[], 'admin', null],
    [['admin', 'everything'], 'admin', null],
  ] as const)('with the scopes %j of a %s acts as %s', (scopes, owner, role) => {
    expect(roleOfKey(scopes, owner)).toBe(role);
  });

  it('never raises a role, and never administers', () => {
    for (const owner of ACCOUNT_ROLES) {
      const role = roleOfKey([...KEY_SCOPES], owner);
      expect(ROLES.indexOf(role ?? 'reader')).toBeLessThanOrEqual(ROLES.indexOf(owner));
      expect(role).not.toBe('admin');
    }
  });

  it('is made with scopes that its owner holds', () => {
    expect(ACCOUNT_ROLES.map((role) => scopesFor(role).at(-1))).toEqual([
      'review',
      'edit',
      'publish',
      'publish',
    ]);
  });

  it.each([
    ['{"regatlas":["read","review"]}', ['read', 'review']],
    ['{"regatlas":["root"]}', []],
    ['{"other":["publish"]}', []],
    ['not json', []],
    ['null', []],
    [null, []],
  ])('that is stored with %j has the scopes %j', (stored, scopes) => {
    expect(readScopes(stored)).toEqual(scopes);
  });
});
