/** Names the language of what a model wrote, or says that it cannot tell. */

const FEWEST_LETTERS = 80;

/** ISO 639-1 code; null when there is too little text, or the answer would be a guess. */
export async function detectLanguage(text: string): Promise<string | null> {
  if ((text.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) return null;
  // Loaded on first use: its tables are 1.6 MB, which a run without a model does not need.
  const { eld } = await import('eld/small');
  const result = eld.detect(text);
  return result.language !== '' && result.isReliable() ? result.language : null;
}
