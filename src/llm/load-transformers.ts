/**
 * Transformers.js, as little of it as is used here. It is as large as the rest of the program, so it lives in a package
 * of its own that is installed only for this voter (ADR 7); loading it where it is not says what to install. It reads
 * local files only.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';

/** A tensor, as far as it is read. */
export type Tensor = { readonly data: ArrayLike<number | bigint>; readonly dims: readonly number[] };

/** Inputs of a model for one pair of texts. */
export type EncodedPair = { readonly input_ids: Tensor };

/** Turns a pair of texts into tokens, whole. */
export type Tokenizer = (text: string, options: { text_pair: string }) => EncodedPair;

/** A model that classifies sequences. */
export type SequenceClassifier = {
  (inputs: EncodedPair): Promise<{ readonly logits: Tensor }>;
  readonly dispose: () => Promise<unknown>;
};

type FromFolder<Loaded> = {
  readonly from_pretrained: (
    path: string,
    options: { local_files_only: true; dtype?: string },
  ) => Promise<Loaded>;
};

/** The part of the library that is used. */
export type Transformers = {
  readonly env: { allowRemoteModels: boolean; useFSCache: boolean; readonly version: string };
  readonly AutoTokenizer: FromFolder<Tokenizer>;
  readonly AutoModelForSequenceClassification: FromFolder<SequenceClassifier>;
};

const NAME = '@huggingface/transformers';

/** True when the library is there to be loaded, from the folder's package or from the program's own. */
export function hasTransformers(packageFolder: string): boolean {
  try {
    createRequire(join(packageFolder, 'package.json')).resolve(NAME);
    return true;
  } catch {
    return false;
  }
}

/** The library, told to fetch nothing. Throws `setting-invalid` when it is not installed or does not load. */
export function loadTransformers(packageFolder: string): Transformers {
  if (!hasTransformers(packageFolder)) {
    throw new AppError(
      'setting-invalid',
      'The entailment voter needs Transformers.js, which is not installed.',
      {
        place: { field: 'REGATLAS_VOTERS' },
        remedy: `Install it with \`npm ci --prefix ${packageFolder}\` (330 MB), or take nli out of the variable.`,
      },
    );
  }
  try {
    const library = createRequire(join(packageFolder, 'package.json'))(NAME) as Transformers;
    library.env.allowRemoteModels = false;
    library.env.useFSCache = false;
    return library;
  } catch (error) {
    throw new AppError(
      'setting-invalid',
      'Transformers.js is installed but cannot be loaded on this machine.',
      {
        place: { field: 'REGATLAS_VOTERS' },
        remedy: 'Take nli out of the variable, or look at the library’s own requirements.',
        cause: error,
      },
    );
  }
}
