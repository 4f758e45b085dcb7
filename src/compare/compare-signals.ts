/**
 * What stored sources say of the status themselves, against a draft: each statement with who makes it and how, as the
 * signals tell. A plan or an announcement contradicts nothing, and a later act supersedes; what speaks against the draft
 * stays open for a person.
 */
import type { Modality, Signal } from '#domain/signal.ts';
import type { ComparedPoint, ComparedSide } from '#domain/step-output.ts';
import type { Topic } from '#domain/topic.ts';
import { relateSignal } from '#grounding/signals/relate-signal.ts';
import type { CheckedContent } from './claim-sentences.ts';
import { type ClaimContext, holdStatus } from './compare-status-facts.ts';
import { TIER_WORDS } from './prefer-side.ts';

/** A signal with the source it stands in; `snapshot` is the SHA-256 of the bytes. */
export type SignalInSource = Signal & {
  readonly sourceId: number;
  readonly snapshot: string;
  readonly source: { readonly title: string | null; readonly publishedOn: string | null };
};

/** Sides and points of the signals, in their order; a side for each source. */
export type ComparedSignals = {
  readonly sides: readonly ComparedSide[];
  readonly points: readonly ComparedPoint[];
};

const SAID: Readonly<Record<Modality, string>> = {
  asserted: 'as a fact',
  announced: 'as an announcement',
  planned: 'as a plan',
  proposed: 'as a proposal',
  alleged: 'as hearsay',
  denied: 'as a denial',
  quoted: 'in another’s words',
};

/** See the module comment. Signals that give no status, and those of another scope, are no points. */
export function compareSignals(
  draft: CheckedContent,
  signals: readonly SignalInSource[],
  context: ClaimContext,
): ComparedSignals {
  const { topic } = context;
  if (topic === null) return { sides: [], points: [] };
  const held = holdStatus(draft, context);
  const sides = new Map<string, ComparedSide>();
  const points = signals.flatMap((signal): ComparedPoint[] => {
    const { relation, reasons } = relateSignal(signal, { content: draft.content, topic });
    const stand = STANDS[relation];
    if (stand === null) return [];
    const side = sideOf(signal, topic);
    // A source that says two things has no one status.
    const known = sides.get(side.key);
    sides.set(
      side.key,
      known === undefined || known.status === side.status ? side : { ...side, status: null },
    );
    return [
      {
        side: side.key,
        aspect: 'status',
        ...stand,
        draft: held.said,
        other: {
          words: signal.quote.exact,
          unit: null,
          verdict: null,
          passages: [{ sha256: signal.snapshot, ...signal.position, words: signal.quote.exact }],
        },
        reasons: [saidBy(signal), ...reasons],
      },
    ];
  });
  return { sides: [...sides.values()], points };
}

const STANDS = {
  confirms: { relation: 'agree', better: 'same' },
  contradicts: { relation: 'differ', better: 'open' },
  supersedes: { relation: 'differ', better: 'open' },
  amends: { relation: 'only-other', better: 'open' },
  'different-scope': null,
  'not-addressed': null,
} as const;

function sideOf({ sourceId, source, tier, status }: SignalInSource, topic: Topic): ComparedSide {
  const name = source.title === null ? `source ${sourceId}` : `“${source.title}”`;
  const facts = [TIER_WORDS[tier], source.publishedOn].filter((fact) => fact !== null).join(', ');
  const label = topic.statuses.find(({ value }) => value === status)?.label ?? status;
  return {
    key: `source:${sourceId}`,
    kind: 'signal',
    label: `${name} (${facts})`,
    status: label,
    evidenceState: null,
  };
}

function saidBy({ speaker, speakerRole, modality, unconfirmed }: Signal): string {
  const who = speaker === null ? 'The source itself' : [speaker, speakerRole].filter(Boolean).join(', ');
  const doubt = unconfirmed ? '; those in charge have not confirmed it' : '';
  return `${who} says so ${SAID[modality]}${doubt}.`;
}
