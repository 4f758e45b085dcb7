import { expect, it } from 'vitest';
import { forwardedAddress } from './address-of-reader.ts';

it.each([
  [0, '203.0.113.5', undefined],
  [1, '203.0.113.5', '203.0.113.5'],
  [1, '192.0.2.1, 203.0.113.5', '203.0.113.5'],
  [2, '192.0.2.1, 203.0.113.5, 10.0.0.1', '203.0.113.5'],
  [2, '203.0.113.5', undefined],
  [1, '', undefined],
])('behind %i proxies, “%s” comes from %s', (proxies, header, address) => {
  expect(forwardedAddress(proxies, header)).toBe(address);
});
