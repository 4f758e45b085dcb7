/**
 * A server on this machine that speaks the wire protocols of OpenAI's chat completions, Gemini's generateContent and
 * Anthropic's messages. It answers what a test scripted for it and keeps every request, so that a test can see what went out.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
};

/**
 * What to answer. `text`: the model's words; `refusal`: it declines; `cut`: half the answer, then the line goes dead;
 * `hang`: nothing, ever; `status`: an error of the provider, with these headers.
 */
export type Scripted =
  | { readonly kind: 'text'; readonly text: string; readonly finish?: 'stop' | 'length' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'raw'; readonly body: string }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    };

/** The server; `script` says what the request gets. */
export type ModelServer = AsyncDisposable & {
  readonly address: string;
  readonly seen: readonly SeenRequest[];
};

/** Starts it on any free port of 127.0.0.1. */
export async function startModelServer(script: (request: SeenRequest) => Scripted): Promise<ModelServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    const one = { path: request.url ?? '', headers: request.headers, body };
    seen.push(one);
    answer(response, ENVELOPES[protocolOf(one)], script(one));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Protocol = 'openai' | 'gemini' | 'anthropic';

function protocolOf({ path }: SeenRequest): Protocol {
  if (path.includes('generateContent')) return 'gemini';
  return path.endsWith('/messages') ? 'anthropic' : 'openai';
}

const ENVELOPES: Readonly<Record<Protocol, (scripted: Scripted) => object>> = {
  openai: chatCompletion,
  gemini: generateContent,
  anthropic: message,
};

function answer(
  response: ServerResponse,
  envelope: (scripted: Scripted) => object,
  scripted: Scripted,
): void {
  if (scripted.kind === 'hang') return;
  if (scripted.kind === 'status') {
    response.writeHead(scripted.status, { 'content-type': 'application/json', ...scripted.headers });
    response.end(scripted.body ?? '{"error":{"message":"no","code":"no","type":"no"}}');
    return;
  }
  const text = scripted.kind === 'raw' ? scripted.body : JSON.stringify(envelope(scripted));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  if (scripted.kind !== 'cut') {
    response.end(text);
    return;
  }
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function chatCompletion(scripted: Scripted): object {
  const refusal = scripted.kind === 'refusal' ? 'I cannot help with that.' : null;
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'judge-small-2026-01-01',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: refusal === null ? wordsOf(scripted) : null, refusal },
        finish_reason: scripted.kind === 'text' ? (scripted.finish ?? 'stop') : 'stop',
      },
    ],
    usage: { prompt_tokens: 210, completion_tokens: 34, total_tokens: 244 },
  };
}

function generateContent(scripted: Scripted): object {
  if (scripted.kind === 'refusal') {
    return {
      promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
      usageMetadata: { promptTokenCount: 210 },
    };
  }
  const length = scripted.kind === 'text' && scripted.finish === 'length';
  return {
    candidates: [
      {
        content: { role: 'model', parts: [{ text: wordsOf(scripted) }] },
        finishReason: length ? 'MAX_TOKENS' : 'STOP',
        index: 0,
      },
    ],
    usageMetadata: { promptTokenCount: 210, candidatesTokenCount: 34, totalTokenCount: 244 },
    modelVersion: 'judge-small-2026-01',
  };
}

function message(scripted: Scripted): object {
  const isLong = scripted.kind === 'text' && scripted.finish === 'length';
  const ended = isLong ? 'max_tokens' : 'end_turn';
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'judge-small-2026-01',
    content: scripted.kind === 'refusal' ? [] : [{ type: 'text', text: wordsOf(scripted) }],
    stop_reason: scripted.kind === 'refusal' ? 'refusal' : ended,
    stop_sequence: null,
    usage: { input_tokens: 210, output_tokens: 34 },
  };
}

function wordsOf(scripted: Scripted): string {
  return scripted.kind === 'text'
    ? scripted.text
    : '{"verdict":"supported","passages":["P1"],"rationale":"It says so."}';
}

/** The question in a request, whichever protocol it came by: instructions, and the JSON document beside them. */
export function questionOf({ body }: SeenRequest): {
  system: string;
  document: { sentence: string; passages: { id: string; text: string }[] };
} {
  if ('contents' in body) {
    const { systemInstruction, contents } = body as {
      systemInstruction: { parts: { text: string }[] };
      contents: { parts: { text: string }[] }[];
    };
    return {
      system: systemInstruction.parts.map((part) => part.text).join(''),
      document: JSON.parse(
        contents
          .at(-1)
          ?.parts.map((part) => part.text)
          .join('') ?? '',
      ),
    };
  }
  const messages = body.messages as { role: string; content: string | { text: string }[] }[];
  const words = (role: string) => {
    const content = messages.find((message) => message.role === role)?.content ?? '';
    return typeof content === 'string' ? content : content.map((part) => part.text).join('');
  };
  const system = (body.system as { text: string }[] | undefined)?.map((part) => part.text).join('');
  return { system: system ?? (words('system') || words('developer')), document: JSON.parse(words('user')) };
}
