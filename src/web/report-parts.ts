/** The parts of an analysis page by which its report can be filtered; their names are those of the page's contents. */
import { SECTION_KEYS } from '#domain/analysis.ts';

/** In the order of the page; `whole-page` for what concerns no one place. */
export const REPORT_PARTS = [
  'whole-page',
  ...SECTION_KEYS,
  'summary-points',
  'full-report',
  'import-findings',
] as const;

/** See {@link REPORT_PARTS}. */
export type ReportPart = (typeof REPORT_PARTS)[number];

/** The part in which a unit of text stands. */
export function partOfUnit(unit: string): ReportPart {
  const [kind, name] = unit.split('/');
  if (kind === 'outline') return 'summary-points';
  if (kind === 'report') return 'full-report';
  if (kind === 'law') return 'landmark-laws';
  return SECTION_KEYS.find((key) => kind === 'section' && key === name) ?? 'whole-page';
}
