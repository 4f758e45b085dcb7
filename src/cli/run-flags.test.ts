import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#domain/errors.ts';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { addRunFlags, type RunFlags, readRunFlags } from './run-flags.ts';

function read(args: readonly string[], model = '') {
  const command = addRunFlags(new Command('research'), 'the run');
  command.parse([...args], { from: 'user' });
  return readRunFlags(command.opts<RunFlags>(), { model });
}

describe('the flags of a run', () => {
  it('ask for nothing beyond the default when none is given', () => {
    expect(read([])).toEqual(DEFAULT_REQUEST);
  });

  it.each([
    ['2', 2_000_000],
    ['0.5', 500_000],
    ['0.000001', 1],
    ['1.10', 1_100_000],
  ])('take %s dollars as %i millionths', (text, costMicros) => {
    expect(read(['--max-cost', text]).budget.costMicros).toBe(costMicros);
  });

  it('take addresses as often as they are given, and a model where one is set', () => {
    const args = [
      '--url',
      'https://a.example/',
      '--sitemap',
      'http://b.example/',
      '--url',
      'https://c.example/',
    ];
    expect(read([...args, '--analyst', 'model', '--repairs', '0'], 'google:one')).toMatchObject({
      ...{ analyst: 'model', repairs: 0 },
      ...{ urls: ['https://a.example/', 'https://c.example/'], sitemaps: ['http://b.example/'] },
    });
  });

  it.each([
    ['--analyst', 'oracle'],
    ['--repairs', '6'],
    ['--repairs', '-1'],
    ['--max-tokens', '0'],
    ['--max-tokens', '2147483648'],
    ['--max-seconds', '1.5'],
    ['--max-cost', '0'],
    ['--max-cost', '1e3'],
    ['--max-cost', '0.0000001'],
    ['--max-cost', '-1'],
    ['--url', 'ftp://a.example/'],
    ['--url', `https://a.example/${'x'.repeat(2_000)}`],
    ['--sitemap', 'map'],
  ])('refuse %s %s and name it', (flag, value) => {
    expect(refusalOf([`${flag}=${value}`])).toEqual(['invalid-input', flag]);
  });

  it('refuse more addresses than a run may be given', () => {
    const many = Array.from({ length: 51 }, (_, index) => `--url=https://a.example/${index}`);
    expect(refusalOf(many)).toEqual(['invalid-input', '--url']);
  });

  it('refuse a model where none is set', () => {
    expect(refusalOf(['--analyst', 'model'])).toEqual(['setting-invalid', 'REGATLAS_MODEL']);
  });
});

function refusalOf(args: readonly string[]): readonly unknown[] {
  try {
    return [read(args)];
  } catch (error) {
    return isAppError(error) ? [error.code, error.place.field] : [error];
  }
}
