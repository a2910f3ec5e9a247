/** Which network addresses belong to the public internet: what others name is sent nowhere else. */

type Range = [first: bigint, bits: number];

const parts = (text: string, radix: number) => text.split(radix === 10 ? '.' : ':');

/** @returns an IPv4 address as a number; null where it is none, or written in another way */
function v4(text: string): bigint | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const bytes = parts(text, 10).map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** @returns an IPv6 address as a number; null where it is none */
function v6(text: string): bigint | null {
  const [address = ''] = text.split('%');
  // The last 32 bits may be written as an IPv4 address.
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const inner = tail ? v4(tail[2]!) : null;
  if (tail && inner === null) return null;
  const hex = tail
    ? `${tail[1]}${(inner! >> 16n).toString(16)}:${(inner! & 0xffffn).toString(16)}`
    : address;
  const halves = hex.split('::');
  if (halves.length > 2) return null;
  const [head, end] = halves.map((half) => (half === '' ? [] : parts(half, 16)));
  const missing = 8 - head!.length - (end?.length ?? 0);
  if (end ? missing < 1 : missing !== 0) return null;
  const groups = [...head!, ...Array<string>(end ? missing : 0).fill('0'), ...(end ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

const range =
  (read: (text: string) => bigint | null) =>
  (text: string): Range => {
    const [address, bits] = text.split('/') as [string, string];
    return [read(address)!, Number(bits)];
  };

/** The IANA registry of special-purpose addresses, and what clouds keep for themselves. */
const closed4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  '168.63.129.16/32' // of Azure, which answers for the machine
].map(range(v4));

/** Of what is given out at all, 2000::/3, what is not for the public. */
const open6 = range(v6)('2000::/3');
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(range(v6));

/** Where the last 32 bits are an IPv4 address, which decides. */
const mapped = ['::ffff:0:0/96', '64:ff9b::/96'].map(range(v6));

const within = (address: bigint, size: number, [first, bits]: Range) =>
  address >> BigInt(size - bits) === first >> BigInt(size - bits);

/**
 * @param text an IPv4 address in four decimal numbers, or an IPv6 address, without brackets
 * @returns whether it is one of the public internet; false for what is no address
 */
export function isPublicAddress(text: string): boolean {
  const four = v4(text);
  if (four !== null) return !closed4.some((range) => within(four, 32, range));
  const six = text.includes(':') ? v6(text) : null;
  if (six === null || text.includes('%')) return false;
  if (mapped.some((range) => within(six, 128, range))) {
    const inner = six & 0xffff_ffffn;
    return !closed4.some((range) => within(inner, 32, range));
  }
  return within(six, 128, open6) && !closed6.some((range) => within(six, 128, range));
}

/** Whether it is an address of the machine itself. */
export function isLoopback(text: string): boolean {
  const four = v4(text);
  if (four !== null) return four >> 24n === 127n;
  const six = text.includes(':') ? v6(text) : null;
  if (six === null) return false;
  return six === 1n || (six >> 32n === 0xffffn && (six >> 24n) % 256n === 127n);
}
