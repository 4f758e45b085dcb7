/** Builds the voters that the settings name. Nothing of their libraries is loaded, and no model, before they are asked for. */
import type { SupportVoter } from '#llm/support-voter.ts';
import type { Settings } from './config.ts';
import { projectPath } from './project-root.ts';

/** Voters that are opened once. */
export type Voters = AsyncDisposable & {
  /** The voters by the settings' order; none when the settings name none. Throws `setting-invalid`. */
  readonly open: () => Promise<readonly SupportVoter[]>;
};

/** Where Transformers.js is installed for the entailment voter. */
export const NLI_PACKAGE = projectPath('voters', 'nli');

/** See {@link Voters}. */
export function openVoters(settings: Settings, now: () => Date): Voters {
  let opened: Promise<readonly SupportVoter[]> | undefined;
  return {
    open: () => {
      opened ??= build(settings, now);
      // A folder that is put right is found by the next question.
      opened.catch(() => {
        opened = undefined;
      });
      return opened;
    },
    [Symbol.asyncDispose]: async () => {
      for (const voter of (await opened?.catch(() => [])) ?? []) await voter[Symbol.asyncDispose]();
    },
  };
}

async function build(settings: Settings, now: () => Date): Promise<readonly SupportVoter[]> {
  const voters: SupportVoter[] = [];
  for (const kind of settings.REGATLAS_VOTERS) {
    voters.push(kind === 'model' ? await buildJudge(settings, now) : await buildEncoder(settings));
  }
  return voters;
}

async function buildJudge(settings: Settings, now: () => Date): Promise<SupportVoter> {
  const { judgeWithModel } = await import('#llm/judge-with-model.ts');
  const { parseModelName } = await import('#llm/model-name.ts');
  const { openLanguageModel } = await import('#llm/open-language-model.ts');
  const name = parseModelName(settings.REGATLAS_MODEL);
  if (typeof name === 'string') throw new Error(`REGATLAS_MODEL ${name}`);
  const { REGATLAS_MODEL_KEY: key, REGATLAS_MODEL_TIMEOUT_MS: timeoutMs } = settings;
  return judgeWithModel(openLanguageModel({ name, key, timeoutMs, now }));
}

async function buildEncoder(settings: Settings): Promise<SupportVoter> {
  const { openNliCrossEncoder } = await import('#llm/nli-cross-encoder.ts');
  return openNliCrossEncoder({ packageFolder: NLI_PACKAGE, modelFolder: settings.REGATLAS_NLI_MODEL_DIR });
}
