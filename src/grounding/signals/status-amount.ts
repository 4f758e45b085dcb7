/** To which value of the scale a statement amounts, once it is known how it is said. All rules are in the codebook. */
import type { Modality } from '#domain/signal.ts';
import type { StatusCues } from '#domain/topic.ts';
import type { Stance } from './read-stance.ts';

/** The value that applies if the statement is true, and how it is said after that reckoning; null says nothing. */
export type StatusAmount = {
  readonly status: string | null;
  readonly modality: Modality;
  readonly reason: string | null;
};

/** See {@link StatusAmount}. `status` is the value whose cue was found; `cues` are the codebook's rules for it. */
export function statusAmount(
  status: string | null,
  cues: StatusCues | undefined,
  stance: Stance,
): StatusAmount | null {
  const { modality, isAhead, isDenied, isEnded } = stance;
  if (status === null) return isDenied ? null : { status, modality, reason: null };
  const told = (value: string, how: string): StatusAmount => ({
    status: value,
    modality,
    reason: value === status ? null : `${how} “${status}” amounts to “${value}”.`,
  });
  if (isEnded && cues?.whenEnded !== undefined) return told(cues.whenEnded, 'The end of');
  if (isDenied) {
    if (cues?.whenDenied !== undefined)
      return { ...told(cues.whenDenied, 'The denial of'), modality: 'asserted' };
    return { status, modality: 'denied', reason: `It is said not to be “${status}”.` };
  }
  if (modality === 'proposed')
    return told(cues?.whenProposed ?? cues?.whenPlanned ?? status, 'A proposal of');
  if (isAhead) return told(cues?.whenPlanned ?? status, 'What lies ahead of');
  return { status, modality, reason: null };
}
