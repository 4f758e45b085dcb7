/** Writes a tiny entailment model into a temporary folder, in the layout that Transformers.js reads. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bagOfWordsClassifier } from './onnx-bytes.ts';

/** What each word adds to three hidden figures; `[UNK]` is any other word. */
export const WORDS: Readonly<Record<string, readonly [number, number, number]>> = {
  '[PAD]': [0, 0, 0],
  '[UNK]': [0, 0, 0],
  '[CLS]': [0, 0, 0],
  '[SEP]': [0, 0, 0],
  permit: [1, 0, 0],
  needed: [0.5, 0, 0],
  never: [0, 2, 0],
  harbour: [0, 0, 0.5],
};

/** From hidden figures to logits, in the order of {@link MODEL_LABELS}. */
export const LINEAR = [
  [0, 1.5, 0],
  [3, -1, 0],
  [0, 0, 2],
] as const;

/** Added to the logits: without a word it knows, the model is neutral. */
export const BIAS = [0, 0, 1] as const;

/** Deliberately not in the usual order, so that positions cannot be guessed. */
export const MODEL_LABELS = ['contradiction', 'entailment', 'neutral'] as const;

/** The logits of a pair of texts, reckoned from the weights above. */
export function expectedLogits(passage: string, claim: string): number[] {
  const words = `${passage} ${claim}`.toLowerCase().match(/\w+/g) ?? [];
  const hidden = [0, 1, 2].map((at) => words.reduce((sum, word) => sum + (WORDS[word]?.[at] ?? 0), 0));
  return BIAS.map((bias, out) =>
    hidden.reduce((sum, value, at) => sum + value * (LINEAR[at]?.[out] ?? 0), bias),
  );
}

/** The folder. `labels` and `longest` (tokens of a pair) may be others; `without` leaves a file out. */
export function makeNliModel(
  change: { labels?: readonly string[]; longest?: number; without?: string } = {},
): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'regatlas-nli-')), 'bag-of-words');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const words = Object.keys(WORDS);
  const vocab = Object.fromEntries(words.map((word, id) => [word, id]));
  const special = (token: string, type_id = 0) => ({ SpecialToken: { id: token, type_id } });
  const sequence = (id: 'A' | 'B', type_id = 0) => ({ Sequence: { id, type_id } });
  const files: Record<string, string | Uint8Array> = {
    'config.json': JSON.stringify({
      model_type: 'bert',
      architectures: ['BertForSequenceClassification'],
      id2label: Object.fromEntries((change.labels ?? MODEL_LABELS).map((label, at) => [at, label])),
      max_position_embeddings: change.longest ?? 64,
    }),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'BertTokenizer',
      model_max_length: 1e30,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
    }),
    'tokenizer.json': JSON.stringify({
      version: '1.0',
      added_tokens: words.slice(0, 4).map((content, id) => ({
        id,
        content,
        special: true,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
      })),
      normalizer: { type: 'Lowercase' },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [special('[CLS]'), sequence('A'), special('[SEP]')],
        pair: [special('[CLS]'), sequence('A'), special('[SEP]'), sequence('B', 1), special('[SEP]', 1)],
        special_tokens: {
          '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
          '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
        },
      },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab,
      },
    }),
    'onnx/model.onnx': bagOfWordsClassifier({ embedding: Object.values(WORDS), linear: LINEAR, bias: BIAS }),
  };
  for (const [name, content] of Object.entries(files)) {
    if (name !== change.without) writeFileSync(join(folder, name), content);
  }
  return folder;
}
