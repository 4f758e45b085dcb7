/**
 * Where two verification reports differ, place by place, for whoever makes a report again to see whether it says the
 * same. Values are compared as JSON, so the order of members does not matter and that of lists does. Pure.
 */

/** `path` names the place in the report: `sentences[12].verdict`. Undefined stands for what is not there. */
export type ReportDifference = {
  readonly path: string;
  readonly reported: unknown;
  readonly recomputed: unknown;
};

/** All differences in the order of the first report's members; empty when both say the same. */
export function compareReports(reported: unknown, recomputed: unknown, path = ''): ReportDifference[] {
  if (reported === recomputed) return [];
  if (Array.isArray(reported) && Array.isArray(recomputed)) {
    const length = Math.max(reported.length, recomputed.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      compareReports(reported[index], recomputed[index], `${path}[${index}]`),
    );
  }
  if (isMembers(reported) && isMembers(recomputed)) {
    const keys = new Set([...Object.keys(reported), ...Object.keys(recomputed)]);
    return [...keys].flatMap((key) =>
      compareReports(reported[key], recomputed[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return [{ path, reported, recomputed }];
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
