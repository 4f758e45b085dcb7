/** What the settings of accounts and mail must be like, and what follows from them. */
import * as z from 'zod';
import type { OidcSettings } from '#accounts/create-auth.ts';
import { AppError } from '#domain/errors.ts';

/** An address of the web, kept without a slash at its end; empty for none. */
export const webAddress = () =>
  z.string().transform((text, context) => {
    const url = URL.parse(text);
    if (text === '') return '';
    if (
      url !== null &&
      /^https?:$/.test(url.protocol) &&
      url.username === '' &&
      url.search + url.hash === ''
    ) {
      return url.href.replace(/\/+$/, '');
    }
    context.addIssue({ code: 'custom', message: 'must be an address such as https://regatlas.example' });
    return z.NEVER;
  });

/** The address of the site itself: a host without a path, as every link of a page begins at the root. */
export const siteAddress = () =>
  webAddress().refine((text) => text === '' || new URL(text).pathname === '/', {
    error: 'must be an address without a path, such as https://regatlas.example',
  });

/** Enough characters that nobody guesses them; empty for none. */
export const longSecret = () =>
  z.string().regex(/^$|^[\x21-\x7e]{32,}$/, 'must have 32 or more printable characters, no spaces');

/** `smtp://` or `smtps://`; empty for none. */
export const smtpAddress = () =>
  z.string().refine((text) => text === '' || /^smtps?:\/\/[^/\s]+/.test(text), {
    error: 'must be an address such as smtps://user:password@mail.example',
  });

/** Settings of accounts as they are read. */
export type AccountSettings = {
  readonly HOST: string;
  readonly PORT: number;
  readonly REGATLAS_PUBLIC_URL: string;
  readonly REGATLAS_OIDC_ISSUER: string;
  readonly REGATLAS_OIDC_CLIENT_ID: string;
  readonly REGATLAS_OIDC_CLIENT_SECRET: string;
  readonly REGATLAS_OIDC_NAME: string;
  readonly REGATLAS_SMTP_URL: string;
  readonly REGATLAS_MAIL_FROM: string;
};

/** Throws `setting-invalid` when settings that are well each by itself make no sense together. */
export function assertAccountSettings(settings: AccountSettings): void {
  const { REGATLAS_OIDC_ISSUER: issuer } = settings;
  if (issuer !== '') {
    for (const field of ['REGATLAS_OIDC_CLIENT_ID', 'REGATLAS_OIDC_CLIENT_SECRET'] as const) {
      if (settings[field] === '') throw missing(field, 'Single sign-on needs it, but it is not set.');
    }
    const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(issuer).hostname);
    if (!issuer.startsWith('https://') && !isLocal) {
      throw missing('REGATLAS_OIDC_ISSUER', 'Single sign-on over an unencrypted way would let anybody in.');
    }
  }
  if (settings.REGATLAS_SMTP_URL !== '' && !settings.REGATLAS_MAIL_FROM.includes('@')) {
    throw missing('REGATLAS_MAIL_FROM', 'Letters need a sender, but none is set.');
  }
}

/** Single sign-on as the settings want it; null without. */
export function oidcOf(settings: AccountSettings): OidcSettings | null {
  if (settings.REGATLAS_OIDC_ISSUER === '') return null;
  return {
    issuer: settings.REGATLAS_OIDC_ISSUER,
    clientId: settings.REGATLAS_OIDC_CLIENT_ID,
    clientSecret: settings.REGATLAS_OIDC_CLIENT_SECRET,
    name: settings.REGATLAS_OIDC_NAME,
  };
}

/** Address readers know the site by; where nothing is said, the one that is listened on. Without a slash at its end. */
export function publicUrlOf(settings: AccountSettings): string {
  if (settings.REGATLAS_PUBLIC_URL !== '') return settings.REGATLAS_PUBLIC_URL;
  const host = settings.HOST.includes(':') ? `[${settings.HOST.replace(/^\[|\]$/g, '')}]` : settings.HOST;
  return `http://${host}:${settings.PORT}`;
}

/** Names that a proxy passes on: those that are set, and that of the public address. */
export function publicHosts(
  settings: Pick<AccountSettings, 'REGATLAS_PUBLIC_URL'> & {
    readonly REGATLAS_PUBLIC_HOSTS: readonly string[];
  },
): readonly string[] {
  const { REGATLAS_PUBLIC_URL: url, REGATLAS_PUBLIC_HOSTS: hosts } = settings;
  return url === '' ? hosts : [...hosts, new URL(url).hostname];
}

function missing(field: string, message: string): AppError {
  return new AppError('setting-invalid', message, {
    place: { field },
    remedy: 'Set the variable, or unset those that need it; see “Accounts” in docs/operations.md.',
  });
}
