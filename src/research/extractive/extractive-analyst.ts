/** The analyst that needs no model and no network: rules that choose and order the words of stored passages. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnalystIdentity } from '#domain/run.ts';
import type { Analyst, Material } from '../analyst.ts';
import { draftPage } from './draft-page.ts';
import { createSourceReader, type Knowledge, type ReadSource } from './read-sentences.ts';

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
    draft: async (material, { log, signal }) => {
      const outcome = draftPage(material, knowledge, await readInTurns(material, knowledge, signal));
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

/** Long texts take seconds each: others get their turn in between, and a run that is told to stop does. */
async function readInTurns(
  material: Material,
  knowledge: Knowledge,
  signal: AbortSignal,
): Promise<ReadSource[]> {
  const read = createSourceReader(material, knowledge);
  const sources: ReadSource[] = [];
  for (const source of material.brief.sources) {
    await nextTurn();
    signal.throwIfAborted();
    sources.push(...read(source));
  }
  return sources;
}
