import { lookup as resolve } from 'node:dns';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { post, reach } from '../../src/lib/server/outgoing';
import { receiver } from './webhook-fixtures';

let system: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  system = await receiver();
});
beforeEach(() => {
  vi.stubEnv('WEBHOOK_RECEIVERS', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => system.close());

const to = (host: string, protocol = 'http') =>
  post(`${protocol}://${host}:${system.port}/hook`, {}, '{}', { timeout: 2000 });
const forbidden = { failed: 'The address leads into a private network, where nothing is sent' };

/** Every way that we know to say: this machine, or one beside it. */
const disguises = [
  ...['127.0.0.1', 'localhost', 'LOCALHOST', '2130706433', '0x7f000001', '0177.0.0.1'],
  ...['127.1', '127.0.1', '0', '0.0.0.0', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...[
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[64:ff9b::7f00:1]',
    '[::127.0.0.1]',
    '127.0.0.1.',
    '①②⑦.0.0.1'
  ],
  ...[
    '10.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '169.254.169.254',
    '2852039166',
    '0xA9.0xFE.0xA9.0xFE'
  ],
  ...[
    '100.100.100.200',
    '168.63.129.16',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fc00::1]',
    '[2002:7f00:1::]'
  ]
];

test.each(disguises)('nothing is sent to %s', async (host) => {
  for (const protocol of ['http', 'https']) expect(await to(host, protocol)).toEqual(forbidden);
  expect(system.received).toEqual([]);
});

test('nothing is sent to localhost with a dot, which some look up and some do not', async () => {
  expect(await to('localhost.')).toHaveProperty('failed');
  expect(system.received).toEqual([]);
});

test('nothing is sent to any address of a private range, however it is written', async () => {
  const inner = fc.constantFrom(
    ...[
      [127, 0, 0, 1],
      [10, 1, 2, 3],
      [172, 20, 0, 1],
      [192, 168, 7, 7],
      [169, 254, 169, 254]
    ]
  );
  const written = inner.chain((bytes) => {
    const [a, b, c, d] = bytes as [number, number, number, number];
    const whole = ((a * 256 + b) * 256 + c) * 256 + d;
    const hex = (byte: number) => byte.toString(16).padStart(2, '0');
    return fc.constantFrom(
      ...[
        `${whole}`,
        `0x${whole.toString(16)}`,
        `0${whole.toString(8)}`,
        `${a}.${whole % 2 ** 24}`
      ],
      ...[bytes.map((byte) => `0x${byte.toString(16)}`).join('.'), `${a}.${b}.${c * 256 + d}`],
      ...[bytes.map((byte) => `0${byte.toString(8)}`).join('.'), `[::ffff:${bytes.join('.')}]`],
      ...[`[::ffff:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}]`, `[64:ff9b::${bytes.join('.')}]`]
    );
  });
  await fc.assert(
    fc.asyncProperty(written, async (host) => {
      expect(await to(host, 'https')).toEqual(forbidden);
    })
  );
});

test('a name that means a public address at first and this machine then is not followed', async () => {
  let asked = 0;
  const rebinding = ((...[, , answer]: unknown[]) => {
    asked++;
    const address = asked === 1 ? '127.0.0.1' : '93.184.216.34';
    (answer as (error: null, found: object[]) => void)(null, [{ address, family: 4 }]);
  }) as unknown as typeof resolve;
  const options = { timeout: 2000, lookup: rebinding };
  expect(await post(`https://sis.example.org:${system.port}`, {}, '{}', options)).toEqual(
    forbidden
  );
  expect(asked).toBe(1);
  // One private address among public ones is one too many.
  const mixed = ((...[, , answer]: unknown[]) => {
    const found = ['93.184.216.34', '10.0.0.1'].map((address) => ({ address, family: 4 }));
    (answer as (error: null, found: object[]) => void)(null, found);
  }) as unknown as typeof resolve;
  const both = { timeout: 2000, lookup: mixed };
  expect(await post('https://sis.example.org', {}, '{}', both)).toEqual(forbidden);
  expect(system.received).toEqual([]);
});

test('this machine or network is reached where whoever runs it says so, by a name too', async () => {
  expect(reach()).toBe('public');
  vi.stubEnv('WEBHOOK_RECEIVERS', 'loopback');
  expect(await to('127.0.0.1')).toMatchObject({ status: 204 });
  expect(await to('localhost')).toMatchObject({ status: 204 });
  expect(await to('[::ffff:127.0.0.1]')).toMatchObject({ status: 204 });
  expect(await to('10.0.0.1')).toEqual(forbidden);
  expect(await to('169.254.169.254')).toEqual(forbidden);
  vi.stubEnv('WEBHOOK_RECEIVERS', 'private');
  expect(await to('127.0.0.1')).toMatchObject({ status: 204 });
  // In the clear nothing leaves the network.
  expect(await to('93.184.216.34', 'http')).toEqual({ failed: expect.stringMatching(/https/) });
});

test('what goes wrong is said in words', async () => {
  vi.stubEnv('WEBHOOK_RECEIVERS', 'loopback');
  expect(await to('no-such-host.invalid')).toEqual({
    failed: expect.stringMatching(/no host of this name|could not be looked up/)
  });
  const gone = await receiver();
  await gone.close();
  expect(await post(gone.url, {}, '{}')).toEqual({ failed: 'The host takes no connection there' });
  // It speaks no TLS.
  expect(await to('127.0.0.1', 'https')).toEqual({ failed: expect.stringContaining('EPROTO') });
});
