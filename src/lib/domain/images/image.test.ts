import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostBytes, readImage } from './image';

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const join = (...parts: (Uint8Array | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const put = (bytes: Uint8Array, at: number, ...parts: (Uint8Array | number[])[]) =>
  join(bytes.subarray(0, at), ...parts, bytes.subarray(at));
const big = (value: number) => [value >>> 24, value >>> 16, value >>> 8, value].map((b) => b & 255);
const little = (value: number) => big(value).reverse();

// Three pixels by two, as Chromium writes them; the GIF is one by one.
const png = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAGElEQVR4AWJiYPj//z+IAGKm/wyMDDAAAAAA//+XbFgYAAAABklEQVQDAH7zBv/xWDlDAAAAAElFTkSuQmCC'
);
const jpeg = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAVEAEBAAAAAAAAAAAAAAAAAAAAMf/EABUBAQEAAAAAAAAAAAAAAAAAAAQG/8QAFxEAAwEAAAAAAAAAAAAAAAAAAAECMf/aAAwDAQACEQMRAD8AnwAStZRziP/Z'
);
const lossy = bytesOf(
  'UklGRkAAAABXRUJQVlA4IDQAAACwAQCdASoDAAIABABoJagCdLoABDAAAP7rOdYIdF2KO6omqP/57pknQ/4mz+LMzxfEAAAA'
);
const lossless = bytesOf('UklGRiAAAABXRUJQVlA4TBMAAAAvAkAAAA8Q87//8x8ObnAQ0f8QAA==');
const gif = bytesOf('R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==');

const secret = ascii('N 33.9 W 81.2 SECRET');

const chunk = (type: string, body: Uint8Array) =>
  join(big(body.length), ascii(type), body, [0, 0, 0, 0]);
const segment = (code: number, ...body: (Uint8Array | number[])[]) => {
  const whole = join(...body);
  return join([0xff, code, 0, whole.length + 2], whole);
};
/** Exif data that say how the camera was held, and where. */
const exif = (turn: number, order: 'II' | 'MM') => {
  const two = (value: number) => (order === 'II' ? [value, 0] : [0, value]);
  const four = (value: number) => (order === 'II' ? little(value) : big(value));
  const tag = order === 'II' ? [0x12, 1] : [1, 0x12];
  const entries = join(two(1), tag, two(3), four(1), two(turn), [0, 0], four(0));
  return join(ascii(`Exif\0\0${order}`), two(42), four(8), entries, secret);
};
const riff = (...chunks: Uint8Array[]) => {
  const body = join(...chunks);
  return join(ascii('RIFF'), little(body.length + 4), ascii('WEBP'), body);
};
const webpChunk = (type: string, body: Uint8Array) =>
  join(ascii(type), little(body.length), body, new Uint8Array(body.length % 2));
const vp8x = (flags: number) => webpChunk('VP8X', join([flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]));

const read = (bytes: Uint8Array) => {
  const result = readImage(bytes);
  if ('error' in result) throw new Error(result.error);
  return result.image;
};
const errorOf = (bytes: Uint8Array) => {
  const result = readImage(bytes);
  return 'error' in result ? result.error : null;
};
const tells = (bytes: Uint8Array) => Buffer.from(bytes).includes('SECRET');

describe('a picture is told by what it is, and stays as it is where it tells nothing else', () => {
  test.each([
    ['image/png', png, 3, 2],
    ['image/jpeg', jpeg, 3, 2],
    ['image/webp', lossy, 3, 2],
    ['image/webp', lossless, 3, 2],
    ['image/gif', gif, 1, 1]
  ])('%s', (type, bytes, width, height) => {
    expect(read(bytes)).toEqual({ type, width, height, bytes });
  });
});

