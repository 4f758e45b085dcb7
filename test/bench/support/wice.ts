/** WiCE claims as support records: `node test/bench/support/wice.ts > wice.jsonl`. */
import { printRecords, readSharedLines, type SupportRecord } from './support-record.ts';

type Claim = {
  readonly label: 'supported' | 'partially_supported' | 'not_supported';
  readonly supporting_sentences: readonly (readonly number[])[];
  readonly claim: string;
  readonly evidence: readonly string[];
  readonly meta: { readonly id: string; readonly claim_title: string };
};

const LABELS = {
  supported: 'supported',
  partially_supported: 'partially-supported',
  not_supported: 'unsupported',
} as const;

/** The development split. Sentences of any annotated set count as evidence. */
export function listWice(): SupportRecord[] {
  return readSharedLines<Claim>('wice/claim_dev.jsonl').map((each) => {
    const marked = [...new Set(each.supporting_sentences.flat())].sort((a, b) => a - b);
    return {
      id: each.meta.id,
      claim: each.claim,
      evidence: each.evidence,
      label: LABELS[each.label],
      ...(marked.length === 0 ? {} : { evidenceLabels: marked }),
      group: each.meta.claim_title,
    };
  });
}

printRecords(import.meta.main, listWice);
