/**
 * What became of every sentence that the check faulted. A sentence that goes back more than once is one entry, told from
 * the words it had at first to those it has at last.
 */
import type { Statement } from '#domain/drafted-page.ts';
import type { Repair } from '#domain/step-output.ts';
import type { StatementFault } from './find-faults.ts';
import { statementKey } from './page-statements.ts';

/** `wasAsked` when it went back to the analyst for that; `isOfStatus` for a statement that states the status. */
export type Circumstances = { readonly wasAsked: boolean; readonly isOfStatus: boolean };

/** Keeps the entries. */
export type RepairBook = {
  /** Notes that a statement was replaced, or cut for null. */
  readonly note: (fault: StatementFault, after: Statement | null, circumstances: Circumstances) => void;
  /** Adds an entry for words that are no statement. */
  readonly add: (repair: Repair) => void;
  /** True for a statement that was faulted before. */
  readonly wasFaulty: (statement: Statement) => boolean;
  /** The entries in the order of their first fault. */
  readonly list: () => Repair[];
  /** The entries, with statements of the status told as flagged and not cut: there is no draft without them. */
  readonly flagStatus: () => Repair[];
};

/** An empty book. */
export function createRepairBook(): RepairBook {
  const entries: Repair[] = [];
  const open = new Map<string, readonly number[]>();
  const faulty = new Set<string>();
  const ofStatus = new Map<number, string>();
  const note: RepairBook['note'] = (
    { statement, unit, verdict, reasons },
    after,
    { wasAsked, isOfStatus },
  ) => {
    const key = statementKey(statement);
    faulty.add(key);
    // Two that were mended to the same statement are faulted as one, and each is told to its end.
    const indices = open.get(key) ?? [entries.length];
    open.delete(key);
    for (const index of indices) {
      const earlier = entries[index];
      entries[index] = {
        unit: earlier?.unit ?? unit,
        before: earlier?.before ?? statement.text,
        verdict,
        reasons: [...reasons],
        outcome: after === null ? 'cut' : 'mended',
        after: after?.text ?? null,
        rounds: (earlier?.rounds ?? 0) + (wasAsked ? 1 : 0),
      };
      if (isOfStatus && after === null) ofStatus.set(index, statement.text);
    }
    if (after === null) return;
    const afterKey = statementKey(after);
    open.set(afterKey, [...(open.get(afterKey) ?? []), ...indices]);
  };
  return {
    note,
    add: (repair) => {
      entries.push(repair);
    },
    wasFaulty: (statement) => faulty.has(statementKey(statement)),
    list: () => [...entries],
    flagStatus: () =>
      entries.map((entry, index) => {
        const words = ofStatus.get(index);
        return words === undefined ? entry : { ...entry, outcome: 'flagged', after: words };
      }),
  };
}
