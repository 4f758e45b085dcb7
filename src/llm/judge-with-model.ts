/**
 * A language model as judge: asked whether passages bear a sentence out. Its answer counts only when it has exactly the
 * form that was asked for and relies on passages it was given; anything else is a fault, never a guess at what was meant.
 */
import { contentHash } from '#domain/canonical-json.ts';
import type { ExchangeFault } from '#domain/exchange.ts';
import { dropControls } from '#domain/text.ts';
import type { Vote, VoteFault, VoteFaultKind, VoteItem, VoteOutcome } from '#domain/vote.ts';
import { JUDGE_PROMPT_VERSION, JUDGE_SYSTEM, judgePrompt, passageId } from './judge-with-model.prompt.ts';
import { JUDGE_SCHEMA, JUDGE_SCHEMA_NAME, judgementSchema } from './judge-with-model.schema.ts';
import type { LanguageModel, ModelAnswer, ModelFault } from './language-model.ts';
import type { SupportVoter } from './support-voter.ts';

const LONGEST_RATIONALE = 600;

/** The voter that asks this model. */
export function judgeWithModel(model: LanguageModel): SupportVoter {
  return {
    identity: {
      kind: 'model',
      model: model.id,
      parameters: model.parameters,
      promptVersion: JUDGE_PROMPT_VERSION,
      schemaHash: contentHash(JUDGE_SCHEMA),
    },
    vote: async (item, signal) => {
      const answer = await model.ask(
        {
          system: JUDGE_SYSTEM,
          prompt: judgePrompt(item),
          schemaName: JUDGE_SCHEMA_NAME,
          schema: JUDGE_SCHEMA,
        },
        signal,
      );
      return answer.kind === 'fault' ? voteFault(answer) : readJudgement(answer, item);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** The vote in an answer, or what is wrong with it. */
export function readJudgement(answer: ModelAnswer, item: VoteItem): VoteOutcome {
  const parsed = judgementSchema.safeParse(answer.object);
  if (!parsed.success) return invalid(answer, 'The answer does not have the form that was asked for.');
  const { verdict, rationale } = parsed.data;
  const ids = item.passages.map((_, position) => passageId(position));
  const positions = [...new Set(parsed.data.passages)].map((id) => ids.indexOf(id));
  if (positions.includes(-1)) return invalid(answer, 'The answer names a passage that was not given.');
  if (verdict !== 'not-addressed' && positions.length === 0) {
    return invalid(answer, `The answer says “${verdict}” and names no passage.`);
  }
  return {
    kind: 'vote',
    verdict,
    // What a model says of its own certainty is not evidence.
    score: null,
    rationale: readRationale(rationale),
    passages: positions.sort((a, b) => a - b),
    raw: answer.raw,
    usage: { inputTokens: answer.inputTokens, outputTokens: answer.outputTokens },
  } satisfies Vote;
}

const VOTE_FAULT: Readonly<Record<ExchangeFault, VoteFaultKind>> = {
  'key-refused': 'failed',
  'rate-limited': 'rate-limited',
  'provider-failed': 'failed',
  'timed-out': 'timed-out',
  unreachable: 'failed',
  'cut-off': 'cut-off',
  'too-long': 'cut-off',
  'invalid-answer': 'invalid-answer',
  refused: 'refused',
  'context-overflow': 'failed',
  ungrounded: 'failed',
  'wrong-language': 'invalid-answer',
  rejected: 'invalid-answer',
};

function voteFault({ fault, message, retryAfterSeconds, raw, status }: ModelFault): VoteFault {
  // A provider that does not take the question is not a model that declines to judge.
  const kind = fault === 'refused' && (status ?? 0) >= 300 ? 'failed' : VOTE_FAULT[fault];
  return { kind: 'fault', fault: kind, message, retryAfterSeconds, raw };
}

function readRationale(text: string): string | null {
  const words = dropControls(text.toWellFormed()).text.replace(/\s+/g, ' ').trim();
  if (words === '') return null;
  return words.length <= LONGEST_RATIONALE ? words : `${words.slice(0, LONGEST_RATIONALE).toWellFormed()}…`;
}

function invalid({ raw }: ModelAnswer, message: string): VoteFault {
  return { kind: 'fault', fault: 'invalid-answer', message, retryAfterSeconds: null, raw };
}
