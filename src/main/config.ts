/**
 * Settings, read once from environment variables. This table is the truth: `regatlas config` prints it, and a test
 * holds `docs/operations.md` against it. A bad value names its variable and ends the program with code 2.
 */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import {
  assertAccountSettings,
  longSecret,
  siteAddress,
  smtpAddress,
  webAddress,
} from './account-settings.ts';
import { assertSearchSettings, searchNames, searchPrice } from './search-settings.ts';
import { assertVoterSettings, modelName, modelPrice, secretKey, voterList } from './voter-settings.ts';

const MEBIBYTE = 1024 * 1024;

/** Where embedded data goes when nothing is said: root cannot use a home folder that the database's user cannot enter. */
export function defaultDataDir(env: NodeJS.ProcessEnv, uid: number | undefined): string {
  if (uid === 0) return '/var/lib/regatlas';
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'regatlas');
}

const wholeNumber = (least: number, most: number) =>
  z.string().transform((text, context) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '') return value;
    context.addIssue({ code: 'custom', message: `must be a whole number from ${least} to ${most}` });
    return z.NEVER;
  });

const hostList = () =>
  z.string().transform((list) =>
    list
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  );

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be ${values.join(' or ')}` });

type Setting = {
  readonly schema: z.ZodType<unknown, string>;
  readonly fallback: string;
  readonly meaning: string;
};

/** Every variable, with its default and what it means; `''` as a default stands for "not set". */
export const SETTINGS = {
  PORT: {
    schema: wholeNumber(0, 65535),
    fallback: '3000',
    meaning: 'Port of the web server; 0 takes any free one.',
  },
  HOST: {
    schema: z.string().min(1, 'must be an address or host name'),
    fallback: '127.0.0.1',
    meaning: 'Address the web server listens on. 0.0.0.0 opens it to the network.',
  },
  REGATLAS_PUBLIC_HOSTS: {
    schema: hostList(),
    fallback: '',
    meaning:
      'Names (comma-separated, without port) that a proxy on this machine passes on beside that of REGATLAS_PUBLIC_URL; needed while HOST is a loopback address.',
  },
  REGATLAS_DATA_DIR: {
    schema: z.string().transform((path) => resolve(path)),
    fallback: '',
    meaning:
      'Folder for everything embedded. Default: /var/lib/regatlas as root, else ~/.local/share/regatlas.',
  },
  DATABASE_URL: {
    schema: z.string().regex(/^$|^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
    fallback: '',
    meaning: 'A PostgreSQL server, 15 or newer. Not set: a private embedded PostgreSQL in the data folder.',
  },
  REGATLAS_JOBS: {
    schema: oneOf(['inline', 'off']),
    fallback: 'inline',
    meaning: 'inline: the web server also works jobs. off: `regatlas worker` does.',
  },
  REGATLAS_RUN_WORKERS: {
    schema: wholeNumber(1, 8),
    fallback: '1',
    meaning:
      'Steps of research runs that a process works at the same time. More than one helps where steps wait for a model or for the web.',
  },
  REGATLAS_EXAMPLE: {
    schema: oneOf(['load', 'skip']),
    fallback: 'load',
    meaning: 'Whether the first start of an empty database loads the bundled example.',
  },
  REGATLAS_REVIEWS: {
    schema: oneOf(['open', 'closed']),
    fallback: 'open',
    meaning:
      'open: people may sign up and submit reviews. closed: everybody reads, nobody signs up, and only analysts and above review.',
  },
  REGATLAS_PUBLIC_URL: {
    schema: siteAddress(),
    fallback: '',
    meaning:
      'Address readers know the site by, such as https://regatlas.example: for links in letters, and with https for cookies that travel encrypted only. Not set: the address that is listened on.',
  },
  REGATLAS_PROXIES: {
    schema: wholeNumber(0, 5),
    fallback: '0',
    meaning:
      'Number of proxies in front, each adding to X-Forwarded-For: with it attempts are counted by the reader’s address, not the proxy’s.',
  },
  REGATLAS_SECRET: {
    schema: longSecret(),
    fallback: '',
    meaning:
      'Signs the cookies of sessions; the same on every node. Not set: made once and kept in the data folder. Never printed or logged.',
  },
  REGATLAS_OIDC_ISSUER: {
    schema: webAddress(),
    fallback: '',
    meaning: 'Issuer of an OpenID Connect provider for single sign-on. Not set: none.',
  },
  REGATLAS_OIDC_CLIENT_ID: {
    schema: z.string().max(500),
    fallback: '',
    meaning: 'Name under which the provider knows this installation.',
  },
  REGATLAS_OIDC_CLIENT_SECRET: {
    schema: z.string().max(500),
    fallback: '',
    meaning: 'Secret that goes with it. Never printed or logged.',
  },
  REGATLAS_OIDC_NAME: {
    schema: z.string().min(1).max(60),
    fallback: 'single sign-on',
    meaning: 'Name of the provider on the button.',
  },
  REGATLAS_SMTP_URL: {
    schema: smtpAddress(),
    fallback: '',
    meaning:
      'Mail server: smtps://user:password@host or smtp://host:port. Not set: letters stay in the outbox, where an admin reads them.',
  },
  REGATLAS_DIGEST_HOUR: {
    schema: wholeNumber(0, 23),
    fallback: '6',
    meaning: 'Hour of the day (UTC) at which digests of notices are due; weekly ones on Mondays.',
  },
  REGATLAS_MAIL_FROM: {
    schema: z
      .string()
      .regex(/^[^\r\n]*$/, 'must be one line')
      .max(300),
    fallback: '',
    meaning: 'Sender of letters, such as Regatlas <regatlas@regatlas.example>.',
  },
  REGATLAS_PAGE_CACHE_BYTES: {
    schema: wholeNumber(0, 4096 * MEBIBYTE),
    fallback: String(64 * MEBIBYTE),
    meaning: 'Memory for rendered pages, in bytes; 0 renders every page anew.',
  },
  REGATLAS_MAX_IMPORT_BYTES: {
    schema: wholeNumber(1, 1024 * MEBIBYTE),
    fallback: String(20 * MEBIBYTE),
    meaning: 'Largest file that `import` and `check` read, in bytes.',
  },
  REGATLAS_MAX_SOURCE_BYTES: {
    schema: wholeNumber(1, 512 * MEBIBYTE),
    fallback: String(50 * MEBIBYTE),
    meaning: 'Largest source that `source add` stores, in bytes, also after decompression.',
  },
  REGATLAS_FETCH_TIMEOUT_MS: {
    schema: wholeNumber(100, 600_000),
    fallback: '30000',
    meaning: 'Longest time for fetching one address, redirects included, in milliseconds.',
  },
  REGATLAS_FETCH_ALLOW_HOSTS: {
    schema: hostList(),
    fallback: '',
    meaning:
      'Hosts (host or host:port, comma-separated) that may be fetched although their address is private. For tests.',
  },
  REGATLAS_VOTERS: {
    schema: voterList(),
    fallback: '',
    meaning:
      'Who is asked beside the check: model, nli or model,nli. Votes are kept apart and change no verdict. Not set: nobody.',
  },
  REGATLAS_MODEL: {
    schema: modelName(),
    fallback: '',
    meaning:
      'Language model: google:NAME, openai:NAME, anthropic:NAME, or openai-compatible:NAME@https://host/v1; an address may follow any of them.',
  },
  REGATLAS_MODEL_KEY: {
    schema: secretKey(),
    fallback: '',
    meaning: 'Key for the language model. Never printed, logged or stored.',
  },
  REGATLAS_MODEL_TIMEOUT_MS: {
    schema: wholeNumber(100, 120_000),
    fallback: '60000',
    meaning: 'Longest time for one answer of the language model, in milliseconds.',
  },
  REGATLAS_MODEL_CONTEXT: {
    schema: wholeNumber(4_096, 10_000_000),
    fallback: '128000',
    meaning:
      'Tokens that a question to the language model and its answer may come to together. Lower it to what a local server is set up for.',
  },
  REGATLAS_MODEL_PRICE: {
    schema: modelPrice(),
    fallback: '',
    meaning:
      'Price of the language model as IN/OUT, in US dollars per million tokens, such as 0.3/2.5. Not set: costs are not known, and a run with a budget of money asks it nothing.',
  },
  REGATLAS_SEARCH: {
    schema: searchNames(),
    fallback: '',
    meaning:
      'Search providers that runs may ask, comma-separated: searxng:https://host, brave, tavily, model; @address for one elsewhere. Not set: none.',
  },
  REGATLAS_SEARCH_KEY: {
    schema: secretKey(),
    fallback: '',
    meaning:
      'Key for the search provider; for several brave=KEY,tavily=KEY. Never printed, logged or stored.',
  },
  REGATLAS_SEARCH_PRICE: {
    schema: searchPrice(),
    fallback: '',
    meaning: 'Dollars for 1,000 queries to brave, tavily or model, for budgets of runs. Not set: not known.',
  },
  REGATLAS_NLI_MODEL_DIR: {
    schema: z.string().transform((path) => (path === '' ? '' : resolve(path))),
    fallback: '',
    meaning: 'Folder with an entailment model in the layout of Transformers.js; see “Voters”.',
  },
  REGATLAS_VOTES_MOST: {
    schema: wholeNumber(1, 100_000),
    fallback: '100',
    meaning: 'Most sentences of a version that voters are asked about, from its first one on.',
  },
} as const satisfies Record<string, Setting>;

/** Names of the variables. */
export type SettingName = keyof typeof SETTINGS;

/** Settings as the program uses them. */
export type Settings = { readonly [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> };

/** Variables whose value may hold a secret: what is not understood of them cannot be blanked, so it is not repeated. */
const SECRETS: readonly string[] = [
  'DATABASE_URL',
  'REGATLAS_MODEL',
  'REGATLAS_MODEL_KEY',
  'REGATLAS_SEARCH',
  'REGATLAS_SEARCH_KEY',
  'REGATLAS_SECRET',
  'REGATLAS_OIDC_CLIENT_SECRET',
  'REGATLAS_SMTP_URL',
];

/** Variables that are a secret as a whole. */
const BLANKED: readonly string[] = [
  'REGATLAS_MODEL_KEY',
  'REGATLAS_SEARCH_KEY',
  'REGATLAS_SECRET',
  'REGATLAS_OIDC_CLIENT_SECRET',
  'REGATLAS_SMTP_URL',
];

/** Reads all settings. Throws `setting-invalid` naming the first bad variable. An empty variable counts as not set. */
export function readSettings(env: NodeJS.ProcessEnv, uid: number | undefined = process.getuid?.()): Settings {
  const entries = Object.entries(SETTINGS).map(([name, setting]) => {
    const given = env[name] === undefined || env[name] === '' ? setting.fallback : env[name];
    const text = name === 'REGATLAS_DATA_DIR' && given === '' ? defaultDataDir(env, uid) : given;
    const result = setting.schema.safeParse(text);
    if (result.success) return [name, result.data];
    const shown = SECRETS.includes(name) ? 'something else' : `“${text}”`;
    throw new AppError(
      'setting-invalid',
      `${result.error.issues[0]?.message ?? 'is not valid'}, but is ${shown}.`,
      {
        place: { field: name },
        remedy: `Change or unset the variable. ${setting.meaning}`,
      },
    );
  });
  const settings = Object.fromEntries(entries) as Settings;
  assertVoterSettings(settings);
  assertSearchSettings(settings);
  assertAccountSettings(settings);
  return settings;
}

/** Settings as rows for people: value with secrets blanked, and whether it was set or is the default. */
export function describeSettings(
  env: NodeJS.ProcessEnv,
  settings: Settings,
): { name: SettingName; value: string; origin: 'set' | 'default'; meaning: string }[] {
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => ({
    name,
    value: showSetting(settings, name),
    origin: env[name] === undefined || env[name] === '' ? 'default' : 'set',
    meaning: SETTINGS[name].meaning,
  }));
}

function showSetting(settings: Settings, name: SettingName): string {
  if (name === 'DATABASE_URL') return withoutPassword(settings.DATABASE_URL);
  if (BLANKED.includes(name)) return settings[name] === '' ? '' : '…';
  return settings[name] === null ? '' : String(settings[name]);
}

function withoutPassword(text: string): string {
  if (text === '') return '';
  const url = URL.parse(text);
  // Of an address that does not parse, nobody can tell which part is the password.
  if (url === null) return 'postgres://…';
  if (url.password !== '') url.password = '-';
  for (const name of [...url.searchParams.keys()]) if (/pass/i.test(name)) url.searchParams.set(name, '-');
  return url
    .toString()
    .replace(':-@', ':…@')
    .replace(/=-(?=&|$)/g, '=…');
}
