import { expect, it } from 'vitest';
import { isPrivateWay, parseModelName } from './model-name.ts';

it.each([
  ['google:gemini-2.5-flash', { provider: 'google', model: 'gemini-2.5-flash', baseUrl: null }],
  ['openai:gpt-5-mini', { provider: 'openai', model: 'gpt-5-mini', baseUrl: null }],
  [
    'openai-compatible:llama3:8b@http://127.0.0.1:11434/v1/',
    { provider: 'openai-compatible', model: 'llama3:8b', baseUrl: 'http://127.0.0.1:11434/v1' },
  ],
  [
    'anthropic:judge@2026@https://models.example/v1',
    { provider: 'anthropic', model: 'judge@2026', baseUrl: 'https://models.example/v1' },
  ],
])('a model is named %s', (text, expected) => {
  expect(parseModelName(text)).toEqual(expected);
});

it.each([
  ['gemini-2.5-flash', 'must begin with one of'],
  ['mistral:large', 'must begin with one of'],
  ['openai:', 'must name a model'],
  ['openai:two words', 'must name a model'],
  ['openai-compatible:llama3', 'must end in the address'],
  ['openai:x@https://', 'must end in a well-formed address'],
  ['openai:x@https://ana:secret@models.example/v1', 'without user, password'],
  ['openai:x@https://models.example/v1?key=secret', 'without user, password'],
])('%s names none, and what is wrong is said without repeating it', (text, expected) => {
  const problem = parseModelName(text);
  expect(problem).toContain(expected);
  expect(problem).not.toContain('secret');
});

it.each([
  [null, true],
  ['https://models.example/v1', true],
  ['http://127.0.0.1:11434/v1', true],
  ['http://[::1]:11434/v1', true],
  ['http://models.example/v1', false],
  ['http://127.0.0.1.models.example/v1', false],
])('a key may go to %s: %s', (baseUrl, expected) => {
  expect(isPrivateWay(baseUrl)).toBe(expected);
});
