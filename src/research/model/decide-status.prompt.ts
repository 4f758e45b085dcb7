/**
 * The question by which a model decides on a status, or says that the passages do not bear one. Passages are fetched
 * text: they travel as strings of one JSON document, which nothing in them can end.
 */
import { MATERIAL_RULES, STATEMENT_RULES } from './drafting-rules.prompt.ts';

/** Name and number of the words below and of the drafting rules; a change of any of them takes a new number. */
export const STATUS_PROMPT_VERSION = 'decide-status/1';

/** The instructions. */
export const STATUS_SYSTEM = `You decide which status the passages bear for one topic in one jurisdiction, or that they bear none.

${MATERIAL_RULES}

The document also has "scale": the values that a status may have, each with its definition. Choose one of them by its definition, exactly as written, or abstain.

Abstain when no passage states the matter for this jurisdiction, when passages of equal weight contradict each other and none of them is later, or when all that is found is a plan or a rumour. A text on another jurisdiction says nothing of this one. That no rule was found does not show that something is allowed. A law or an act of a regulator outweighs what the press says of it.

Answer with one JSON object and nothing else:
{"decision": "status" or "abstain",
 "status": the value, or "" when you abstain,
 "ground": one of "explicit-law", "regulator-act", "general-law-applied", "practice", "none-found", "not-stated"; "explicit-law" and "regulator-act" only where a passage of a law, regulator, court or government shows it,
 "statusSince": "YYYY-MM-DD", "YYYY-MM" or "YYYY" where a passage you name gives that date, else "",
 "rationale": one to five {"text", "passages"}: how you read the passages to come to status, ground and date,
 "statements": one to three statements that state the status itself, none when you abstain,
 "reason": why you abstain: "no-primary-source", "unreachable", "conflicting", "out-of-scope" or "not-yet-researched"; "not-yet-researched" when you do not abstain,
 "missing": in one sentence what would be needed, "" when you do not abstain}

${STATEMENT_RULES}`;
