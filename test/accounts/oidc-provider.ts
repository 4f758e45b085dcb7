/** A small OpenID Connect provider on this machine: it lets in whoever it is told to, without asking. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who the provider says is there. */
export type Claims = {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
};

/** A running provider. `is` decides who comes through from now on. */
export type OidcProvider = AsyncDisposable & {
  readonly issuer: string;
  readonly is: (claims: Claims) => void;
  /** Signs with another key than the one it publishes. */
  readonly forge: (isForging: boolean) => void;
};

/** The client that it knows. */
export const CLIENT = { clientId: 'regatlas-test', clientSecret: 'a secret between the two' } as const;

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Grant = { readonly challenge: string; readonly nonce: string | null; readonly redirect: string };

/** Starts it on a free port. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const [own, other] = [pair(), pair()];
  const grants = new Map<string, Grant>();
  let claims: Claims | undefined;
  let isForging = false;
  let issuer = '';
  const sign = (nonce: string | null): string => {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      ...claims,
      iss: issuer,
      aud: CLIENT.clientId,
      iat: now,
      exp: now + 60,
      nonce: nonce ?? undefined,
    };
    const signed = `${base64({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64(payload)}`;
    const { privateKey } = isForging ? other : own;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  };
  const routes: Record<string, (request: IncomingMessage, url: URL, answer: ServerResponse) => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    }),
    '/keys': () => ({
      keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
    }),
    '/authorize': (_request, { searchParams: asked }, answer) => {
      const code = randomBytes(16).toString('hex');
      const redirect = asked.get('redirect_uri') ?? '';
      grants.set(code, { challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce'), redirect });
      const back = new URL(redirect);
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      answer.writeHead(302, { Location: back.href });
      return null;
    },
    '/token': async (request, _url, answer) => {
      const asked = new URLSearchParams(await readBody(request));
      const grant = grants.get(asked.get('code') ?? '');
      grants.delete(asked.get('code') ?? '');
      const proof = createHash('sha256')
        .update(asked.get('code_verifier') ?? '')
        .digest('base64url');
      if (grant === undefined || proof !== grant.challenge || asked.get('redirect_uri') !== grant.redirect) {
        answer.writeHead(400);
        return { error: 'invalid_grant' };
      }
      return { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: sign(grant.nonce) };
    },
    '/userinfo': () => claims,
  };
  const server = createServer(async (request, answer) => {
    const url = new URL(request.url ?? '/', 'http://provider');
    const body = await routes[url.pathname]?.(request, url, answer);
    if (!answer.headersSent) answer.setHeader('Content-Type', 'application/json');
    answer.end(body === null || body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    is: (next) => {
      claims = next;
    },
    forge: (next) => {
      isForging = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
