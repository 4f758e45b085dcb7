/** The flags by which `research` and `batch` say how a page is to be researched, and what may be spent on it. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import {
  ANALYST_KINDS,
  type AnalystKind,
  DEFAULT_REQUEST,
  type RunRequest,
  runRequestSchema,
} from '#domain/run.ts';
import { parseCount } from './parse-number.ts';

/** Flags as they are typed. */
export type RunFlags = {
  readonly analyst: string;
  readonly url: readonly string[];
  readonly sitemap: readonly string[];
  readonly web: boolean;
  readonly repairs: string;
  readonly maxTokens?: string;
  readonly maxCost?: string;
  readonly maxSeconds?: string;
  /** False with `--no-wait`. */
  readonly wait: boolean;
};

const MOST = 2 ** 31 - 1;
const MICROS = 1_000_000;
const MOST_REPAIRS = 5;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds the flags to a command; `whose` is what a budget is for. */
export function addRunFlags(command: Command, whose: string): Command {
  return command
    .option('--analyst <kind>', `who drafts: ${ANALYST_KINDS.join(' or ')}`, DEFAULT_REQUEST.analyst)
    .option('--url <address>', 'a document to take in first; may be given again', collect, [])
    .option('--sitemap <address>', 'a sitemap to look for documents; may be given again', collect, [])
    .option('--web', 'ask the search providers that are set up as well', false)
    .option(
      '--repairs <n>',
      'how often a sentence that is not borne out goes back before it is cut',
      String(DEFAULT_REQUEST.repairs),
    )
    .option('--max-tokens <n>', `most tokens for ${whose}`)
    .option('--max-cost <dollars>', `most US dollars for ${whose}, such as 0.50`)
    .option('--max-seconds <n>', `longest time for ${whose}, from its first step on`)
    .option('--no-wait', 'only ask for it; a server or worker does it');
}

/**
 * What is asked for. Throws `invalid-input` naming the flag, or `setting-invalid` when a model is to draft and none is
 * set.
 */
export function readRunFlags(flags: RunFlags, settings: { readonly model: string }): RunRequest {
  const request: RunRequest = {
    analyst: readAnalyst(flags.analyst, settings.model),
    web: flags.web,
    urls: [...flags.url],
    sitemaps: [...flags.sitemap],
    budget: {
      tokens: readBound('--max-tokens', flags.maxTokens),
      costMicros: readMoney(flags.maxCost),
      seconds: readBound('--max-seconds', flags.maxSeconds),
    },
    repairs: parseCount('--repairs', flags.repairs, [0, MOST_REPAIRS]),
  };
  const { error } = runRequestSchema.safeParse(request);
  const issue = error?.issues[0];
  if (issue === undefined) return request;
  const [member] = issue.path;
  throw new AppError('invalid-input', `${issue.message}.`, {
    place: { field: member === 'sitemaps' ? '--sitemap' : '--url' },
    remedy: 'Give complete addresses that begin with http:// or https://, fifty at most.',
  });
}

function readAnalyst(text: string, model: string): AnalystKind {
  const kind = ANALYST_KINDS.find((each) => each === text);
  if (kind === undefined) {
    throw new AppError('invalid-input', `“${text}” is no analyst.`, {
      place: { field: '--analyst' },
      remedy: `Use one of ${ANALYST_KINDS.join(', ')}.`,
    });
  }
  if (kind === 'extractive' || model !== '') return kind;
  throw new AppError('setting-invalid', 'No language model is set, so none can draft.', {
    place: { field: 'REGATLAS_MODEL' },
    remedy: 'Set it, with REGATLAS_MODEL_KEY where the provider wants one, or use --analyst extractive.',
  });
}

function readBound(field: string, text: string | undefined): number | null {
  return text === undefined ? null : parseCount(field, text, [1, MOST]);
}

function readMoney(text: string | undefined): number | null {
  if (text === undefined) return null;
  const micros = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * MICROS) : 0;
  if (micros >= 1) return micros;
  throw new AppError('invalid-input', `“${text}” is no sum of money.`, {
    place: { field: '--max-cost' },
    remedy: 'Give US dollars such as 2 or 0.50.',
  });
}
