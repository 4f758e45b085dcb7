/**
 * A server that drafts: it tells by the instructions of a request what is asked, and answers from a script by that
 * purpose, over whichever wire protocol it was asked.
 */
import { SECTION_KEYS, type SectionKey } from '#domain/analysis.ts';
import { STATUS_SYSTEM } from '#research/model/decide-status.prompt.ts';
import {
  LAWS_SYSTEM,
  OUTLINE_SYSTEM,
  SECTION_SYSTEM,
  SECTION_TASKS,
} from '#research/model/draft-sections.prompt.ts';
import { MEND_SYSTEM } from '#research/model/mend-statements.prompt.ts';
import { type ModelServer, type Scripted, startModelServer, wordsOf } from './model-server.ts';

/** What is asked. */
export type Purpose = 'status' | 'outline' | 'mend' | SectionKey;

/** The document that came with it. */
export type Document = {
  readonly passages: readonly { readonly id: string; readonly text: string }[];
  readonly faulty?: readonly {
    readonly number: number;
    readonly text: string;
    readonly reasons: readonly string[];
  }[];
  readonly headings?: readonly string[];
  readonly rejected?: string;
  readonly part?: string;
};

/** Answers one question; an object is the model's JSON, anything with `kind` is sent as scripted. */
export type Answering = (purpose: Purpose, document: Document) => Scripted | object;

/** Starts it; `asked` grows with every question. */
export async function startDraftingServer(
  answering: Answering,
): Promise<{ server: ModelServer; asked: Purpose[] }> {
  const asked: Purpose[] = [];
  const server = await startModelServer((request) => {
    const { system, prompt } = wordsOf(request);
    const document = JSON.parse(prompt) as Document;
    const purpose = purposeOf(system, document);
    asked.push(purpose);
    const answer = answering(purpose, document);
    return 'kind' in answer ? (answer as Scripted) : { kind: 'text', text: JSON.stringify(answer) };
  });
  return { server, asked };
}

function purposeOf(system: string, { part }: Document): Purpose {
  // Providers may be told the form of the answer at the end of the instructions.
  const begins = (words: string) => system.startsWith(words);
  if (begins(STATUS_SYSTEM)) return 'status';
  if (begins(OUTLINE_SYSTEM)) return 'outline';
  if (begins(MEND_SYSTEM)) return 'mend';
  const key = SECTION_KEYS.find((one) => SECTION_TASKS[one] === part);
  if (key === undefined || !begins(key === 'landmark-laws' ? LAWS_SYSTEM : SECTION_SYSTEM)) {
    throw new Error(`a question of no known purpose: ${system.slice(0, 200)}`);
  }
  return key;
}

/** The answer that gives nothing, of the form that the purpose asks for. */
export function emptyAnswer(purpose: Purpose): object {
  if (purpose === 'outline') return { headings: [] };
  if (purpose === 'landmark-laws') return { statements: [], laws: [] };
  return { statements: [] };
}
