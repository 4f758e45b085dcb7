/**
 * An entailment model (a cross-encoder for natural language inference) as voter: it reads each passage together with the
 * sentence and says whether the one entails or contradicts the other. It runs on this machine from a local folder and
 * has no reasons to give; its score is the probability it assigns to its label.
 */
import type { Vote, VoteFault, VoteItem, VoteOutcome } from '#domain/vote.ts';
import { loadTransformers, type SequenceClassifier, type Tokenizer } from './load-transformers.ts';
import { folderRefusal, type NliLabel, type NliModelFolder, readNliModelFolder } from './nli-model-folder.ts';
import type { SupportVoter } from './support-voter.ts';

/** `packageFolder` is where Transformers.js is installed, `modelFolder` where the model lies. */
export type NliAccess = { readonly packageFolder: string; readonly modelFolder: string };

/** Probability of each label. */
type Reading = Readonly<Record<NliLabel, number>> & { readonly passage: number };

type Encoder = {
  readonly folder: NliModelFolder;
  readonly tokenizer: Tokenizer;
  readonly model: SequenceClassifier;
};

// What nearly all such models allow when their files do not say.
const USUAL_LONGEST_PAIR = 512;
const MOST_WINDOWS = 64;

/** The voter, with the model loaded. Throws `setting-invalid` when library or model are not there or not usable. */
export async function openNliCrossEncoder(access: NliAccess): Promise<SupportVoter> {
  const folder = await readNliModelFolder(access.modelFolder);
  const library = loadTransformers(access.packageFolder);
  const encoder = await load();
  return {
    identity: {
      kind: 'nli',
      model: folder.name,
      parameters: { dtype: folder.dtype, library: library.env.version },
      promptVersion: null,
      schemaHash: null,
    },
    vote: (item, signal) => readItem(encoder, item, signal),
    [Symbol.asyncDispose]: async () => {
      await encoder.model.dispose();
    },
  };

  async function load(): Promise<Encoder> {
    const options = { local_files_only: true } as const;
    try {
      return {
        folder,
        tokenizer: await library.AutoTokenizer.from_pretrained(folder.path, options),
        model: await library.AutoModelForSequenceClassification.from_pretrained(folder.path, {
          ...options,
          dtype: folder.dtype,
        }),
      };
    } catch (error) {
      throw folderRefusal('The model in the folder cannot be loaded.', error);
    }
  }
}

async function readItem(encoder: Encoder, item: VoteItem, signal?: AbortSignal): Promise<VoteOutcome> {
  const readings: Reading[] = [];
  for (const [passage, text] of item.passages.entries()) {
    const windows = cutToFit(encoder, text, item.claim);
    if (windows === null) return fault('The sentence is too long for the model.');
    for (const window of windows) {
      signal?.throwIfAborted();
      const { logits } = await encoder.model(encoder.tokenizer(window, { text_pair: item.claim }));
      const figures = Array.from(logits.data, Number);
      if (figures.length !== encoder.folder.labels.length || !figures.every(Number.isFinite)) {
        return fault('The model’s output is not one figure for each label.');
      }
      readings.push({ ...byLabel(encoder.folder.labels, softmax(figures)), passage });
    }
  }
  return decide(readings);
}

/**
 * The passage in stretches that fit into the model together with the sentence. Left to itself the tokenizer would cut
 * off the end of the pair, which is the sentence. Null when the sentence alone is too long.
 */
function cutToFit({ folder, tokenizer }: Encoder, text: string, claim: string): string[] | null {
  const longest = folder.longestPair ?? USUAL_LONGEST_PAIR;
  const tokens = (window: string) => tokenizer(window, { text_pair: claim }).input_ids.data.length;
  const windows: string[] = [];
  const waiting = [text];
  for (let window = waiting.pop(); window !== undefined; window = waiting.pop()) {
    if (windows.length === MOST_WINDOWS) break;
    if (tokens(window) <= longest) {
      windows.push(window);
      continue;
    }
    const half = window.lastIndexOf(' ', window.length / 2);
    const middle = half > 0 ? half : Math.floor(window.length / 2);
    if (middle === 0) return null;
    waiting.push(window.slice(middle).trim(), window.slice(0, middle).trim());
  }
  return windows.filter((window) => window !== '');
}

/** The surest reading that is not neutral decides; when all are, the least neutral one says how sure that is. */
function decide(readings: readonly Reading[]): Vote {
  const decided = readings.filter((one) => topLabel(one) !== 'neutral');
  const best = decided.toSorted((a, b) => b[topLabel(b)] - a[topLabel(a)])[0];
  const verdict = best === undefined ? 'not-addressed' : VERDICT_OF[topLabel(best)];
  const score = best?.[topLabel(best)] ?? Math.min(...readings.map((one) => one.neutral));
  return {
    kind: 'vote',
    verdict,
    score,
    rationale: null,
    passages: best === undefined ? [] : [best.passage],
    raw: JSON.stringify(readings),
    usage: { inputTokens: null, outputTokens: null },
  };
}

const VERDICT_OF = {
  entailment: 'supported',
  neutral: 'not-addressed',
  contradiction: 'contradicted',
} as const satisfies Record<NliLabel, string>;

function topLabel(one: Reading): NliLabel {
  if (one.entailment > one.neutral && one.entailment > one.contradiction) return 'entailment';
  return one.contradiction > one.neutral ? 'contradiction' : 'neutral';
}

function softmax(figures: readonly number[]): number[] {
  const highest = Math.max(...figures);
  const powers = figures.map((one) => Math.exp(one - highest));
  const sum = powers.reduce((total, one) => total + one, 0);
  return powers.map((one) => one / sum);
}

function byLabel(labels: readonly NliLabel[], figures: readonly number[]): Record<NliLabel, number> {
  return Object.fromEntries(labels.map((label, position) => [label, figures[position] ?? 0])) as Record<
    NliLabel,
    number
  >;
}

function fault(message: string): VoteFault {
  return { kind: 'fault', fault: 'failed', message, retryAfterSeconds: null, raw: null };
}
