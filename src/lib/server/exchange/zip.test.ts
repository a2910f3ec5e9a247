import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unzip, usualLimits, zip } from './zip';

const megabyte = 2 ** 20;
const zeros = (size: number) => new Uint8Array(size);
const noise = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * i * 31) >> 5);

/** Where the bytes of a 32-bit signature stand, one after the other. */
function places(bytes: Uint8Array, signature: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const all = [...Array(Math.max(0, bytes.length - 3)).keys()];
  return all.filter((at) => view.getUint32(at, true) === signature);
}
const listings = (bytes: Uint8Array) => places(bytes, 0x02014b50);
const locals = (bytes: Uint8Array) => places(bytes, 0x04034b50);
const end = (bytes: Uint8Array) => places(bytes, 0x06054b50).at(-1)!;

/** A copy of an archive with some of its numbers exchanged. */
function forged(bytes: Uint8Array, forge: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  forge(new DataView(copy.buffer));
  return copy;
}

const flawOf = (bytes: Uint8Array, limits = usualLimits) => {
  const result = unzip(bytes, limits);
  return 'flaw' in result ? result.flaw : null;
};

const path = fc.stringMatching(/^[a-zé_]{1,8}(\/[a-z0-9 ]{1,8}){0,3}\.[a-z]{1,4}$/);
const files = fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 300 })), {
  selector: ([path]) => path,
  maxLength: 8
});

test('what was packed is unpacked', () => {
  fc.assert(
    fc.property(files, (files) => {
      const unpacked = unzip(zip(files)) as Map<string, Uint8Array>;
      const plain = [...unpacked].map(([path, file]) => [path, [...file]]);
      expect(Object.fromEntries(plain)).toEqual(
        Object.fromEntries(files.map(([path, file]) => [path, [...file]]))
      );
    })
  );
});

test('the same files make the same archive, whenever', () => {
  expect(zip([['a.xml', '<a/>']])).toEqual(zip([['a.xml', '<a/>']]));
});

test('a comment at the end, folders and paths of Windows are no matter', () => {
  const plain = zip([
    ['folder/', ''],
    ['folder\\a.xml', 'é']
  ]);
  const commented = forged(new Uint8Array([...plain, ...noise(300)]), (view) =>
    view.setUint16(end(plain) + 20, 300, true)
  );
  const unpacked = unzip(commented) as Map<string, Uint8Array>;
  expect([...unpacked].map(([path, file]) => [path, new TextDecoder().decode(file)])).toEqual([
    ['folder/a.xml', 'é']
  ]);
});

test('only what is wanted is unpacked', () => {
  const archive = zip([
    ['big.mp3', zeros(20 * megabyte)],
    ['a.xml', '<a/>']
  ]);
  const wanted = (path: string) => path.endsWith('.xml');
  expect([...(unzip(archive, { ...usualLimits, wanted }) as Map<string, unknown>).keys()]).toEqual([
    'a.xml'
  ]);
});

