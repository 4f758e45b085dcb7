/** Gemini's Interactions API: steps with model output whose annotations cover the statements, and search calls. */
import { readAnnotations } from './annotated-text.ts';
import { asList, asRecord, asRecords, asText, type JsonRecord, member, recordAt } from './json-value.ts';
import { collectChunks, type ProviderAnswer, type ProviderSupport } from './provider-answer.ts';

/** Reads one interaction. Older answers keep the steps under `outputs`. */
export function readGeminiInteraction(interaction: JsonRecord): ProviderAnswer {
  const steps = asRecords(interaction.steps ?? interaction.outputs);
  const chunks = collectChunks();
  const parts: string[] = [];
  const supports: ProviderSupport[] = [];
  for (const content of steps.flatMap(textContents)) {
    const text = asText(content.text) ?? '';
    const annotations = asRecords(content.annotations);
    supports.push(
      ...readAnnotations(
        { text, annotations, partIndex: parts.length, covers: 'claim', unit: 'byte' },
        chunks,
      ),
    );
    parts.push(text);
  }
  return {
    provider: 'gemini',
    parts: parts.some((part) => part !== '') ? parts : null,
    supports,
    chunks: chunks.chunks,
    queries: steps.flatMap(readQueries),
  };
}

function textContents(step: JsonRecord): JsonRecord[] {
  if (step.type === 'text') return [step];
  if (step.type !== 'model_output') return [];
  return asRecords(step.content).filter((content) => content.type === 'text');
}

function readQueries(step: JsonRecord): string[] {
  const given = recordAt(step, 'arguments') ?? asRecord(null) ?? {};
  return asList(member(given, 'queries')).flatMap((query) => asText(query) ?? []);
}
