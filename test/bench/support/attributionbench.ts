/** AttributionBench as support records: `node test/bench/support/attributionbench.ts > attributionbench.jsonl`. */
import { printRecords, readSharedLines, type SupportRecord } from './support-record.ts';

type Statement = {
  readonly id: string;
  readonly question: string;
  readonly claim: string;
  readonly references: readonly string[];
  readonly attribution_label: 'attributable' | 'not attributable';
  readonly src_dataset: string;
};

/** The development split, all subsets. */
export function listAttributionBench(): SupportRecord[] {
  return readSharedLines<Statement>('attributionbench/dev_all_subset_balanced.jsonl').map((each, index) => ({
    id: `${each.id}#${index}`,
    claim: each.claim,
    evidence: each.references,
    label: each.attribution_label === 'attributable' ? 'supported' : 'unsupported',
    group: `${each.src_dataset} ${each.question}`,
  }));
}

printRecords(import.meta.main, listAttributionBench);
