/**
 * Status and confidence as a reader sees them: colour, shape and word together, and the evidence state as texture and
 * words. The badge cannot be made without an evidence state (product invariant 1).
 */
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import type { Topic } from '#domain/topic.ts';
import { EVIDENCE_WORDS } from '../wording.ts';
import { SHAPES, type StatusRank, statusRank, TEXTURES, type Texture } from './status-shape.ts';

/** The word a reader sees for a status: the codebook's label, or the value as written when the codebook has none. */
export function statusLabel(topic: Topic, status: string): string {
  return topic.statuses.find((value) => value.value === status)?.label ?? status;
}

/** The shape alone; always beside its word, so hidden from assistive technology. */
export function StatusGlyph({ rank, texture }: { rank: StatusRank; texture: Texture }) {
  const { outline, hatch } = SHAPES[rank];
  return (
    <svg class="status-glyph" data-rank={rank} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={outline}
        fill={texture === 'solid' ? 'currentColor' : 'none'}
        stroke="currentColor"
        stroke-width="2"
        stroke-linejoin="round"
        stroke-dasharray={rank === 'unknown' && texture !== 'solid' ? '4 3' : undefined}
      />
      {texture === 'hatched' && <path d={hatch} stroke="currentColor" stroke-width="1.8" />}
      {rank === 'unknown' && texture !== 'hatched' && (
        <text
          class={texture === 'solid' ? 'status-question' : undefined}
          x="12"
          y="16.5"
          text-anchor="middle"
          font-size="13"
          fill="currentColor"
        >
          ?
        </text>
      )}
    </svg>
  );
}

/** A status with its evidence state. `size` `large` is for the head of a page. */
export function StatusBadge(props: {
  topic: Topic;
  status: string;
  evidenceState: EvidenceState;
  size?: 'large' | 'small';
}) {
  const { topic, status, evidenceState, size = 'small' } = props;
  const evidence = EVIDENCE_WORDS[evidenceState];
  return (
    <span class={`status status-${size}`} data-evidence={evidenceState}>
      <StatusGlyph rank={statusRank(topic, status)} texture={TEXTURES[evidenceState]} />
      <span class="status-words">
        <span class="status-word">{statusLabel(topic, status)}</span>
        <span class="vh">, </span>
        <span class="status-evidence">{evidence.words}</span>
      </span>
    </span>
  );
}

const FILLED: Readonly<Record<ConfidenceLevel, number>> = { High: 3, Medium: 2, Low: 1, Unknown: 0 };

/** A level of confidence: three bars, the word, and the figure where there is one. */
export function ConfidenceBadge({ level, figure }: { level: ConfidenceLevel; figure: number | null }) {
  return (
    <span class="confidence" data-level={level}>
      <svg class="confidence-glyph" viewBox="0 0 18 14" aria-hidden="true">
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 6 + 1}
            y={9 - bar * 4}
            width="4"
            height={4 + bar * 4}
            fill={bar < FILLED[level] ? 'currentColor' : 'none'}
            stroke="currentColor"
          />
        ))}
      </svg>
      <span>{level}</span>
      {figure !== null && <span class="figure">{figure.toFixed(2)}</span>}
    </span>
  );
}
