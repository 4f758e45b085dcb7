/**
 * Answers as the providers stream them, in our own words: the events of Gemini's streamGenerateContent, OpenAI's chat
 * completions and responses, and Anthropic's messages, each written as the provider's documentation describes them.
 */

/** A page that the provider's search found. */
export type FoundPage = { readonly url: string; readonly title: string };

/** What the events are to carry. `pieces` is how many events the words are spread over. */
export type Telling = {
  readonly text: string;
  readonly ending: 'stop' | 'length' | 'refusal' | 'none' | 'error';
  /** Present where the provider searched; empty when it found nothing and still refers to something. */
  readonly found: readonly FoundPage[] | null;
};

/** Protocols that are spoken. */
export type Protocol = 'chat' | 'responses' | 'gemini' | 'anthropic';

const USAGE = { input: 210, output: 34 };
const MODEL = 'judge-small-2026-01-01';
const CREATED = 1_700_000_000;

/** The whole body of the stream. */
export function streamOf(protocol: Protocol, telling: Telling): string {
  return STREAMS[protocol](telling);
}

const STREAMS: Readonly<Record<Protocol, (telling: Telling) => string>> = {
  chat: chatStream,
  responses: responsesStream,
  gemini: geminiStream,
  anthropic: anthropicStream,
};

/** Three pieces, so that nobody gets away with reading the first event or the last. */
function pieces(text: string): string[] {
  const size = Math.max(Math.ceil(text.length / 3), 1);
  const letters = [...text];
  return [0, 1, 2].map((index) => letters.slice(index * size, (index + 1) * size).join(''));
}

function dataLines(events: readonly object[], last = ''): string {
  return `${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}${last}`;
}

function namedEvents(events: readonly { readonly type: string }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

const OVERLOADED = 'The model is overloaded. Please try again later.';

function chatStream({ text, ending }: Telling): string {
  const chunk = (choices: readonly object[], more: object = {}) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: CREATED,
    model: MODEL,
    choices,
    ...more,
  });
  const delta = (given: object, finish_reason: string | null = null) =>
    chunk([{ index: 0, delta: given, finish_reason }]);
  const opening = delta({ role: 'assistant', content: '' });
  if (ending === 'error') {
    return dataLines([
      opening,
      { error: { message: OVERLOADED, type: 'server_error', code: null, param: null } },
    ]);
  }
  const usage = {
    prompt_tokens: USAGE.input,
    completion_tokens: USAGE.output,
    total_tokens: USAGE.input + USAGE.output,
  };
  if (ending === 'refusal') {
    const events = [opening, delta({ refusal: 'I cannot help with that.' }), delta({}, 'content_filter')];
    return dataLines([...events, chunk([], { usage })], 'data: [DONE]\n\n');
  }
  const words = [opening, ...pieces(text).map((content) => delta({ content }))];
  if (ending === 'none') return dataLines(words);
  return dataLines([...words, delta({}, ending), chunk([], { usage })], 'data: [DONE]\n\n');
}

function responsesStream({ text, ending, found }: Telling): string {
  const usage = {
    input_tokens: USAGE.input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: USAGE.output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: USAGE.input + USAGE.output,
  };
  const response = (status: string, more: object = {}) => ({
    id: 'resp_1',
    object: 'response',
    created_at: CREATED,
    status,
    error: null,
    incomplete_details: null,
    model: MODEL,
    output: [],
    usage: null,
    ...more,
  });
  let sequence_number = 0;
  const event = (type: string, more: object) => ({ type, sequence_number: sequence_number++, ...more });
  const opening = [event('response.created', { response: response('in_progress') })];
  if (ending === 'error') {
    const failure = { code: 'server_error', message: OVERLOADED };
    return namedEvents([
      ...opening,
      event('response.failed', { response: response('failed', { error: failure }) }),
    ]);
  }
  const search = {
    id: 'ws_1',
    type: 'web_search_call',
    status: 'completed',
    action: { type: 'search', query: 'permits' },
  };
  const at = found === null ? 0 : 1;
  const annotations = (found ?? []).map(({ url, title }) => ({
    type: 'url_citation',
    start_index: 0,
    end_index: text.length,
    url,
    title,
  }));
  const part =
    ending === 'refusal'
      ? { type: 'refusal', refusal: 'I cannot help with that.' }
      : { type: 'output_text', text, annotations, logprobs: [] };
  const item = (status: string, content: readonly object[]) => ({
    id: 'msg_1',
    type: 'message',
    status,
    role: 'assistant',
    content,
  });
  const where = { item_id: 'msg_1', output_index: at, content_index: 0 };
  const searching =
    found === null
      ? []
      : [
          event('response.output_item.added', {
            output_index: 0,
            item: { ...search, status: 'in_progress' },
          }),
          event('response.output_item.done', { output_index: 0, item: search }),
        ];
  const words =
    ending === 'refusal'
      ? [event('response.refusal.delta', { ...where, delta: 'I cannot help with that.' })]
      : pieces(text).map((delta) => event('response.output_text.delta', { ...where, delta, logprobs: [] }));
  const telling = [
    ...opening,
    ...searching,
    event('response.output_item.added', { output_index: at, item: item('in_progress', []) }),
    ...words,
  ];
  if (ending === 'none') return namedEvents(telling);
  const whole = item(ending === 'length' ? 'incomplete' : 'completed', [part]);
  const output = found === null ? [whole] : [search, whole];
  const isLong = ending === 'length';
  const last = isLong
    ? response('incomplete', { output, usage, incomplete_details: { reason: 'max_output_tokens' } })
    : response('completed', { output, usage });
  return namedEvents([
    ...telling,
    ...annotations.map((annotation, annotation_index) =>
      event('response.output_text.annotation.added', { ...where, annotation_index, annotation }),
    ),
    event('response.output_item.done', { output_index: at, item: whole }),
    event(isLong ? 'response.incomplete' : 'response.completed', { response: last }),
  ]);
}

