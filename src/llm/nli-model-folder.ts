/**
 * The folder of an entailment model in the layout that Transformers.js reads: config.json, tokenizer.json,
 * tokenizer_config.json and onnx/model*.onnx. A model is known by the hash of those files, so that votes of a model that
 * was exchanged under the same name are told apart.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '#domain/errors.ts';

/** What a pair of texts can be to an entailment model. */
export const NLI_LABELS = ['entailment', 'neutral', 'contradiction'] as const;

/** See {@link NLI_LABELS}. */
export type NliLabel = (typeof NLI_LABELS)[number];

/** A folder that was looked through. `labels` by the position of the model's outputs; `dtype` names the file of weights. */
export type NliModelFolder = {
  readonly path: string;
  /** Folder's name and the first 12 digits of the hash: `nli-small@3f2a…`. */
  readonly name: string;
  readonly labels: readonly NliLabel[];
  readonly dtype: string;
  /** Longest pair the model's own settings allow, in tokens; null when they do not say. */
  readonly longestPair: number | null;
};

/** Weights by preference: the full ones first, since the folder's owner chose what to put there. */
const WEIGHTS = [
  ['fp32', 'model.onnx'],
  ['fp16', 'model_fp16.onnx'],
  ['q8', 'model_quantized.onnx'],
  ['int8', 'model_int8.onnx'],
  ['uint8', 'model_uint8.onnx'],
  ['q4', 'model_q4.onnx'],
] as const;

/** Looks through the folder. Throws `setting-invalid` naming what is missing or not understood. */
export async function readNliModelFolder(path: string): Promise<NliModelFolder> {
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    if (!(await isThere(join(path, name)))) throw folderRefusal(`The model’s folder has no ${name}.`);
  }
  const [config, tokenizerConfig] = await Promise.all(
    ['config.json', 'tokenizer_config.json'].map((name) => readJson(path, name)),
  );
  const weights = await findWeights(path);
  const files = [
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    weights.file,
    `${weights.file}_data`,
  ];
  const hash = await hashFiles(path, files);
  return {
    path,
    name: `${basename(path)}@${hash.slice(0, 12)}`,
    labels: readLabels(config?.id2label),
    dtype: weights.dtype,
    longestPair: leastLength(config?.max_position_embeddings, tokenizerConfig?.model_max_length),
  };
}

/** Refusal that concerns the folder. */
export function folderRefusal(message: string, cause?: unknown): AppError {
  return new AppError('setting-invalid', message, {
    place: { field: 'REGATLAS_NLI_MODEL_DIR' },
    remedy:
      'Name a folder with an entailment model for Transformers.js: config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx.',
    cause,
  });
}

/** The three labels in the model's order; any other set is refused, since a guess would turn verdicts around. */
function readLabels(id2label: unknown): NliLabel[] {
  const entries = Object.entries((id2label ?? {}) as Record<string, unknown>);
  const labels = entries.map(([position, label]) => {
    const word = String(label).toLowerCase();
    return { position: Number(position), label: NLI_LABELS.find((known) => known === word) };
  });
  labels.sort((a, b) => a.position - b.position);
  const known = labels.flatMap(({ label }, index) =>
    label === undefined || labels[index]?.position !== index ? [] : [label],
  );
  if (labels.length === NLI_LABELS.length && new Set(known).size === NLI_LABELS.length) return known;
  throw folderRefusal(`The model’s labels (id2label) are not ${NLI_LABELS.join(', ')}.`);
}

function leastLength(...lengths: readonly unknown[]): number | null {
  // Files say 1e30 when nobody filled it in.
  const real = lengths.filter((one): one is number => typeof one === 'number' && one > 0 && one < 1_000_000);
  return real.length === 0 ? null : Math.min(...real);
}

async function findWeights(path: string): Promise<{ dtype: string; file: string }> {
  for (const [dtype, name] of WEIGHTS) {
    const file = join('onnx', name);
    if (await isThere(join(path, file))) return { dtype, file };
  }
  throw folderRefusal('The model’s folder has no onnx/model.onnx, nor a smaller one beside it.');
}

async function hashFiles(path: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    if (!(await isThere(join(path, file)))) continue;
    hash.update(`${file}\0`);
    for await (const chunk of createReadStream(join(path, file))) hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

async function readJson(path: string, name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return JSON.parse(await readFile(join(path, name), 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw folderRefusal(`The model’s ${name} is not JSON.`, error);
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
