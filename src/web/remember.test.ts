import { expect, it } from 'vitest';
import { createMemory } from './remember.ts';

it('makes a value once, forgets the least used, and does not remember a failure', async () => {
  const made: string[] = [];
  const remember = createMemory<string>(2);
  const get = (key: string) =>
    remember(key, async () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([await get('a'), await get('a'), await get('b')]).toEqual(['A', 'A', 'B']);
  await get('a');
  await get('c');
  await get('a');
  await get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  await expect(remember('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await remember('x', async () => 'yes')).toBe('yes');
});
