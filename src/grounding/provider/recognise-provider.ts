/**
 * Which provider made a JSON value, judged by members only that provider uses. Nothing certain means `unknown`,
 * which is kept and shown rather than guessed at.
 */
import { findMetadata } from './gemini.ts';
import { asList, asRecord, asRecords, asText, type JsonRecord, recordAt } from './json-value.ts';
import type { ProviderName } from './provider-answer.ts';

/** The provider of one JSON value: an answer, a list of stream events, or a bare grounding object. */
export function recogniseProvider(value: unknown): ProviderName {
  const events = Array.isArray(value) ? asRecords(value) : asRecords([value]);
  for (const event of events) {
    const recorded = event.response;
    const inner = Array.isArray(recorded) ? asRecords(recorded) : asRecords([recorded]);
    const found = [event, ...inner].map(recogniseEvent).find((provider) => provider !== 'unknown');
    if (found !== undefined) return found;
  }
  return 'unknown';
}

function recogniseEvent(event: JsonRecord): ProviderName {
  if (isGemini(event)) return 'gemini';
  if (isAnthropic(event)) return 'anthropic';
  if (isCohere(event)) return 'cohere';
  if (isResponse(event)) return isGrok(event) ? 'xai' : 'openai';
  if (asList(event.choices).length > 0) return recogniseCompletion(event);
  return 'unknown';
}

/** True for an answer of the Interactions API. */
export function isGeminiInteraction(event: JsonRecord): boolean {
  if (event.object === 'interaction') return true;
  return asRecords(event.steps).some((step) => step.type === 'model_output');
}

function isGemini(event: JsonRecord): boolean {
  if (isGeminiInteraction(event) || findMetadata(event) !== null) return true;
  return asRecords(event.candidates).some((candidate) => recordAt(candidate, 'content') !== null);
}

function isAnthropic(event: JsonRecord): boolean {
  if (event.type === 'message_start' || event.type === 'content_block_start') return true;
  if (event.type !== 'message' && event.role !== 'assistant') return false;
  return asRecords(event.content).some((block) => asText(block.type) !== null);
}

function isCohere(event: JsonRecord): boolean {
  const message = recordAt(event, 'message');
  if (message !== null && asRecord(message)?.citations !== undefined) return true;
  return asRecords(event.citations).some((citation) => Array.isArray(citation.document_ids));
}

function isResponse(event: JsonRecord): boolean {
  if (asText(event.type)?.startsWith('response.') === true) return true;
  return event.object === 'response' || asRecords(event.output).some((out) => out.type === 'message');
}

function isGrok(event: JsonRecord): boolean {
  const model = asText(event.model) ?? asText(recordAt(event, 'response')?.model);
  return model?.toLowerCase().startsWith('grok') === true;
}

function recogniseCompletion(event: JsonRecord): ProviderName {
  if (isGrok(event)) return 'xai';
  if (asText(event.model)?.includes('sonar') === true) return 'perplexity';
  if (event.citations !== undefined || event.search_results !== undefined) return 'perplexity';
  const annotated = asRecords(event.choices).some((choice) =>
    Array.isArray(recordAt(choice, 'message')?.annotations),
  );
  return annotated ? 'openai' : 'unknown';
}
