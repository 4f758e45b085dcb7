/** Lines of lists: rows of the store with names and topics filled in. */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { AnalysisSummary } from '#store/analyses.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { AnalysisItem } from '../views.ts';

/** The jurisdiction with this code. A stored row always has one: the database refuses others. */
export function jurisdictionOf(context: PageContext, code: string): Jurisdiction {
  const jurisdiction = context.deps.reference.gazetteer.byCode(code);
  if (jurisdiction === undefined) throw new Error(`no jurisdiction ${code}, which a stored row uses`);
  return jurisdiction;
}

/** An analysis as a line. */
export function presentAnalysisItem(context: PageContext, row: AnalysisSummary): AnalysisItem {
  const { jurisdiction, topic, versionId: _versionId, ...rest } = row;
  return { ...rest, jurisdiction: jurisdictionOf(context, jurisdiction), topic: topicOf(context, topic) };
}
