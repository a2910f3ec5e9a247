import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLoopback, isPublicAddress } from './network-address';

/** The same lists, as Node reads them: another hand than ours. */
const private4 = new BlockList();
for (const [first, bits] of [
  ...[
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16]
  ],
  ...[
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24]
  ],
  ...[
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24]
  ],
  ...[
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
    ['168.63.129.16', 32]
  ]
] as [string, number][])
  private4.addSubnet(first, bits, 'ipv4');
const given6 = new BlockList();
given6.addSubnet('2000::', 3, 'ipv6');
const private6 = new BlockList();
for (const [first, bits] of [
  ...[
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20]
  ]
] as [string, number][])
  private6.addSubnet(first, bits, 'ipv6');

test.each([
  ...['127.0.0.1', '127.255.255.254', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.100.100.200', '0.0.0.0', '255.255.255.255', '224.0.0.1'],
  ...['168.63.129.16', '192.0.0.192', '::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254'],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '64:ff9b::10.0.0.1', 'ff02::1'],
  ...['::127.0.0.1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'fe80::1%eth0', '2600::1%eth0'],
  ...['0:0:0:0:0:ffff:127.0.0.1', '0000:0000:0000:0000:0000:0000:0000:0001'],
  ...['', 'localhost', '2130706433', '0x7f000001', '127.1', '0177.0.0.1', '1.2.3.256', '1.2.3.4.5'],
  ...[':', ':::', '1::2::3', '12345::', 'g::1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '::1.2.3']
])('%s is not of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0'],
  ...['2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450:4001:81b::200e', '3ffe::1'],
  ...['::ffff:8.8.8.8', '64:ff9b::808:808']
])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('IPv4 agrees with Node, however mapped', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const isOpen = !private4.check(address, 'ipv4');
      expect(isPublicAddress(address)).toBe(isOpen);
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isOpen);
      expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isOpen);
    })
  );
});

test('IPv6 agrees with Node', () => {
  const near = fc.constantFrom('2001:', '2001:db8:', '2002:', '3fff:', '2600:', 'fe80:', 'fd00:');
  const hex = fc.integer({ min: 0, max: 65_535 }).map((group) => group.toString(16));
  const some = fc
    .tuple(near, fc.array(hex, { minLength: 5, maxLength: 5 }))
    .map(([head, rest]) => `${head}:${rest.join(':')}`.replace(':::', '::'));
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), some), (address) => {
      fc.pre(!/^(::ffff:|64:ff9b:)/.test(address) && !address.includes('.'));
      const isOpen = given6.check(address, 'ipv6') && !private6.check(address, 'ipv6');
      expect([address, isPublicAddress(address)]).toEqual([address, isOpen]);
    })
  );
});

test('no text throws, and what is loopback is not public', () => {
  const text = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.webAuthority());
  fc.assert(
    fc.property(text, (address) => {
      if (isLoopback(address)) expect(isPublicAddress(address)).toBe(false);
      else expect(typeof isPublicAddress(address)).toBe('boolean');
    })
  );
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).not.toContain(
    false
  );
  expect(['128.0.0.1', '::2', '::ffff:10.0.0.1', 'x'].map(isLoopback)).not.toContain(true);
});
