import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { assertPublicAddress, classifyAddress } from './check-address.ts';

const REFUSED = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:0808:0808::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '[::1]',
  'localhost',
  '',
];

const PASSED = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.215.14',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.0.3.1',
  '198.17.255.255',
  '198.20.0.1',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80b::200e',
  '[2620:fe::fe]',
];

describe('classifyAddress', () => {
  it.each(REFUSED)('refuses %s', (address) => {
    expect(classifyAddress(address)).not.toBe('public');
  });

  it.each(PASSED)('passes %s', (address) => {
    expect(classifyAddress(address)).toBe('public');
  });

  it('never passes an IPv4 address that is wrapped in IPv6', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'),
        (address, prefix) => {
          expect(classifyAddress(`${prefix}${address}`)).not.toBe('public');
        },
      ),
    );
  });
});

describe('assertPublicAddress', () => {
  it('names host, address, range and the setting that opens it', () => {
    const attempt = () => assertPublicAddress('intranet.example', '10.1.2.3');
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(/intranet\.example \(10\.1\.2\.3\).*private/);
    try {
      attempt();
    } catch (error) {
      expect((error as AppError).code).toBe('forbidden-address');
      expect((error as AppError).remedy).toContain('REGATLAS_FETCH_ALLOW_HOSTS');
    }
  });
});
