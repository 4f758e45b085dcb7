import { describe, expect, it } from 'vitest';
import { publicHosts, publicUrlOf } from './account-settings.ts';
import { describeSettings, readSettings } from './config.ts';

const OIDC = {
  REGATLAS_OIDC_ISSUER: 'https://login.example',
  REGATLAS_OIDC_CLIENT_ID: 'regatlas',
  REGATLAS_OIDC_CLIENT_SECRET: 'topsecret-of-oidc',
};

describe('settings of accounts', () => {
  it.each([
    ['REGATLAS_PUBLIC_URL', { REGATLAS_PUBLIC_URL: 'regatlas.example' }],
    ['REGATLAS_PUBLIC_URL', { REGATLAS_PUBLIC_URL: 'https://regatlas.example/below' }],
    ['REGATLAS_PUBLIC_URL', { REGATLAS_PUBLIC_URL: 'https://regatlas.example/?x=1' }],
    ['REGATLAS_PUBLIC_URL', { REGATLAS_PUBLIC_URL: 'https://user@regatlas.example' }],
    ['REGATLAS_PROXIES', { REGATLAS_PROXIES: '-1' }],
    ['REGATLAS_SECRET', { REGATLAS_SECRET: 'topsecret but short' }],
    ['REGATLAS_OIDC_CLIENT_ID', { ...OIDC, REGATLAS_OIDC_CLIENT_ID: '' }],
    ['REGATLAS_OIDC_CLIENT_SECRET', { ...OIDC, REGATLAS_OIDC_CLIENT_SECRET: '' }],
    ['REGATLAS_OIDC_ISSUER', { ...OIDC, REGATLAS_OIDC_ISSUER: 'http://login.example' }],
    ['REGATLAS_SMTP_URL', { REGATLAS_SMTP_URL: 'mail.example', REGATLAS_MAIL_FROM: 'a@b.example' }],
    ['REGATLAS_MAIL_FROM', { REGATLAS_SMTP_URL: 'smtp://u:topsecret@mail.example' }],
    ['REGATLAS_MAIL_FROM', { REGATLAS_MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }],
  ])('refuse a bad %s by its name, and repeat no secret', (field, env) => {
    expect(() => readSettings(env)).toThrow(
      expect.objectContaining({
        code: 'setting-invalid',
        place: { field },
        message: expect.not.stringContaining('topsecret'),
      }),
    );
  });

  it('never show a secret', () => {
    const env = {
      ...OIDC,
      REGATLAS_SECRET: `topsecret-${'x'.repeat(32)}`,
      REGATLAS_SMTP_URL: 'smtps://user:topsecret@mail.example',
      REGATLAS_MAIL_FROM: 'a@b.example',
    };
    expect(JSON.stringify(describeSettings(env, readSettings(env)))).not.toContain('topsecret');
  });

  it('let a proxy pass on the name of the public address', () => {
    const env = { REGATLAS_PUBLIC_URL: 'https://regatlas.example', REGATLAS_PUBLIC_HOSTS: 'other.example' };
    expect(publicHosts(readSettings(env))).toEqual(['other.example', 'regatlas.example']);
    expect(publicHosts(readSettings({}))).toEqual([]);
  });

  it.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ HOST: '::1', PORT: '8080' }, 'http://[::1]:8080'],
    [{ REGATLAS_PUBLIC_URL: 'https://Regatlas.example/' }, 'https://regatlas.example'],
  ])('%j make links begin with %s', (env, url) => {
    expect(publicUrlOf(readSettings(env))).toBe(url);
  });
});
