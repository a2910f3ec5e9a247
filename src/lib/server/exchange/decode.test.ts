import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './decode';

const bytesOf = (text: string, encoding: BufferEncoding, mark: number[] = []) =>
  new Uint8Array([...mark, ...Buffer.from(text, encoding)]);
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16());

describe('a text in whatever encoding it was saved', () => {
  const text = 'Größe, “naïve”, 漢字 🦴\r\nsecond';
  const wide = bytesOf(text, 'utf16le');
  test.each([
    ['UTF-8', bytesOf(text, 'utf8')],
    ['UTF-8 with its mark', bytesOf(text, 'utf8', [0xef, 0xbb, 0xbf])],
    ['UTF-16 as Excel and Notepad save it', new Uint8Array([0xff, 0xfe, ...wide])],
    ['UTF-16 the other way round', new Uint8Array([0xfe, 0xff, ...swapped(wide)])]
  ])('%s', (_, bytes) => {
    expect(decode(bytes)).toEqual({ text, isGuessed: false });
  });

  test.each([
    ['UTF-16 without its mark', (wide: Uint8Array) => wide],
    ['UTF-16 without its mark, the other way round', swapped]
  ])('%s, by its zeros', (_, turn) => {
    const text = 'Which bone?\r\nA. Größe 漢\r\n';
    expect(decode(turn(bytesOf(text, 'utf16le'))).text).toBe(text);
  });

  test('Windows-1252 is a guess', () => {
    expect(decode(new Uint8Array([0x93, 0x4b, 0xf6, 0x94, 0x80]))).toEqual({
      text: '“Kö”€',
      isGuessed: true
    });
  });

  test('half a sign at the end is no fault of the rest', () => {
    const marked = bytesOf('ab', 'utf16le', [0xff, 0xfe]).subarray(0, 5);
    expect(decode(marked).text).toMatch(/^a/);
    expect(decode(bytesOf('aé', 'utf8').subarray(0, 2)).text).toMatch(/^a/);
  });
});

test('whatever the bytes, there is a text', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decode(bytes).text === 'string'));
});
