/** The figures of the methodology page, from the code that uses them. */
import { confidenceExamples } from '#grounding/confidence-examples.ts';
import { describeConfidenceRules } from '#grounding/confidence-rules.ts';
import { ENGINE } from '#grounding/verify-content.ts';
import type { MethodologyView } from '../views.ts';

/** Needs no database: the rules are those of the running program. */
export function loadMethodologyView(): MethodologyView {
  return { engine: ENGINE, ...describeConfidenceRules(), examples: confidenceExamples() };
}
