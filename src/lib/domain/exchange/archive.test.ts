import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { isArchive, namesIn } from './archive';

const packed = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(3)])));
const joined = (...parts: (Uint8Array | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => [...part]));

describe('the names of what an archive holds', () => {
  test('in their order, wherever they would lead: nothing is unpacked by them', () => {
    const names = ['b/c.xml', 'a', '../../etc/passwd', '/x', 'C:\\y'];
    expect(namesIn(packed(...names))).toEqual(names);
  });

  test('with a comment behind, and one that looks like the end', () => {
    const plain = packed('a.xml');
    const commented = joined(plain, Array(300).fill(0x20));
    commented.set([300 % 256, 1], plain.length - 2);
    expect(namesIn(commented)).toEqual(['a.xml']);
  });

  test('within bytes that are part of more', () => {
    const plain = packed('a.xml');
    expect(namesIn(joined([9, 9], plain, [9]).subarray(2, 2 + plain.length))).toEqual(['a.xml']);
  });

  test('of half an archive, or none, are none', () => {
    const whole = packed('a.xml', 'b.xml');
    expect(namesIn(whole.subarray(0, whole.length / 2))).toEqual([]);
    expect(namesIn(new Uint8Array())).toEqual([]);
    expect(namesIn(new TextEncoder().encode('PK\x03\x04 and words'))).toEqual([]);
  });

  test('however many there are said to be', () => {
    const bytes = new Uint8Array(46 * 10_100 + 22);
    for (let at = 0; at < 46 * 10_100; at += 46) bytes.set([0x50, 0x4b, 1, 2], at);
    bytes.set([0x50, 0x4b, 5, 6], bytes.length - 22);
    expect(namesIn(bytes)).toHaveLength(10_000);
  });

  test('whatever bytes are changed, there is an answer', () => {
    const sound = packed('a.xml', 'b/c.xml', 'd');
    const scratches = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1 });
    fc.assert(
      fc.property(scratches, (scratches) => {
        const bytes = sound.slice();
        for (const [at, value] of scratches) bytes[at] = value;
        return namesIn(bytes).length <= 10_000;
      }),
      { numRuns: 200 }
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => namesIn(bytes).length === 0));
  });
});

test('an archive is told by its beginning, one without files too', () => {
  expect([packed('a'), packed()].map(isArchive)).toEqual([true, true]);
  for (const text of ['', 'P', 'PK', 'PK and so on'])
    expect(isArchive(new TextEncoder().encode(text))).toBe(false);
});
