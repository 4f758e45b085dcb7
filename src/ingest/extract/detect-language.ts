/** Names the language a text is written in, or says that it cannot tell. */

// A bound on the work, far beyond what a steady answer needs.
const SAMPLE_CHARS = 20_000;

const FEWEST_LETTERS = 40;

/** ISO 639-1 code; null when the text is too short or the answer would be a guess. */
export async function detectLanguage(text: string): Promise<string | null> {
  const sample = text.slice(0, SAMPLE_CHARS);
  if ((sample.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) return null;
  // Loaded on first use: its tables are 1.6 MB, which no other command needs.
  const { eld } = await import('eld/small');
  const result = eld.detect(sample);
  return result.language !== '' && result.isReliable() ? result.language : null;
}
