/**
 * Whatever a content holds that has no comparison of its own, member by member under its path: dates and headings of
 * the report, names of excerpts, what the page declared of itself, the provider's raw answers. Nothing falls through.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { FieldChange } from './version-diff.ts';

/** Changed members in the order of the earlier content, then those only the later one has. */
export function compareDetails(before: AnalysisContent, after: AnalysisContent): FieldChange[] {
  const [own, theirs] = [readMembers(before), readMembers(after)];
  return [...new Set([...own.keys(), ...theirs.keys()])].flatMap((field) => {
    const [left, right] = [own.get(field) ?? null, theirs.get(field) ?? null];
    return left === right ? [] : [{ field, before: left, after: right }];
  });
}

function readMembers(content: AnalysisContent): Map<string, string> {
  const { status, unknownReason, ground, statusSince, sections, laws, sources, outline, report, ...rest } =
    content;
  const members = new Map<string, string>();
  addMembers(members, 'order of sections', sections.map(({ key }) => key).join(', '));
  addMembers(members, '', rest);
  if (outline !== null) {
    const { headings, ...named } = outline;
    members.set('outline', 'there is one');
    addMembers(members, 'outline', named);
  }
  if (report !== null) {
    const { narrative, disclaimer, excerpts, links, ...named } = report;
    members.set('report', 'there is one');
    addMembers(members, 'report', named);
    addMembers(
      members,
      'report.excerpts',
      excerpts.map(({ source }) => source),
    );
    addMembers(
      members,
      'report.links',
      links.map(({ text, ...of }) => of),
    );
  }
  return members;
}

function addMembers(members: Map<string, string>, path: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    members.set(path, String(value));
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const name = Array.isArray(value) ? `${path}[${Number(key) + 1}]` : key;
    addMembers(members, Array.isArray(value) || path === '' ? name : `${path}.${key}`, member);
  }
}
