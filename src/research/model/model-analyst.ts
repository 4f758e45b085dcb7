/**
 * The model analyst: a language model that decides on the status and drafts the page part by part from numbered
 * passages. It is believed in nothing: its answers are read strictly here and each sentence is checked afterwards. A part
 * that it gives no usable answer on stays empty and is told; without a usable decision on the status there is no draft.
 */
import { SECTION_KEYS } from '#domain/analysis.ts';
import type { DraftedPage, DraftOutcome, RunFinding } from '#domain/drafted-page.ts';
import { AppError } from '#domain/errors.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { Analyst } from '../analyst.ts';
import type { Asked } from './ask-model.ts';
import { STATUS_PROMPT_VERSION } from './decide-status.prompt.ts';
import { decideStatus } from './decide-status.ts';
import { SECTIONS_PROMPT_VERSION } from './draft-sections.prompt.ts';
import { type Drafting, draftOutline, draftSection } from './draft-sections.ts';
import { giveMaterial } from './given-material.ts';
import { MEND_PROMPT_VERSION } from './mend-statements.prompt.ts';
import { mendStatements } from './mend-statements.ts';

/** The analyst that asks this model. Nothing is sent before it drafts. */
export function modelAnalyst(model: LanguageModel): Analyst {
  return {
    identity: {
      kind: 'model',
      rules: [STATUS_PROMPT_VERSION, SECTIONS_PROMPT_VERSION, MEND_PROMPT_VERSION].join(' '),
      model: model.id,
    },
    draft: async (material, tools) => {
      const given = await giveMaterial(material, model, tools.log);
      const decision = await decideStatus(material, given, model, tools);
      if (decision.kind === 'unusable') throw noDecision(model, decision.message);
      if (decision.value.kind === 'abstained') return decision.value;
      const { decided } = decision.value;
      const drafting = { material, given, model, tools, status: decided.status };
      const parts = await draftParts(drafting);
      return { kind: 'drafted', page: { unknownReason: null, ...decided, ...parts } } satisfies DraftOutcome;
    },
    mend: async (material, _page, faulty, tools) => {
      const given = await giveMaterial(material, model, async () => undefined);
      return mendStatements(faulty, given, model, tools);
    },
  };
}

type Parts = Pick<DraftedPage, 'sections' | 'headings' | 'laws' | 'findings'>;

async function draftParts(drafting: Drafting): Promise<Parts> {
  const sections: Parts['sections'] = [];
  const laws: Parts['laws'] = [];
  const findings: RunFinding[] = [];
  for (const key of SECTION_KEYS) {
    drafting.tools.signal.throwIfAborted();
    const asked = await draftSection(drafting, key);
    const drafted = usable(asked, key, findings);
    if (drafted === null) continue;
    laws.push(...drafted.laws);
    if (drafted.statements.length > 0) sections.push({ key, statements: drafted.statements });
  }
  drafting.tools.signal.throwIfAborted();
  const hasHeadings = drafting.material.topic.outlineHeadings.length > 0;
  const headings = hasHeadings ? usable(await draftOutline(drafting), 'summary points', findings) : [];
  return { sections, laws, headings: headings ?? [], findings };
}

/** What was drafted; null for a part without a usable answer, which becomes a finding. */
function usable<T>(asked: Asked<T>, part: string, findings: RunFinding[]): T | null {
  if (asked.kind === 'read') return asked.value;
  findings.push({
    code: 'PART_NOT_DRAFTED',
    severity: 'major',
    message: `The model gave no usable answer for “${part}”, which stays empty. ${asked.message}`,
    passages: [],
  });
  return null;
}

function noDecision({ id }: LanguageModel, message: string): AppError {
  return new AppError('fetch-failed', `${id} gave no usable answer on the status. ${message}`, {
    remedy: 'Repeat the step, name another model, or let the extractive analyst draft.',
  });
}
