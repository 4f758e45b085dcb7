import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedLogits, MODEL_LABELS, makeNliModel } from '../../test/llm/make-nli-model.ts';
import { hasTransformers } from './load-transformers.ts';
import { openNliCrossEncoder } from './nli-cross-encoder.ts';

const PACKAGE = resolve(import.meta.dirname, '../../voters/nli');

/** Probability of each label, reckoned here from the weights. */
function expected(passage: string, claim: string): Record<string, number> {
  const powers = expectedLogits(passage, claim).map(Math.exp);
  const sum = powers.reduce((total, one) => total + one, 0);
  return Object.fromEntries(MODEL_LABELS.map((label, at) => [label, (powers[at] ?? 0) / sum]));
}

const CLAIM = 'A permit is needed.';
const BEARS = 'For this a permit is needed.';
const DENIES = 'It is never never needed.';
const SILENT = 'The harbour is old.';

describe.skipIf(!hasTransformers(PACKAGE))('an entailment model as voter', () => {
  const open = (change: Parameters<typeof makeNliModel>[0] = {}) =>
    openNliCrossEncoder({ packageFolder: PACKAGE, modelFolder: makeNliModel(change) });

  it.each([
    ['entails', BEARS, CLAIM, 'supported', 'entailment'],
    ['contradicts', DENIES, 'It may be.', 'contradicted', 'contradiction'],
    ['is neutral', SILENT, 'It may be.', 'not-addressed', 'neutral'],
  ])('says what the weights say when a passage %s', async (_what, passage, claim, verdict, label) => {
    await using voter = await open();
    const outcome = await voter.vote({ claim, passages: [passage] });
    if (outcome.kind !== 'vote') throw new Error(outcome.message);
    const figures = expected(passage, claim);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.score).toBeCloseTo(figures[label]!, 5);
    const [reading] = JSON.parse(outcome.raw) as Record<string, number>[];
    for (const name of MODEL_LABELS) expect(reading?.[name]).toBeCloseTo(figures[name]!, 5);
  });

  it('lets the surest passage decide, and names it', async () => {
    await using voter = await open();
    const claim = 'It may be.';
    const outcome = await voter.vote({ claim, passages: [SILENT, 'It is never.', DENIES] });
    expect(outcome).toMatchObject({ kind: 'vote', verdict: 'contradicted', passages: [2], rationale: null });
    const silent = await voter.vote({ claim, passages: [SILENT, 'The harbour, the harbour.'] });
    expect(silent).toMatchObject({ kind: 'vote', verdict: 'not-addressed', passages: [] });
  });

  it('reads a long passage in stretches and keeps the whole sentence in each', async () => {
    await using voter = await open({ longest: 20 });
    const passage = `${'The harbour is old. '.repeat(10)}${DENIES}`;
    const outcome = await voter.vote({ claim: 'So it was.', passages: [passage] });
    expect(outcome).toMatchObject({ kind: 'vote', verdict: 'contradicted', passages: [0] });
    if (outcome.kind !== 'vote') throw new Error(outcome.message);
    expect((JSON.parse(outcome.raw) as unknown[]).length).toBeGreaterThan(2);
    const tooLong = await voter.vote({ claim: 'word '.repeat(30), passages: [SILENT] });
    expect(tooLong).toMatchObject({ kind: 'fault', fault: 'failed' });
  });

  it('is known by its files, not only by its name', async () => {
    await using one = await open();
    await using same = await open();
    await using other = await open({ longest: 63 });
    expect(one.identity).toMatchObject({ kind: 'nli', promptVersion: null, schemaHash: null });
    expect(one.identity.model).toMatch(/^bag-of-words@[0-9a-f]{12}$/);
    expect(same.identity).toEqual(one.identity);
    expect(other.identity.model).not.toBe(one.identity.model);
  });

  it('refuses weights that are none', async () => {
    const modelFolder = makeNliModel();
    writeFileSync(join(modelFolder, 'onnx', 'model.onnx'), 'no weights');
    await expect(openNliCrossEncoder({ packageFolder: PACKAGE, modelFolder })).rejects.toMatchObject({
      code: 'setting-invalid',
      message: 'The model in the folder cannot be loaded.',
    });
  });
});

describe('the folder of an entailment model', () => {
  it.each([
    ['config.json', 'no config.json'],
    ['tokenizer.json', 'no tokenizer.json'],
    ['onnx/model.onnx', 'no onnx/model.onnx'],
  ])('is refused without %s', async (without, message) => {
    const attempt = openNliCrossEncoder({ packageFolder: PACKAGE, modelFolder: makeNliModel({ without }) });
    await expect(attempt).rejects.toMatchObject({
      code: 'setting-invalid',
      place: { field: 'REGATLAS_NLI_MODEL_DIR' },
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [['LABEL_0', 'LABEL_1', 'LABEL_2']],
    [['entailment', 'not_entailment']],
    [['entailment', 'neutral', 'neutral']],
  ])('is refused with the labels %s, which nobody can tell apart', async (labels) => {
    const attempt = openNliCrossEncoder({ packageFolder: PACKAGE, modelFolder: makeNliModel({ labels }) });
    await expect(attempt).rejects.toThrow('labels (id2label) are not entailment, neutral, contradiction');
  });

  it('says what to install when Transformers.js is not there', async () => {
    const packageFolder = mkdtempSync(join(tmpdir(), 'regatlas-no-library-'));
    const attempt = openNliCrossEncoder({ packageFolder, modelFolder: makeNliModel() });
    await expect(attempt).rejects.toMatchObject({
      code: 'setting-invalid',
      place: { field: 'REGATLAS_VOTERS' },
      remedy: expect.stringContaining(`npm ci --prefix ${packageFolder}`),
    });
  });
});