describe('what tells of it besides is gone, and the pixels are the same', () => {
  const end = png.length - 12;
  test.each([
    ['PNG: texts, time and Exif', put(png, 33, ...['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'prIv'].map((type) => chunk(type, secret))), png], // prettier-ignore
    ['PNG: behind the pixels', put(png, end, chunk('tEXt', secret)), png],
    ['PNG: behind the end', join(png, secret), png],
    ['JPEG: XMP, IPTC, a comment', put(jpeg, 2, segment(0xe1, secret), segment(0xed, secret), segment(0xfe, secret)), jpeg], // prettier-ignore
    ['JPEG: Exif of an upright picture', put(jpeg, 2, segment(0xe1, exif(1, 'MM'))), jpeg],
    ['JPEG: behind the end', join(jpeg, secret), jpeg],
    ['WebP', riff(vp8x(0x0c), lossless.subarray(12), webpChunk('EXIF', secret), webpChunk('XMP ', secret)), riff(vp8x(0), lossless.subarray(12))], // prettier-ignore
    ['WebP: behind the end', join(lossless, secret), lossless],
    ['GIF: a comment, and what a program adds', put(gif, 19, [0x21, 0xfe, secret.length], secret, [0, 0x21, 0xff, 11], ascii('XMP DataXMP'), [secret.length], secret, [0]), gif] // prettier-ignore
  ])('%s', (_, before, after) => {
    expect(tells(before)).toBe(true);
    expect(Buffer.from(read(before).bytes).equals(after)).toBe(true);
  });
});

test.each([
  [3, 'II'],
  [6, 'MM'],
  [8, 'II']
] as const)('how the camera was held (%i, %s) stays, and nothing else of it', (turn, order) => {
  const { bytes, width, height } = read(put(jpeg, 2, segment(0xe1, exif(turn, order))));
  expect(tells(bytes)).toBe(false);
  expect([width, height]).toEqual(turn < 5 ? [3, 2] : [2, 3]);
  expect(read(bytes)).toMatchObject({ width, height, bytes });
  expect(bytes.length).toBe(jpeg.length + 36);
});

test('moving pictures keep their loop and their frames', () => {
  const loop = join([0x21, 0xff, 11], ascii('NETSCAPE2.0'), [3, 1, 0, 0, 0]);
  const moving = put(gif, 19, loop);
  expect(read(moving).bytes).toEqual(moving);

  const frame = join([0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 100, 0, 0, 0], lossless.subarray(12));
  const anim = webpChunk('ANIM', new Uint8Array(6));
  const webp = (...more: Uint8Array[]) =>
    riff(vp8x(2), anim, webpChunk('ANMF', join(frame, ...more)));
  expect(read(webp()).bytes).toEqual(webp());
  expect(read(webp(webpChunk('note', secret))).bytes).toEqual(webp());
});

describe('what is not taken says how to mend it', () => {
  const wide = png.slice();
  wide.set(big(10_000), 16);
  wide.set(big(10_000), 20);
  test.each([
    ['nothing', new Uint8Array(), /empty/],
    ['an SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /SVG.*export it/],
    ['an SVG behind a prolog', ascii('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg/>'), /SVG/],
    ['HTML', ascii('<html><svg></svg></html>'), /no picture that we know/],
    ['a photo of a phone', join([0, 0, 0, 24], ascii('ftypheic')), /save it as JPEG/],
    ['a film', join([0, 0, 0, 24], ascii('ftypmp42')), /film/],
    ['a PDF', ascii('%PDF-1.7'), /PDF/],
    ['a bitmap', ascii('BM000000'), /BMP.*: save it as a PNG/],
    ['a program', ascii('MZ\x90\0'), /no picture that we know, whatever its name/],
    ['too many pixels', wide, /10000 × 10000 pixels: make it smaller/],
    ['too many bytes', join(png, new Uint8Array(mostBytes)), /5\.0 MB.*5 MB are the most/],
    ['a head alone', png.subarray(0, 33), /damaged or was cut short/],
    ['a JPEG without pixels', join(jpeg.subarray(0, 20), [0xff, 0xd9]), /damaged/],
    ['a GIF without a picture', join(gif.subarray(0, 19), [0x3b]), /damaged/],
    ['a WebP without a picture', riff(vp8x(0)), /damaged/]
  ])('%s', (_, bytes, sentence) => expect(errorOf(bytes)).toMatch(sentence));
});

const samples = [png, jpeg, lossy, lossless, gif, riff(vp8x(0), lossless.subarray(12))];

test('whatever is cut off or broken never throws, and what is taken is taken again alike', () => {
  const broken = fc
    .record({
      sample: fc.constantFrom(...samples),
      cut: fc.nat(),
      hits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
    })
    .map(({ sample, cut, hits }) => {
      const bytes = sample.slice(0, cut % 3 === 0 ? cut % sample.length : sample.length);
      for (const [at, value] of hits) if (at % bytes.length > 3) bytes[at % bytes.length] = value;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      const first = readImage(bytes);
      if ('error' in first) expect(first.error).toMatch(/[:.]/);
      else expect(readImage(first.image.bytes)).toEqual(first);
    }),
    { numRuns: 3000 }
  );
});
