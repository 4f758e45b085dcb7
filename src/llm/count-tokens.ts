/**
 * How many tokens a text can come to, and what they cost. No tokenizer is asked: each provider has its own, and an
 * estimate that is never below the truth keeps a budget.
 */
import type { TokenUsage } from '#domain/vote.ts';

/** US dollars per million tokens, which are millionths of a dollar per token. */
export type ModelPrice = { readonly input: number; readonly output: number };

// Plain English has four letters to a token and codes about two; a digit, a sign, or a byte of other writing can be one.
const LETTERS_PER_TOKEN = 2;
const FRAME = 200;

/** An upper bound on the tokens of these texts in one question. */
export function mostTokens(...texts: readonly string[]): number {
  const tokens = texts.map((text) => {
    const bytes = Buffer.byteLength(text);
    const letters = text.replace(/[^A-Za-z\s]|[^\0-\x7f]/g, '').length;
    return Math.ceil(letters / LETTERS_PER_TOKEN) + (bytes - letters);
  });
  return tokens.reduce((sum, count) => sum + count, FRAME);
}

/** Millionths of a US dollar, rounded up; null when the price or a count is not known. */
export function costOf({ inputTokens, outputTokens }: TokenUsage, price: ModelPrice | null): number | null {
  if (price === null || inputTokens === null || outputTokens === null) return null;
  return Math.ceil(inputTokens * price.input + outputTokens * price.output);
}

/** `0.3/2.5` as a price, or one phrase that says what is wrong with it. */
export function parseModelPrice(text: string): ModelPrice | string {
  const match = /^(\d{1,6}(?:\.\d{1,6})?)\/(\d{1,6}(?:\.\d{1,6})?)$/.exec(text);
  if (match === null) return 'must be two prices in dollars per million tokens, in and out, as in 0.3/2.5';
  return { input: Number(match[1]), output: Number(match[2]) };
}
