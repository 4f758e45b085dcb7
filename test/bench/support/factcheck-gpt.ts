/** Factcheck-GPT stances as support records: `node test/bench/support/factcheck-gpt.ts > factcheck-gpt.jsonl`. */
import { printRecords, readSharedLines, type SupportRecord } from './support-record.ts';

type Stance = {
  readonly claim: string;
  readonly evidence: string;
  readonly stance: keyof typeof LABELS;
};

const LABELS = {
  'completely-support': 'supported',
  'partially-support': 'partially-supported',
  refute: 'contradicted',
  irrelevant: 'not-addressed',
} as const;

/** All pairs of a claim and a snippet found by a search for it. */
export function listFactcheckGpt(): SupportRecord[] {
  return readSharedLines<Stance>('factcheck-gpt/subtask3_claim_evidence_stance.jsonl').map(
    ({ claim, evidence, stance }, index) => ({
      id: String(index),
      claim,
      evidence: [evidence],
      label: LABELS[stance],
      group: claim,
    }),
  );
}

printRecords(import.meta.main, listFactcheckGpt);
