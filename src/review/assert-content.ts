/**
 * What a content must be before it is kept as a version: of the right shape, in a cell that exists, with a status of
 * its topic's scale. The database holds the same; here the refusal names the member and the remedy.
 */
import { type AnalysisContent, analysisContentSchema } from '#domain/analysis.ts';
import { AppError } from '#domain/errors.ts';
import type { ReadTx } from '#store/connect.ts';
import { listStatusValues, readCellNames } from '#store/reference-data.ts';

/** The content, checked. Throws `invalid-input` naming the member. */
export function readContent(value: unknown): AnalysisContent {
  const parsed = analysisContentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const more = parsed.error.issues.length - 1;
  const others = more === 0 ? '' : ` (and ${more} more)`;
  throw new AppError('invalid-input', `${issue?.message ?? 'The shape is wrong'}${others}.`, {
    place: { field: memberPath(issue?.path ?? []) },
    remedy: 'Correct that member and send it again.',
  });
}

/** How a refusal names a member: `laws[2].enactedOn`, `content` for the whole. */
export function memberPath(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'content' : text.replace(/^\./, '').slice(0, 200);
}

/** Throws `unknown-jurisdiction`, `unknown-topic` or `unknown-status`. */
export async function assertCell(tx: ReadTx, content: AnalysisContent): Promise<void> {
  const { jurisdiction, topic, status } = content;
  const known = await readCellNames(tx, { jurisdiction, topic });
  if (known.jurisdiction === null) {
    throw new AppError('unknown-jurisdiction', `There is no jurisdiction “${jurisdiction}”.`, {
      place: { field: 'jurisdiction' },
      remedy: 'Choose one from the list of jurisdictions.',
    });
  }
  if (known.topic === null) {
    throw new AppError('unknown-topic', `There is no topic “${topic}”.`, {
      place: { field: 'topic' },
      remedy: 'Choose one from the list of topics.',
    });
  }
  const values = await listStatusValues(tx, topic);
  if (values.includes(status)) return;
  throw new AppError('unknown-status', `“${status}” is not on the scale of ${topic}.`, {
    place: { field: 'status' },
    remedy: `Choose one of ${values.join(', ')}.`,
  });
}
