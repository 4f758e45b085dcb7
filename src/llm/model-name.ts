/** How a model is named in the setting REGATLAS_MODEL: `provider:model`, with `@https://host/v1` where it is elsewhere. */

/** Providers that are known by name; `openai-compatible` is any server that speaks OpenAI's chat completions. */
export const MODEL_PROVIDERS = ['google', 'openai', 'anthropic', 'openai-compatible'] as const;

/** See {@link MODEL_PROVIDERS}. */
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** A model by name. `baseUrl` null stands for the provider's own address. */
export type ModelName = {
  readonly provider: ModelProvider;
  readonly model: string;
  readonly baseUrl: string | null;
};

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The name's parts, or one phrase that says what is wrong with it and never repeats it. */
export function parseModelName(text: string): ModelName | string {
  const colon = text.indexOf(':');
  const provider = MODEL_PROVIDERS.find((known) => known === text.slice(0, colon));
  if (provider === undefined) return `must begin with one of ${MODEL_PROVIDERS.join(', ')}, and a colon`;
  const rest = text.slice(colon + 1);
  const at = rest.search(/@https?:\/\//);
  const model = at === -1 ? rest : rest.slice(0, at);
  if (!/^[\w./:@-]{1,200}$/.test(model)) return `must name a model behind “${provider}:”`;
  if (at === -1) {
    if (provider !== 'openai-compatible') return { provider, model, baseUrl: null };
    return 'must end in the address of the server, as in openai-compatible:llama3@http://127.0.0.1:11434/v1';
  }
  const url = URL.parse(rest.slice(at + 1));
  if (url === null) return 'must end in a well-formed address';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return 'must have an address without user, password, query and fragment; the key goes into REGATLAS_MODEL_KEY';
  }
  return { provider, model, baseUrl: url.href.replace(/\/$/, '') };
}

/** True when a key may be sent there: encrypted, or not leaving this machine. */
export function isPrivateWay(baseUrl: string | null): boolean {
  if (baseUrl === null) return true;
  const url = new URL(baseUrl);
  return url.protocol === 'https:' || LOOPBACK.test(url.hostname);
}
