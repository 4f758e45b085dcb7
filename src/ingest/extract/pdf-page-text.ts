/**
 * Puts the text runs of one PDF page together: lines as the page has them, a blank line where the step to the next
 * line is clearly wider than the page's usual one. Hyphens at line ends stay; levelling them is for the comparison.
 */

/** The part of a pdf.js text item that is used. `y` is the baseline in page units, growing upwards. */
export type PdfTextRun = {
  readonly text: string;
  readonly y: number;
  readonly height: number;
  readonly endsLine: boolean;
};

type Line = { readonly text: string; readonly y: number; readonly height: number };

// A paragraph gap against the usual line step; 1.35 lies between single-spaced text and half a line of extra space.
const PARAGRAPH_STEP = 1.35;

/** Text of the page, trimmed; empty when it has none. */
export function joinPdfRuns(runs: readonly PdfTextRun[]): string {
  const lines = gatherLines(runs);
  const usual = usualStep(lines);
  let text = '';
  let previous: Line | null = null;
  for (const line of lines) {
    if (previous !== null) text += isParagraphGap(previous, line, usual) ? '\n\n' : '\n';
    text += line.text;
    previous = line;
  }
  return text.trim();
}

function gatherLines(runs: readonly PdfTextRun[]): Line[] {
  const lines: Line[] = [];
  let text = '';
  let y = 0;
  let height = 0;
  const flush = () => {
    const words = text.replace(/[^\S\n]+/g, ' ').trim();
    if (words !== '') lines.push({ text: words, y, height });
    text = '';
    height = 0;
  };
  for (const run of runs) {
    if (text === '') y = run.y;
    text += run.text;
    height = Math.max(height, run.height);
    if (run.endsLine) flush();
  }
  flush();
  return lines;
}

/** Median step downwards; 0 when there is none. */
function usualStep(lines: readonly Line[]): number {
  const steps = lines
    .map((line, index) => (lines[index - 1]?.y ?? line.y) - line.y)
    .filter((step) => step > 0.5)
    .sort((a, b) => a - b);
  return steps[Math.floor((steps.length - 1) / 2)] ?? 0;
}

function isParagraphGap(previous: Line, line: Line, usual: number): boolean {
  const step = previous.y - line.y;
  // Upwards: the next column or a note, which is another block.
  if (step < -0.5) return true;
  if (usual === 0) return false;
  return step > Math.max(usual * PARAGRAPH_STEP, line.height * PARAGRAPH_STEP);
}
