/** The same statement made several times in a document is one signal: the one that tells most, at its own place. */
import type { Statement } from './state-match.ts';

/** One of each, in the order of the text. A statement in the document's own voice repeats one with a speaker. */
export function mergeStatements(statements: readonly Statement[]): Statement[] {
  const groups = Map.groupBy(statements, ({ jurisdiction, topic, status, modality }) =>
    [jurisdiction, topic, status, modality === 'denied'].join(' '),
  );
  const kept = [...groups.values()].flatMap((group) => {
    const speakers = [...new Set(group.flatMap(({ speaker }) => speaker ?? []))];
    if (speakers.length === 0) return [fullest(group)];
    const [main = ''] = speakers;
    return speakers.map((speaker) =>
      fullest(
        group.filter((each) => each.speaker === speaker || (each.speaker === null && speaker === main)),
      ),
    );
  });
  return kept.sort((a, b) => a.span.start - b.span.start || (a.topic < b.topic ? -1 : 1));
}

function fullest(group: readonly Statement[]): Statement {
  return group.reduce((best, each) => (detail(each) > detail(best) ? each : best));
}

function detail({ speaker, instrument, when, isNamed, speakerRole, modality }: Statement): number {
  return (
    (speaker === null ? 0 : 4) +
    (when === null ? 0 : 1) +
    (instrument === null ? 0 : 2) +
    (isNamed ? 2 : 0) +
    (speakerRole === null ? 0 : 1) +
    // A bill is more than the wish for one.
    (modality === 'proposed' ? 2 : 0)
  );
}
