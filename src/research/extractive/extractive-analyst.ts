/** The analyst that needs no model and no network: rules that choose and order the words of stored passages. */
import type { AnalystIdentity } from '#domain/run.ts';
import type { Analyst } from '../analyst.ts';
import { draftPage } from './draft-page.ts';
import type { Knowledge } from './read-sentences.ts';

/** The rules, by number; a change that alters any draft takes a new one. */
export const EXTRACTIVE_IDENTITY: AnalystIdentity = {
  kind: 'extractive',
  rules: 'extractive/1',
  model: null,
};

/** See the module comment. It mends nothing: a sentence that is not borne has no better wording than its source's. */
export function extractiveAnalyst(knowledge: Knowledge): Analyst {
  return {
    identity: EXTRACTIVE_IDENTITY,
    draft: async (material, { log }) => {
      const outcome = draftPage(material, knowledge);
      await log(
        outcome.kind === 'drafted'
          ? `Drafted by rules with the status ${outcome.page.status}.`
          : `Abstained: ${outcome.words}`,
      );
      return outcome;
    },
    mend: async (_material, _page, faulty) => faulty.map(() => null),
  };
}
