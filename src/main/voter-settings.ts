/** What the settings of voters must be like, each by itself and together. */
import * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { VOTER_KINDS, type VoterKind } from '#domain/vote.ts';
import { parseModelPrice } from '#llm/count-tokens.ts';
import { isPrivateWay, parseModelName } from '#llm/model-name.ts';

/** `model`, `nli`, both with a comma, or nothing. */
export const voterList = () =>
  z.string().transform((text, context): readonly VoterKind[] => {
    const names = text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const known = VOTER_KINDS.filter((kind) => names.includes(kind));
    if (names.every((name) => known.some((kind) => kind === name))) return known;
    context.addIssue({ code: 'custom', message: 'must be model, nli or model,nli' });
    return z.NEVER;
  });

/** A model's name, kept as written; empty for none. */
export const modelName = () =>
  z.string().superRefine((text, context) => {
    const name = text === '' ? null : parseModelName(text);
    if (typeof name === 'string') context.addIssue({ code: 'custom', message: name });
  });

/** A price as `IN/OUT`, kept as written; empty for one that is not known. */
export const modelPrice = () =>
  z.string().superRefine((text, context) => {
    const price = text === '' ? null : parseModelPrice(text);
    if (typeof price === 'string') context.addIssue({ code: 'custom', message: price });
  });

/** What travels in a header of a request. A shorter one is no secret, and blanking it out of answers would spoil them. */
export const secretKey = () =>
  z.string().regex(/^$|^[\x21-\x7e]{8,}$/, 'must be a key: at least 8 printable characters without spaces');

/** Settings of voters as they are read. */
export type VoterSettings = {
  readonly REGATLAS_VOTERS: readonly VoterKind[];
  readonly REGATLAS_MODEL: string;
  readonly REGATLAS_MODEL_KEY: string;
  readonly REGATLAS_NLI_MODEL_DIR: string;
};

/** Throws `setting-invalid` when settings that are well each by itself make no sense together. */
export function assertVoterSettings(settings: VoterSettings): void {
  const voters = settings.REGATLAS_VOTERS;
  if (voters.includes('model') && settings.REGATLAS_MODEL === '') {
    throw missing('REGATLAS_MODEL', 'REGATLAS_VOTERS asks for a model, but none is named.');
  }
  if (voters.includes('nli') && settings.REGATLAS_NLI_MODEL_DIR === '') {
    throw missing(
      'REGATLAS_NLI_MODEL_DIR',
      'REGATLAS_VOTERS asks for an entailment model, but no folder is named.',
    );
  }
  const name = settings.REGATLAS_MODEL === '' ? null : parseModelName(settings.REGATLAS_MODEL);
  if (name === null || typeof name === 'string') return;
  const isKeyless = settings.REGATLAS_MODEL_KEY === '';
  if (voters.includes('model') && isKeyless && name.provider !== 'openai-compatible') {
    throw missing('REGATLAS_MODEL_KEY', `A model of ${name.provider} needs a key, but none is set.`);
  }
  if (!isKeyless && !isPrivateWay(name.baseUrl)) {
    throw new AppError('setting-invalid', 'A key must not be sent unencrypted to another machine.', {
      place: { field: 'REGATLAS_MODEL' },
      remedy: 'Use an address that begins with https://, or unset REGATLAS_MODEL_KEY.',
    });
  }
}

function missing(field: string, message: string): AppError {
  return new AppError('setting-invalid', message, {
    place: { field },
    remedy: `Set ${field}, or unset REGATLAS_VOTERS.`,
  });
}
