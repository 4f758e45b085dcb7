/**
 * One question to the model on behalf of a step. An answer counts only when its reader takes it; one that is refused is
 * kept as a fault with the reason, and asked for once more with that reason. Faults of the provider that remain end the
 * step, because nothing is to be expected of the next question either; others are values.
 */
import { contentHash } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import { type ExchangeAnswer, type ExchangeFault, RETRYABLE_FAULTS } from '#domain/exchange.ts';
import type { LanguageModel, ModelAnswer, ModelQuestion } from '#llm/language-model.ts';
import type { AnalystTools } from '../analyst.ts';
import { detectLanguage } from './detect-language.ts';
import { RejectedAnswer } from './read-statements.ts';

/** A question by its parts. `document` travels as JSON. */
export type AnalystQuestion = {
  /** For people: `draft key-pillars`. */
  readonly purpose: string;
  readonly promptVersion: string;
  readonly system: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly schemaName: string;
  readonly schema: Readonly<Record<string, unknown>>;
};

/** Reads the answer's JSON. Throws {@link RejectedAnswer} for one that does not count; `prose` is what it says in English. */
export type ReadAnswer<T> = (object: unknown) => { readonly value: T; readonly prose: string };

/** What comes of it. */
export type Asked<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unusable'; readonly fault: ExchangeFault; readonly message: string };

/** What another answer may mend. */
const MENDABLE: readonly ExchangeFault[] = ['rejected', 'invalid-answer', 'wrong-language', 'too-long'];
/** What keeps every further question from being answered, too. */
const HOPELESS: readonly ExchangeFault[] = [...RETRYABLE_FAULTS, 'key-refused'];

const MOST_TRIES = 2;

/** Asks, at most twice. Throws `fetch-failed` when the provider gives no answer, and what asking a service throws. */
export async function askModel<T>(
  model: LanguageModel,
  tools: AnalystTools,
  question: AnalystQuestion,
  read: ReadAnswer<T>,
): Promise<Asked<T>> {
  let rejected: string | null = null;
  let last: Asked<T> | null = null;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const asked: Asked<T> = await askOnce(model, tools, question, read, rejected);
    if (asked.kind === 'read') return asked;
    if (HOPELESS.includes(asked.fault)) throw noAnswer(model, asked);
    await tools.log(`${question.purpose}: ${asked.message}`, 'warning');
    if (!MENDABLE.includes(asked.fault)) return asked;
    rejected = asked.message;
    last = asked;
  }
  return last ?? { kind: 'unusable', fault: 'rejected', message: '' };
}

async function askOnce<T>(
  model: LanguageModel,
  tools: AnalystTools,
  question: AnalystQuestion,
  read: ReadAnswer<T>,
  rejected: string | null,
): Promise<Asked<T>> {
  const { system, schemaName, schema, promptVersion, purpose } = question;
  const prompt = JSON.stringify(rejected === null ? question.document : { ...question.document, rejected });
  const put: ModelQuestion = { system, prompt, schemaName, schema };
  const decisive = {
    model: model.id,
    parameters: model.parameters,
    promptVersion,
    schemaHash: contentHash(schema),
  };
  const answer = await tools.ask(
    {
      kind: 'model',
      service: model.id,
      purpose,
      requestHash: contentHash({ ...decisive, inputHash: contentHash({ system, prompt }) }),
      request: { ...decisive, system, prompt },
      reserve: model.reserve(put),
    },
    async (signal) => {
      const reply = await model.ask(put, signal);
      if (reply.kind === 'fault') return reply;
      const outcome = await readReply(reply, read);
      return outcome.kind === 'read' ? withoutReading(reply) : faulty(reply, outcome);
    },
  );
  if (answer.kind === 'fault') return { kind: 'unusable', fault: answer.fault, message: answer.message };
  // The answer may be one that was kept, so that it is read from what was received in any case.
  const reply = await model.reread(put, answer.raw);
  if (reply.kind === 'fault') return { kind: 'unusable', fault: reply.fault, message: reply.message };
  return readReply(reply, read);
}

async function readReply<T>({ object }: ModelAnswer, read: ReadAnswer<T>): Promise<Asked<T>> {
  try {
    const { value, prose } = read(object);
    const language = await detectLanguage(prose);
    if (language === null || language === 'en') return { kind: 'read', value };
    const message = `The answer is not in English but in “${language}”.`;
    return { kind: 'unusable', fault: 'wrong-language', message };
  } catch (error) {
    if (!(error instanceof RejectedAnswer)) throw error;
    return { kind: 'unusable', fault: 'rejected', message: error.message };
  }
}

type Kept = Extract<ExchangeAnswer, { readonly kind: 'answer' }>;

function withoutReading({ object: _object, text: _text, ...answer }: ModelAnswer): Kept {
  return answer;
}

function faulty(
  reply: ModelAnswer,
  { fault, message }: { readonly fault: ExchangeFault; readonly message: string },
): ExchangeAnswer {
  return { ...withoutReading(reply), kind: 'fault', fault, message, retryAfterSeconds: null };
}

function noAnswer({ id }: LanguageModel, asked: { fault: ExchangeFault; message: string }): AppError {
  return new AppError('fetch-failed', `${id} gives no answer. ${asked.message}`, {
    remedy:
      asked.fault === 'key-refused'
        ? 'Set REGATLAS_MODEL_KEY to a key that may use this model, and repeat the step.'
        : 'Repeat the step later: answers that came are kept and cost nothing again.',
    retryable: asked.fault !== 'key-refused',
    detail: { fault: asked.fault },
  });
}