function geminiStream({ text, ending, found }: Telling): string {
  const usageMetadata = {
    promptTokenCount: USAGE.input,
    candidatesTokenCount: USAGE.output,
    totalTokenCount: USAGE.input + USAGE.output,
  };
  const facts = { usageMetadata, modelVersion: MODEL, responseId: 'gen-1' };
  if (ending === 'refusal') {
    return dataLines([{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...facts }]);
  }
  const event = (words: string, more: object = {}) => ({
    candidates: [{ content: { role: 'model', parts: [{ text: words }] }, index: 0, ...more }],
    ...facts,
  });
  const [first = '', second = '', third = ''] = pieces(text);
  if (ending === 'error') {
    return dataLines([event(first), { error: { code: 503, message: OVERLOADED, status: 'UNAVAILABLE' } }]);
  }
  if (ending === 'none') return dataLines([event(first), event(second)]);
  const finishReason = ending === 'length' ? 'MAX_TOKENS' : 'STOP';
  if (found === null) return dataLines([event(first), event(second), event(third, { finishReason })]);
  const chunks = found.map(({ url, title }) => ({ web: { uri: url, title } }));
  const support = (index: number, words: string) => ({
    segment: { endIndex: Buffer.byteLength(words), text: words },
    groundingChunkIndices: [index],
  });
  // The pages come before the last event, and what refers to them with it.
  return dataLines([
    event(first, { groundingMetadata: { webSearchQueries: ['permits'], groundingChunks: chunks } }),
    event(second),
    event(third, {
      finishReason,
      groundingMetadata: {
        webSearchQueries: ['permits'],
        groundingSupports: (found.length === 0 ? [0] : chunks.map((_, index) => index)).map((index) =>
          support(index, text),
        ),
      },
    }),
  ]);
}

function anthropicStream({ text, ending, found }: Telling): string {
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: MODEL,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: USAGE.input, output_tokens: 1 },
  };
  const opening = [{ type: 'message_start', message }, { type: 'ping' }];
  if (ending === 'error') {
    return namedEvents([
      ...opening,
      { type: 'error', error: { type: 'overloaded_error', message: OVERLOADED } } as { type: string },
    ]);
  }
  const block = (index: number, content_block: object, deltas: readonly object[]) => [
    { type: 'content_block_start', index, content_block },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
  const searching = found === null ? [] : searchBlocks(found, block);
  const citations = (found ?? []).map(({ url, title }) => ({
    type: 'citations_delta',
    citation: { type: 'web_search_result_location', url, title, encrypted_index: 'x', cited_text: text },
  }));
  const deltas = pieces(text).map((piece) => ({ type: 'text_delta', text: piece }));
  const index = found === null ? 0 : 2;
  const words =
    ending === 'refusal' ? [] : block(index, { type: 'text', text: '' }, [...citations, ...deltas]);
  if (ending === 'none') return namedEvents([...opening, ...searching, ...words.slice(0, -1)]);
  const stop_reason = { stop: 'end_turn', length: 'max_tokens', refusal: 'refusal' }[ending];
  const end = { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: USAGE.output } };
  return namedEvents([
    ...opening,
    ...searching,
    ...words,
    { type: 'message_delta', ...end } as { type: string },
    { type: 'message_stop' },
  ]);
}

function searchBlocks(
  found: readonly FoundPage[],
  block: (index: number, content: object, deltas: readonly object[]) => { type: string }[],
): { type: string }[] {
  const use = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} };
  const input = { type: 'input_json_delta', partial_json: '{"query":"permits"}' };
  const content = found.map(({ url, title }) => ({
    type: 'web_search_result',
    url,
    title,
    encrypted_content: 'x',
    page_age: null,
  }));
  const result = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content };
  return [...block(0, use, [input]), ...block(1, result, [])];
}
