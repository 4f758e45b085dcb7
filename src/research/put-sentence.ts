/**
 * Puts a sentence of another content where it stood there: in the same section or under the same heading, behind the
 * sentence it stood behind. What the page does not have a place for goes to the detailed explanation.
 */
import { type AnalysisContent, type OutlineNode, SECTION_KEYS, type SectionKey } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import { replaceUnit } from '#domain/replace-unit.ts';
import { HEADING_GAP, sectionGap } from './gap-words.ts';
import { cutWords, findWords, putBehind, replaceWords } from './place-words.ts';

/** Where a sentence stood: its unit, and the sentences before it there, the nearest first. */
export type StoodAt = {
  readonly content: AnalysisContent;
  readonly unit: string;
  readonly before: readonly string[];
};

/** What the page says in place of a section that has nothing. */
const GAPS: ReadonlySet<string> = new Set([
  ...SECTION_KEYS.flatMap((key) => [sectionGap(key), sectionGap(key, true)]),
  HEADING_GAP,
]);

/** The content with the sentence, which has its marks behind it. */
export function putSentence(content: AnalysisContent, at: StoodAt, sentence: string): AnalysisContent {
  const [kind = '', part = ''] = at.unit.split('/');
  if (kind === 'outline') {
    return (
      putPoint(content, at, Number(part), sentence) ??
      putInSection(content, 'detailed-explanation', at, sentence)
    );
  }
  if (kind === 'report' && content.report !== null) {
    if (part === 'excerpt') return putExcerpt(content, at, sentence);
    const narrative = grow(content.report.narrative, at, sentence);
    return { ...content, report: { ...content.report, narrative } };
  }
  return putInSection(content, sectionOf(kind, part), at, sentence);
}

function sectionOf(kind: string, part: string): SectionKey {
  if (kind === 'law') return 'landmark-laws';
  return SECTION_KEYS.find((key) => kind === 'section' && key === part) ?? 'detailed-explanation';
}

/** The content with the sentence at the end of a section. */
export function putInSection(
  content: AnalysisContent,
  key: SectionKey,
  at: Pick<StoodAt, 'before'>,
  sentence: string,
): AnalysisContent {
  const known = content.sections.find((section) => section.key === key);
  if (known !== undefined) {
    const text = grow(known.text, at, sentence);
    const sections = content.sections.map((section) => (section === known ? { key, text } : section));
    return { ...content, sections };
  }
  const sections = [...content.sections, { key, text: sentence }];
  sections.sort((a, b) => SECTION_KEYS.indexOf(a.key) - SECTION_KEYS.indexOf(b.key));
  return { ...content, sections };
}

function grow(text: string, { before }: Pick<StoodAt, 'before'>, sentence: string): string {
  if (GAPS.has(text.trim())) return sentence;
  const anchor = before.find((words) => findWords(text, words) !== null) ?? null;
  return putBehind(text, anchor, sentence);
}

function putPoint(
  content: AnalysisContent,
  at: StoodAt,
  index: number,
  sentence: string,
): AnalysisContent | null {
  const heading = at.content.outline?.headings[index]?.text.trim().toLowerCase();
  const { outline } = content;
  const here = outline?.headings.findIndex(({ text }) => text.trim().toLowerCase() === heading) ?? -1;
  const own = outline?.headings[here];
  if (outline == null || own === undefined) return null;
  const kept = own.children.filter(({ text }) => !GAPS.has(text.trim()));
  const point: OutlineNode = { number: null, label: null, text: sentence, children: [] };
  const places = at.before.map((words) => kept.findIndex(({ text }) => findWords(text, words) !== null));
  const behind = places.find((place) => place >= 0) ?? kept.length - 1;
  const children = kept.toSpliced(behind + 1, 0, point);
  return { ...content, outline: { ...outline, headings: outline.headings.with(here, { ...own, children }) } };
}

/** Who is quoted is told beside the words. */
function putExcerpt(content: AnalysisContent, at: StoodAt, context: string): AnalysisContent {
  const { report } = content;
  const source = at.content.report?.excerpts[Number(at.unit.split('/')[2])]?.source ?? '';
  if (report === null) return content;
  return { ...content, report: { ...report, excerpts: [...report.excerpts, { source, context }] } };
}

/** The content with other words wherever these stand; excerpts show what a source says and stay. */
export function replaceSentence(content: AnalysisContent, words: string, sentence: string): AnalysisContent {
  return editUnits(content, (text) => replaceWords(text, words, sentence));
}

/** The content without these words, wherever they stand; a part that had nothing else says that it is empty. */
export function cutSentence(content: AnalysisContent, words: string): AnalysisContent {
  const cut = editUnits(content, (text) => cutWords(text, words));
  const sections = cut.sections.map((section) =>
    section.text.trim() === '' ? { ...section, text: sectionGap(section.key) } : section,
  );
  const { outline, report } = cut;
  const isLeft = ({ text }: OutlineNode) => text.trim() !== '';
  return {
    ...cut,
    sections,
    outline:
      outline === null
        ? null
        : {
            ...outline,
            headings: outline.headings.map((heading) => {
              const children = heading.children.filter(isLeft);
              const gap = { number: null, label: null, text: HEADING_GAP, children: [] };
              return {
                ...heading,
                children: children.length === 0 && heading.children.length > 0 ? [gap] : children,
              };
            }),
          },
    report:
      report === null
        ? null
        : {
            ...report,
            narrative: report.narrative.trim() === '' ? sectionGap('executive-summary') : report.narrative,
            excerpts: report.excerpts.filter(({ context }) => cutWords(context, words) === undefined),
          },
  };
}

function editUnits(content: AnalysisContent, edit: (text: string) => string | undefined): AnalysisContent {
  let edited = content;
  for (const { key, role, text } of listUnits(content)) {
    if (role === 'link' || role === 'excerpt' || role === 'heading' || role === 'disclaimer') continue;
    const next = edit(text);
    if (next !== undefined && next !== text) edited = replaceUnit(edited, key, next) ?? edited;
  }
  return edited;
}
