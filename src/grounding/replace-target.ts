/**
 * Puts proposed words in the place of a target. Nothing but those words changes: where marks of emphasis, links or lines
 * run through them, so that they are not simply there in the text as written, it is left to a person.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import { replaceUnit } from '#domain/replace-unit.ts';
import type { ReviewTarget, SentenceTarget } from '#domain/review.ts';
import { offsetMap } from './offsets.ts';
import { isWholeSentence } from './review-targets.ts';
import { readUnitText } from './unit-text.ts';

/** `gone`: no longer a sentence of the page. `not-plain`: its words are not to be had alone. `no-words`: names none. */
export type ReplaceRefusal = 'gone' | 'not-plain' | 'no-words';

/** The content with the words in place, or why not. */
export function replaceTarget(
  content: AnalysisContent,
  target: ReviewTarget,
  proposed: string,
): AnalysisContent | ReplaceRefusal {
  if (target.kind === 'sentence') return replaceSentence(content, target, proposed);
  if (target.kind !== 'section') return 'no-words';
  return replaceUnit(content, `section/${target.section}`, proposed) ?? 'gone';
}

function replaceSentence(
  content: AnalysisContent,
  target: SentenceTarget,
  proposed: string,
): AnalysisContent | ReplaceRefusal {
  const unit = listUnits(content).find(({ key }) => key === target.unit);
  // Words that a longer sentence has taken in no longer say what somebody wanted to put better.
  if (unit === undefined || !isWholeSentence(content, target)) return 'gone';
  const plain = readUnitText(unit).text;
  const { toUtf16 } = offsetMap(plain);
  const [start, end] = [toUtf16(target.position.start), toUtf16(target.position.end)];
  const inPlain = occurrences(plain, target.quote.exact);
  const asWritten = occurrences(unit.text, target.quote.exact);
  const found = asWritten[inPlain.findIndex((one) => one.start === start)];
  if (found === undefined || inPlain.length !== asWritten.length) return 'not-plain';
  // One sentence stays one line, so that the blocks around it stay what they are.
  const words = proposed.replace(/\s*\n\s*/g, ' ');
  const text = unit.text.slice(0, found.start) + words + unit.text.slice(found.end);
  const after = readUnitText({ ...unit, text }).text;
  if (!after.startsWith(plain.slice(0, start)) || !after.endsWith(plain.slice(end))) return 'not-plain';
  return replaceUnit(content, target.unit, text) ?? 'not-plain';
}

/** Where the words stand, whatever white space parts them. */
function occurrences(text: string, words: string): { start: number; end: number }[] {
  const parts = words.trim().split(/\s+/);
  const expression = new RegExp(parts.map((part) => RegExp.escape(part)).join('\\s+'), 'g');
  return [...text.matchAll(expression)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}
