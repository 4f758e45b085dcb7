/** To which value of the scale a statement amounts, once it is known how it is said. All rules are in the codebook. */
import type { Modality } from '#domain/signal.ts';
import type { StatusCues, Topic } from '#domain/topic.ts';
import type { Stance } from './read-stance.ts';
import type { Statement } from './state-match.ts';

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
  const { isDenied, isEnded } = stance;
  const isPlain =
    cues?.saidAs === 'asserted' && (stance.modality === 'planned' || stance.modality === 'announced');
  const modality = isPlain ? 'asserted' : stance.modality;
  const isAhead = stance.isAhead && !isPlain;
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
  if (modality === 'proposed' || (modality === 'planned' && isAhead))
    return told(cues?.whenProposed ?? cues?.whenAhead ?? status, 'A plan or proposal of');
  if (isAhead) return told(cues?.whenAhead ?? status, 'What lies ahead of');
  return { status, modality: modality === 'asserted' ? (cues?.saidAs ?? modality) : modality, reason: null };
}

/** Statements of one sentence in which two values together mean a third, by the codebook's rule for it. */
export function joinValues(statements: readonly Statement[], topics: readonly Topic[]): Statement[] {
  return statements.flatMap((statement, at) => {
    const topic = topics.find(({ key }) => key === statement.topic);
    const joint = topic?.statuses.find(({ signals }) => signals?.whenBoth?.includes(statement.status ?? ''));
    const other = joint?.signals?.whenBoth?.find((value) => value !== statement.status);
    const partner = statements.findIndex(
      (each) =>
        each.jurisdiction === statement.jurisdiction &&
        each.topic === statement.topic &&
        each.status === other,
    );
    if (joint === undefined || partner === -1) return [statement];
    if (partner < at) return [];
    const reason = `“${statement.status}” and “${other}” in one sentence amount to “${joint.value}”.`;
    return [{ ...statement, status: joint.value, reasons: [...statement.reasons, reason] }];
  });
}
