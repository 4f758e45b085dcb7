/**
 * The table of laws of a blend: the draft's, with what another side gives better, and laws that only the other side lists
 * and a stored source names. A day comes in only where a passage gives it.
 */
import { DAY_FIELDS, holdLaw, lawWords, saysDay } from '#compare/compare-law-rows.ts';
import { tieLaws } from '#compare/compare-laws.ts';
import { quoted } from '#compare/prefer-side.ts';
import type { LandmarkLaw } from '#domain/analysis.ts';
import type { ComparedPoint } from '#domain/step-output.ts';
import { type BlendSide, type BlendState, sideName } from './blend-state.ts';
import { type CitingSide, entryOf, findStoredEntry } from './merge-sources.ts';

/** Takes what the side gives better, and tells what of it nothing bears. */
export function blendLaws(state: BlendState, side: BlendSide): void {
  const { report, content } = side;
  if (report === null) return;
  const citing = { content, report };
  const points = new Map(
    side.points
      .filter(({ aspect }) => aspect === 'law')
      .flatMap((point) => (point.other === null ? [] : [[point.other.words, point] as const])),
  );
  const ties = new Map(tieLaws(content.laws, state.content.laws));
  content.laws.forEach((law, at) => {
    const point = points.get(lawWords(law));
    if (point === undefined) return;
    const here = ties.get(at);
    if (here === undefined) takeLaw(state, side, citing, law, point);
    else if (point.relation === 'agree' || point.better === 'other') completeLaw(state, here, law, point);
    else if (point.better === 'open') state.open.add(openWords(side, point));
  });
}

function takeLaw(
  state: BlendState,
  side: BlendSide,
  citing: CitingSide,
  law: LandmarkLaw,
  point: ComparedPoint,
): void {
  if (point.better !== 'other') {
    state.leftOut.add(
      `${sideName(side)} lists ${quoted(law.name)}, and no stored source that its page rests on names it.`,
    );
    return;
  }
  const said = point.other?.passages.map(({ words }) => words).join('\n') ?? '';
  const days = Object.fromEntries(
    DAY_FIELDS.map((day) => [day, law[day] !== null && saysDay(said, law[day]) ? law[day] : null]),
  );
  const dropped = DAY_FIELDS.filter((day) => law[day] !== null && days[day] === null);
  if (dropped.length > 0) {
    state.leftOut.add(
      `${sideName(side)} gives days of ${quoted(law.name)} that no passage gives: ${dropped.map((day) => law[day]).join(', ')}.`,
    );
  }
  const marks = marksOf(law, citing).map((entry) => `[${state.sources.mark(entry)}]`);
  const note = marks.length === 0 ? null : `See: ${marks.join(' ')}`;
  state.content = { ...state.content, laws: [...state.content.laws, { ...law, ...days, note }] };
}

/** What the row cites where it cites a stored source, else the source whose passage names the law. */
function marksOf(law: LandmarkLaw, citing: CitingSide) {
  const written = [...(law.note ?? '').matchAll(/\[(\d{1,6})\]/g)].flatMap(
    ([, ref]) => findStoredEntry(ref ?? '', citing) ?? [],
  );
  if (written.length > 0) return written;
  const hash = holdLaw(law, citing.report).said.passages[0]?.sha256;
  const index = citing.report.sources.findIndex(({ sha256 }) => sha256 === hash);
  const entry = index < 0 ? null : entryOf(index, citing);
  return entry === null ? [] : [entry];
}

/** Fills in what the row leaves out; where the other side is better supported, its members take the place of the row's. */
function completeLaw(state: BlendState, at: number, law: LandmarkLaw, point: ComparedPoint): void {
  const own = state.content.laws[at];
  if (own === undefined || point.other?.verdict !== 'supported') return;
  const said = point.other.passages.map(({ words }) => words).join('\n');
  const isBetter = point.relation === 'differ' && point.better === 'other';
  const number = own.number === null || isBetter ? (law.number ?? own.number) : own.number;
  const days = Object.fromEntries(
    DAY_FIELDS.map((day) => {
      const mayTake = law[day] !== null && (own[day] === null || isBetter) && saysDay(said, law[day]);
      return [day, mayTake ? law[day] : own[day]];
    }),
  );
  const laws = state.content.laws.with(at, { ...own, number, ...days });
  state.content = { ...state.content, laws };
}

function openWords(side: BlendSide, { draft, other, reasons }: ComparedPoint): string {
  return `Of one law the draft gives ${quoted(draft?.words)} and ${side.label} ${quoted(other?.words)}. ${reasons.at(-1) ?? ''}`.trim();
}