describe('bombs', () => {
  const bomb = zip([['zeros', zeros(10 * megabyte)]]);

  test('ten megabytes of zeros', () => {
    expect(flawOf(bomb)).toContain('grows more than 200 times');
    expect(flawOf(bomb, { ...usualLimits, ratio: 2000 })).toBeNull();
  });

  test('an archive in an archive stays packed', () => {
    const unpacked = unzip(zip([['inner.zip', bomb]])) as Map<string, Uint8Array>;
    expect(unpacked.get('inner.zip')!.length).toBe(bomb.length);
  });

  test('many files that are small enough each', () => {
    const many = zip([...Array(9).keys()].map((i) => [`${i}`, zeros(megabyte)]));
    const limits = { ...usualLimits, each: 2 * megabyte, total: 8 * megabyte };
    expect(flawOf(many, limits)).toContain('all of them together 8 MB');
    expect(flawOf(many, { ...limits, total: 9 * megabyte })).toBeNull();
  });

  test('one file that is bigger than each may be, packed or stored', () => {
    const limits = { ...usualLimits, each: 1000 };
    expect(flawOf(zip([['a', zeros(1001)]]), limits)).toContain('too big');
    expect(flawOf(zip([['a', zeros(1000)]]), limits)).toBeNull();
    const stored = forged(zip([['a', noise(1001)]]), (view) => {
      const [local, listing] = [locals(bytesOf(view))[0]!, listings(bytesOf(view))[0]!];
      view.setUint16(local + 8, 0, true);
      view.setUint16(listing + 10, 0, true);
    });
    expect(flawOf(stored, { ...usualLimits, each: 10 })).toContain('too big');
  });

  test('sizes that are declared falsely', () => {
    const claimed = (size: number) =>
      forged(bomb, (view) => {
        view.setUint32(listings(bomb)[0]! + 24, size, true);
        view.setUint32(locals(bomb)[0]! + 22, size, true);
      });
    for (const size of [0, 10, 0xfffffffe])
      expect(flawOf(claimed(size))).toContain('grows more than 200 times');
    const small = forged(zip([['a', 'text']]), (view) =>
      view.setUint32(listings(bytesOf(view))[0]! + 24, 0xfffffffe, true)
    );
    expect(flawOf(small)).toBeNull();
  });

  test('entries that share their bytes', () => {
    const two = zip([
      ['a', noise(5000)],
      ['b', noise(5000)]
    ]);
    const [first] = locals(two);
    const overlapping = forged(two, (view) => view.setUint32(listings(two)[1]! + 42, first!, true));
    expect(flawOf(overlapping)).toContain('damaged');
    const reaching = forged(two, (view) =>
      view.setUint32(listings(two)[0]! + 20, locals(two)[1]! + 40, true)
    );
    expect(flawOf(reaching)).toContain('damaged');
  });

  test('more entries than are allowed', () => {
    const many = zip([...Array(30).keys()].map((i) => [`${i}`, '']));
    expect(flawOf(many, { ...usualLimits, entries: 29 })).toContain('30 files; 29 are the most');
    expect(flawOf(many, { ...usualLimits, entries: 30 })).toBeNull();
  });
});

const bytesOf = (view: DataView) => new Uint8Array(view.buffer);

describe('refused', () => {
  test.each(['../a', 'a/../../b', '/etc/passwd', '\\a', 'C:/a', 'c:\\a', 'a\0b', '..\\a'])(
    'the path %j',
    (path) => {
      expect(flawOf(zip([[path, 'x']]))).toContain('points out of it');
    }
  );

  test('a path that two files have', () => {
    const two = zip([
      ['a.xml', 'x'],
      ['b.xml', 'y']
    ]);
    const twice = forged(two, (view) => view.setUint8(listings(two)[1]! + 46, 'a'.charCodeAt(0)));
    expect(flawOf(twice)).toContain('holds “a.xml” twice');
  });

  test('a lock, wherever it is told', () => {
    const plain = zip([['a', 'x']]);
    for (const at of [listings(plain)[0]! + 8, locals(plain)[0]! + 6])
      expect(flawOf(forged(plain, (view) => view.setUint16(at, 1, true)))).toContain('password');
  });

  test('other ways of packing, and ZIP64', () => {
    const plain = zip([['a', 'x']]);
    const lzma = forged(plain, (view) => view.setUint16(listings(plain)[0]! + 10, 14, true));
    expect(flawOf(lzma)).toContain('unusual');
    const big = forged(plain, (view) =>
      view.setUint32(listings(plain)[0]! + 42, 2 ** 32 - 1, true)
    );
    expect(flawOf(big)).toContain('ZIP64');
  });

  test('what is no archive, or half of one', () => {
    expect(flawOf(new Uint8Array())).toContain('no zip archive');
    expect(flawOf(new TextEncoder().encode('PK\u0003\u0004 and some words'))).toContain('no zip');
    const whole = zip([['a', noise(5000)]]);
    expect(flawOf(whole.subarray(0, 3000))).toContain('no zip archive');
    const scratched = forged(whole, (view) => view.setUint8(400, view.getUint8(400) ^ 1));
    expect(flawOf(scratched)).toContain('damaged');
  });
});

test('whatever the bytes, there is an answer', () => {
  const sound = zip([
    ['a.xml', '<a>some words, some words</a>'],
    ['b/c', noise(400)]
  ]);
  const scratches = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6
  });
  fc.assert(
    fc.property(scratches, (scratches) => {
      const bytes = sound.slice();
      for (const [at, value] of scratches) bytes[at] = value;
      const result = unzip(bytes);
      return 'flaw' in result || result.size <= 2;
    }),
    { numRuns: 2000 }
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => 'flaw' in unzip(bytes)));
});
