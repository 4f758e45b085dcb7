import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import { parseTarget, readAllowedHosts } from './parse-target.ts';

const NONE = readAllowedHosts([]);

function codeOf(text: string, allowed = NONE): ErrorCode | 'passed' {
  try {
    parseTarget(text, allowed);
    return 'passed';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('parseTarget', () => {
  it.each([
    ['ftp://example.org/a', 'invalid-input'],
    ['file:///etc/passwd', 'invalid-input'],
    ['javascript:alert(1)', 'invalid-input'],
    ['data:text/plain,hello', 'invalid-input'],
    ['gopher://example.org/', 'invalid-input'],
    ['not an address', 'invalid-input'],
    ['', 'invalid-input'],
    ['/relative', 'invalid-input'],
    [`https://example.org/${'a'.repeat(9_000)}`, 'invalid-input'],
    ['https://user@example.org/', 'invalid-input'],
    ['https://user:secret@example.org/', 'invalid-input'],
    ['https://:secret@example.org/', 'invalid-input'],
    ['http://example.org:22/', 'forbidden-address'],
    ['http://example.org:6379/', 'forbidden-address'],
    ['http://127.0.0.1/', 'forbidden-address'],
    ['http://2130706433/', 'forbidden-address'],
    ['http://0x7f000001/', 'forbidden-address'],
    ['http://0177.0.0.1/', 'forbidden-address'],
    ['http://0x7f.1/', 'forbidden-address'],
    ['http://127.1/', 'forbidden-address'],
    ['http://0/', 'forbidden-address'],
    ['http://①②⑦.0.0.1/', 'forbidden-address'],
    ['http://127。0。0。1/', 'forbidden-address'],
    ['http://169.254.169.254/latest/meta-data/', 'forbidden-address'],
    ['http://[::1]/', 'forbidden-address'],
    ['http://[::ffff:7f00:1]/', 'forbidden-address'],
    ['http://[0:0:0:0:0:ffff:10.0.0.1]/', 'forbidden-address'],
    ['https://example.org/', 'passed'],
    ['https://example.org:8443/a?b=c', 'passed'],
    ['http://8.8.8.8/', 'passed'],
    ['http://[2606:4700:4700::1111]/', 'passed'],
  ])('%s → %s', (text, expected) => {
    expect(codeOf(text)).toBe(expected);
  });

  it('opens a named host on every port, and a named host and port on that port only', () => {
    const allowed = readAllowedHosts([' LocalHost ', '127.0.0.1:9000', '[::1]:9000', '']);
    expect(codeOf('http://localhost:1234/', allowed)).toBe('passed');
    expect(codeOf('http://localhost.:1234/', allowed)).toBe('passed');
    expect(codeOf('http://127.0.0.1:9000/', allowed)).toBe('passed');
    expect(codeOf('http://[::1]:9000/', allowed)).toBe('passed');
    expect(codeOf('http://127.0.0.1:9001/', allowed)).toBe('forbidden-address');
    expect(codeOf('http://127.0.0.1/', allowed)).toBe('forbidden-address');
  });

  it('drops the fragment and never prints a password', () => {
    expect(parseTarget('https://Example.org/a#part', NONE).href).toBe('https://example.org/a');
    expect(() => parseTarget('https://user:hunter2@example.org/', NONE)).toThrow(/^(?!.*hunter2)/);
  });
});
