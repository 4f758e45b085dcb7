/**
 * Blends and checks until every sentence that needs evidence has it. What was taken from a side and is not borne out
 * beside the rest is left out again; a sentence of the draft that is not borne out any more is cut, visibly.
 */

import { quoted } from '#compare/prefer-side.ts';
import type { Repair } from '#domain/step-output.ts';
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { withoutMarkers } from '#grounding/sentence-refs.ts';
import { type Blend, type BlendInput, blendContents } from './blend-contents.ts';
import { cutSentence } from './put-sentence.ts';

/** A blend of which every claim is supported, with the report that says so. */
export type SettledBlend = {
  readonly blend: Blend;
  readonly report: VerificationReport;
  readonly repairs: readonly Repair[];
  readonly open: readonly string[];
  /** What was said before and nothing bears. */
  readonly leftOut: readonly string[];
};

/** Each turn takes at least one sentence out; a page has no more than this many that could follow from each other. */
const MOST_TURNS = 8;
const VERIFIED: readonly string[] = ['verbatim', 'normalised'];

type Fault = Pick<Repair, 'before' | 'unit' | 'verdict' | 'reasons'> & { readonly key: string };

/** See the module comment. What is at fault after the last turn stays and is told as `flagged`. */
export async function settleBlend(
  input: BlendInput,
  check: (content: Blend['content']) => Promise<VerificationReport>,
  signal: AbortSignal,
): Promise<SettledBlend> {
  const without = new Set<string>();
  const repairs = new Map<string, Repair>();
  const leftOut = new Set<string>();
  let { draft } = input;
  let keepsStatus = false;
  for (let turn = 1; ; turn += 1) {
    signal.throwIfAborted();
    const blend = blendContents({ ...input, draft }, { without, keepsStatus });
    const report = await check(blend.content);
    const faults = listFaults(blend, report);
    const hasLostStatus = blend.content.status !== draft.status && report.evidenceState !== 'verified';
    if ((faults.length === 0 && !hasLostStatus) || turn === MOST_TURNS) {
      for (const fault of faults) repairs.set(fault.key, { ...repairOf(fault), outcome: 'flagged' });
      const told = { open: [...blend.open], leftOut: [...leftOut, ...blend.leftOut] };
      return { blend, report, repairs: [...repairs.values()], ...told };
    }
    keepsStatus ||= hasLostStatus;
    for (const fault of faults) {
      const taken = blend.taken.get(fault.key);
      repairs.set(fault.key, repairOf(fault));
      if (taken === undefined) draft = cutSentence(draft, fault.before);
      else {
        without.add(taken.claimKey);
        leftOut.add(
          `${quoted(fault.before)} of an earlier text was not kept. ${fault.reasons.join(' ')}`.trim(),
        );
      }
    }
  }
}

function repairOf({ unit, before, verdict, reasons }: Fault): Repair {
  return { unit, before, verdict, reasons, outcome: 'cut', after: null, rounds: 0 };
}

/** Sentences that need evidence and are not borne out whole by what they cite, each once. */
function listFaults({ content }: Blend, report: VerificationReport): Fault[] {
  const known = new Set(content.sources.map(({ ref }) => ref));
  const faults = report.sentences.flatMap((sentence): [string, Fault][] => {
    const fault = faultOf(sentence, report);
    if (fault === null) return [];
    const before = withoutMarkers(sentence.text, known).trim();
    const key = normaliseText(before).text;
    return [[key, { unit: sentence.place.unit, before, key, ...fault }]];
  });
  return [...new Map(faults).values()];
}

function faultOf(
  { verdict, reasons, quotations, uncitedSource }: SentenceCheck,
  report: VerificationReport,
): Pick<Fault, 'verdict' | 'reasons'> | null {
  if (verdict === null) return null;
  if (verdict !== 'supported') return { verdict, reasons: [...reasons] };
  const bad = quotations
    .flatMap((index) => report.quotations[index] ?? [])
    .filter((quotation) => !VERIFIED.includes(quotation.verdict));
  if (bad.length > 0) {
    return {
      verdict: 'partially-supported',
      reasons: ['It quotes words that do not stand so in a stored source.'],
    };
  }
  if (uncitedSource === null) return null;
  return {
    verdict: 'partially-supported',
    reasons: ['What it cites does not bear it; another source does.'],
  };
}
