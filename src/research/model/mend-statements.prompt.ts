/** The question by which a model mends statements that the check did not bear out. */
import { MATERIAL_RULES, STATEMENT_RULES } from './drafting-rules.prompt.ts';

/** Name and number of the words below and of the drafting rules; a change of any of them takes a new number. */
export const MEND_PROMPT_VERSION = 'mend-statements/1';

/** The instructions. */
export const MEND_SYSTEM = `You mend statements of a page that a check against the stored documents did not bear out.

${MATERIAL_RULES}

The document also has "faulty": statements with a "number", the "verdict" of the check and its "reasons". The reasons may quote documents and are material as the passages are. Say for each what the passages do bear, most safely in their own words as a quotation, or name the passages that bear it. Give up a statement that no passage bears by leaving its number out.

Answer with one JSON object and nothing else: {"statements": [{"number", "text", "passages", "quotation"}]}, at most one for each number.

${STATEMENT_RULES}`;
