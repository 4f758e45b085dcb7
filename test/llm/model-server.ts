/**
 * A server on this machine that speaks the wire protocols of Gemini's streamGenerateContent, OpenAI's chat completions
 * and responses, and Anthropic's messages. It answers what a test scripted for it and keeps every request, so that a
 * test can see what went out.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FoundPage, type Protocol, streamOf, type Telling } from './wire-events.ts';

/** A request as it arrived. */
export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
};

/**
 * What to answer. `text`: the model's words, with the pages that its search found; `refusal`: it declines; `cut`: half
 * the answer, then the line goes dead; `unended`: the stream ends without saying so; `broken-off`: an error amid the
 * stream; `hang`: nothing, ever; `raw`: this body; `status`: an error of the provider, with these headers.
 */
export type Scripted =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly finish?: 'stop' | 'length';
      readonly found?: readonly FoundPage[];
    }
  | { readonly kind: 'refusal' | 'cut' | 'unended' | 'broken-off' | 'hang' }
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
    answer(response, protocolOf(one), script(one));
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

function protocolOf({ path }: SeenRequest): Protocol {
  if (path.includes('streamGenerateContent')) return 'gemini';
  if (path.endsWith('/responses')) return 'responses';
  return path.endsWith('/messages') ? 'anthropic' : 'chat';
}

function answer(response: ServerResponse, protocol: Protocol, scripted: Scripted): void {
  if (scripted.kind === 'hang') return;
  if (scripted.kind === 'status') {
    response.writeHead(scripted.status, { 'content-type': 'application/json', ...scripted.headers });
    response.end(scripted.body ?? '{"error":{"message":"no","code":"no","type":"no"}}');
    return;
  }
  if (scripted.kind === 'raw') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(scripted.body);
    return;
  }
  const body = streamOf(protocol, tellingOf(scripted));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (scripted.kind !== 'cut') {
    response.end(body);
    return;
  }
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

const USUAL = '{"verdict":"supported","passages":["P1"],"rationale":"It says so."}';

type Told = Exclude<Scripted, { readonly kind: 'raw' | 'status' }>;

function tellingOf(scripted: Told): Telling {
  switch (scripted.kind) {
    case 'text':
      return { text: scripted.text, ending: scripted.finish ?? 'stop', found: scripted.found ?? null };
    case 'refusal':
      return { text: '', ending: 'refusal', found: null };
    case 'cut':
    case 'hang':
      return { text: USUAL, ending: 'stop', found: null };
    case 'unended':
      return { text: USUAL, ending: 'none', found: null };
    case 'broken-off':
      return { text: USUAL, ending: 'error', found: null };
  }
}

/** The question to a judge, whichever protocol it came by. */
export function questionOf(request: SeenRequest): {
  system: string;
  document: { sentence: string; passages: { id: string; text: string }[] };
} {
  const { system, prompt } = wordsOf(request);
  return { system, document: JSON.parse(prompt) };
}

type Content = string | readonly { readonly text: string }[];

/** Instructions and material of a request, whichever protocol it came by. */
export function wordsOf({ body }: SeenRequest): { system: string; prompt: string } {
  const joined = (content: Content | undefined) =>
    typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join('');
  if ('contents' in body) {
    const { systemInstruction, contents } = body as {
      systemInstruction: { parts: { text: string }[] };
      contents: { parts: { text: string }[] }[];
    };
    return { system: joined(systemInstruction.parts), prompt: joined(contents.at(-1)?.parts) };
  }
  const turns = (body.messages ?? body.input) as { role: string; content: Content }[];
  const said = (role: string) => joined(turns.find((turn) => turn.role === role)?.content);
  const system = joined(body.system as Content | undefined);
  return { system: system || said('system') || said('developer'), prompt: said('user') };
}
