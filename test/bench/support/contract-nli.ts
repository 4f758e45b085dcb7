/**
 * ContractNLI as support records: `node test/bench/support/contract-nli.ts > contract-nli.jsonl`. Each of the 17
 * hypotheses is held against all spans of each contract; the annotated spans are the evidence.
 */
import { printRecords, readShared, type SupportRecord } from './support-record.ts';

type Annotation = { readonly choice: keyof typeof LABELS; readonly spans: readonly number[] };

type Contracts = {
  readonly documents: readonly {
    readonly id: number;
    readonly text: string;
    readonly spans: readonly (readonly [number, number])[];
    readonly annotation_sets: readonly { readonly annotations: Readonly<Record<string, Annotation>> }[];
  }[];
  readonly labels: Readonly<Record<string, { readonly hypothesis: string }>>;
};

const LABELS = {
  Entailment: 'supported',
  Contradiction: 'contradicted',
  NotMentioned: 'not-addressed',
} as const;

/** The development split. `group` is the contract; the hypothesis is the end of the id. */
export function listContractNli(): SupportRecord[] {
  const { documents, labels } = JSON.parse(readShared('contract-nli/dev.json')) as Contracts;
  return documents.flatMap(({ id, text, spans, annotation_sets: sets }) => {
    const evidence = spans.map(([start, end]) => text.slice(start, end));
    return Object.entries(labels).flatMap(([key, { hypothesis }]): SupportRecord[] => {
      const annotation = sets[0]?.annotations[key];
      if (annotation === undefined) return [];
      return [
        {
          id: `${id}/${key}`,
          claim: hypothesis,
          evidence,
          label: LABELS[annotation.choice],
          ...(annotation.spans.length === 0 ? {} : { evidenceLabels: annotation.spans }),
          group: String(id),
        },
      ];
    });
  });
}

printRecords(import.meta.main, listContractNli);
