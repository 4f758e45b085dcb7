import { afterEach, expect, it, vi } from 'vitest';
import { processOutput } from './output.ts';

afterEach(() => vi.restoreAllMocks());

const HOSTILE = 'A title\u001b]0;owned\u0007 \u001b[2J\u202eevil\u200b\ttab';
const HARMLESS = 'A title]0;owned [2Jevil\ttab\n';

it('writes lines for people without anything a terminal would obey', () => {
  const written: string[] = [];
  const keep = (text: string | Uint8Array) => {
    written.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const out = processOutput(false);
  for (const write of [out.line, out.note, out.hint]) write(HOSTILE);
  expect(written).toEqual([HARMLESS, HARMLESS, HARMLESS]);
});

it('leaves an export as it is', () => {
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  processOutput(false).raw(HOSTILE);
  expect(write.mock.calls.map(([text]) => text)).toEqual([HOSTILE]);
});
