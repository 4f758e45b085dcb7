/**
 * SciFact claims against the abstracts they were written for: `node test/bench/support/scifact.ts train|dev`, both
 * when none is named. An abstract that was cited but bears nothing counts as not addressing the claim.
 */
import { printRecords, readSharedLines, type SupportRecord } from './support-record.ts';

type Claim = {
  readonly id: number;
  readonly claim: string;
  readonly evidence: Readonly<
    Record<
      string,
      readonly { readonly sentences: readonly number[]; readonly label: 'SUPPORT' | 'CONTRADICT' }[]
    >
  >;
  readonly cited_doc_ids: readonly number[];
};

type Abstract = { readonly doc_id: number; readonly abstract: readonly string[] };

/** Records of one split, or of both. */
export function listScifact(splits: readonly string[]): SupportRecord[] {
  const abstracts = new Map(
    readSharedLines<Abstract>('scifact/corpus.jsonl').map(({ doc_id, abstract }) => [doc_id, abstract]),
  );
  return splits.flatMap((split) =>
    readSharedLines<Claim>(`scifact/claims_${split}.jsonl`).flatMap(
      ({ id, claim, evidence, cited_doc_ids }) =>
        [...new Set(cited_doc_ids)].map((doc): SupportRecord => {
          const marked = evidence[String(doc)] ?? [];
          const sentences = [...new Set(marked.flatMap((each) => each.sentences))].sort((a, b) => a - b);
          const label = marked[0]?.label;
          return {
            id: `${split}/${id}/${doc}`,
            claim,
            evidence: abstracts.get(doc) ?? [],
            label: label === undefined ? 'not-addressed' : label === 'SUPPORT' ? 'supported' : 'contradicted',
            ...(sentences.length === 0 ? {} : { evidenceLabels: sentences }),
            group: String(doc),
          };
        }),
    ),
  );
}

const named = process.argv.slice(2);
printRecords(import.meta.main, () => listScifact(named.length === 0 ? ['train', 'dev'] : named));
