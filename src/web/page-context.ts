/** What the page routes get from `main`. */
import type { Context } from 'hono';
import type { Accounts } from '#accounts/open-accounts.ts';
import type { LetterRequest, QueueMessage } from '#accounts/send-link.ts';
import type { Clock, NewId } from '#domain/ports.ts';
import type { Topic } from '#domain/topic.ts';
import type { Reference } from '#ingest/reference.ts';
import type { SearchIndex } from '#search/search-index.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import type { Editing } from './editing.ts';
import type { AnalysisBody } from './load/load-analysis.ts';
import type { PageCache } from './page-cache.ts';
import type { Remember } from './remember.ts';
import type { Researching } from './researching.ts';
import type { Assets } from './views.ts';

/** See the module comment. */
export type PageContext = {
  readonly store: Store;
  readonly search: SearchIndex;
  readonly deps: {
    readonly clock: Clock;
    readonly newId: NewId;
    readonly reference: Reference;
  };
  readonly cache: PageCache;
  /** Contents with their reports, by version and verification. */
  readonly bodies: Remember<AnalysisBody>;
  readonly assets: Assets;
  readonly appVersion: string;
  readonly reviewsOpen: boolean;
  readonly accounts: Accounts;
  /** The person that the link in a letter names; undefined when it was not made here. */
  readonly personOfLetter: (token: string) => string | undefined;
  /** Hour of the day, UTC, at which digests are due. */
  readonly digestHour: number;
  /** Whether a mail server is set that letters go to. */
  readonly sendsMail: boolean;
  /** What the editor needs of other rooms. */
  readonly editing: Editing;
  /** What the pages of runs need of other rooms. */
  readonly researching: Researching;
  /** Puts a letter into the outbox. */
  readonly queueMessage: QueueMessage;
  /** Asks for a letter with a link to be written once the transaction is committed. */
  readonly requestLetter: (tx: WriteTx, letter: LetterRequest) => Promise<void>;
  /** Network address a request came from, as far as the server can tell: behind a proxy the proxy's. */
  readonly addressOf: (request: Context) => string;
  /** Asks for a version to be verified again once the transaction is committed. */
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<void>;
  /** Verifies a version in this transaction. */
  readonly verifyVersion: (tx: WriteTx, versionId: string) => Promise<unknown>;
  /** Asks for the signals of a cell to be held against what stands for it. */
  readonly requestRelating: (tx: WriteTx, cell: Cell) => Promise<unknown>;
};

/** The topic with this key as the codebook has it now. A stored page always has one: the database refuses others. */
export function topicOf(context: PageContext, key: string): Topic {
  const topic = context.deps.reference.topics.find((one) => one.key === key);
  if (topic === undefined) throw new Error(`the codebook lacks ${key}, which a stored page uses`);
  return topic;
}
