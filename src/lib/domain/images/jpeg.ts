/** JPEG (ITU-T T.81), as cameras and programs write it. */
import { byteAt, damaged, joined, letters, slice, viewOf, type Stripped } from './bytes';

export const signature = [0xff, 0xd8, 0xff];

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DHT = 0xc4;
const DAC = 0xcc;
const DRI = 0xdd;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

const marker = (code: number) => new Uint8Array([0xff, code]);
const isFrame = (code: number) =>
  code >= 0xc0 && code <= 0xcf && code !== DHT && code !== DAC && code !== 0xc8;
const isTable = (code: number) => [DQT, DHT, DAC, DRI].includes(code);

export function stripJpeg(bytes: Uint8Array): Stripped {
  const parts: Uint8Array[] = [];
  let place = 2;
  let size: { width: number; height: number } | undefined;
  let turn = 1;
  let hasPixels = false;
  for (;;) {
    if (byteAt(bytes, place) !== 0xff) throw damaged();
    while (byteAt(bytes, place + 1) === 0xff) place++;
    const code = byteAt(bytes, place + 1);
    place += 2;
    if (code === EOI) break;
    const length = viewOf(slice(bytes, place, 2)).getUint16(0);
    if (length < 2) throw damaged();
    const body = slice(bytes, place + 2, length - 2);
    const segment = slice(bytes, place - 2, length + 2);
    place += length;
    if (isFrame(code)) {
      const frame = viewOf(slice(body, 0, 5));
      size ??= { height: frame.getUint16(1), width: frame.getUint16(3) };
    }
    if (code === APP1) turn = orientationOf(body) ?? turn;
    else if (code === APP0) parts.push(...jfif(body));
    else if (isFrame(code) || isTable(code) || isShown(code, body)) parts.push(segment);
    else if (code === SOS) {
      if (!size) throw damaged();
      const end = scanEnd(bytes, place);
      parts.push(segment, slice(bytes, place, end - place));
      place = end;
      hasPixels = true;
    }
  }
  // What follows the end are further pictures, thumbnails with all that they tell among them.
  if (!size || !hasPixels) throw damaged();
  const upright = [marker(SOI), ...(turn === 1 ? [] : [orientation(turn)])];
  return {
    ...(turn < 5 ? size : { width: size.height, height: size.width }),
    bytes: joined([...upright, ...parts, marker(EOI)])
  };
}

/** Colours: the profile, and how the three or four channels are coded. */
const isShown = (code: number, body: Uint8Array) =>
  (code === APP2 && startsWith(body, 'ICC_PROFILE\0')) ||
  (code === APP14 && startsWith(body, 'Adobe'));

const startsWith = (body: Uint8Array, text: string) =>
  body.length >= text.length && letters(body, 0, text.length) === text;

/** The header that says how dense the pixels lie, without its thumbnail. */
function jfif(body: Uint8Array): Uint8Array[] {
  if (!startsWith(body, 'JFIF\0') || body.length < 12) return [];
  return [new Uint8Array([0xff, APP0, 0, 16, ...body.subarray(0, 12), 0, 0])];
}

/** @returns where the next marker stands after the coded pixels that begin at `place` */
function scanEnd(bytes: Uint8Array, place: number): number {
  for (let at = place; at < bytes.length - 1; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    // A stuffed zero, a restart, or filling: the pixels go on.
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw damaged();
}

const exif = 'Exif\0\0';
const orientationTag = 0x0112;

/** @returns how a camera was held, 1 to 8, as its Exif data say; undefined where they do not */
function orientationOf(body: Uint8Array): number | undefined {
  if (!startsWith(body, exif)) return undefined;
  const tiff = body.subarray(exif.length);
  if (tiff.length < 8) return undefined;
  const view = viewOf(tiff);
  const little = letters(tiff, 0, 2) === 'II';
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) return undefined;
    if (view.getUint16(entry, little) !== orientationTag) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** Exif data that say this and nothing else. */
function orientation(value: number): Uint8Array {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0];
  const body = [...exif].map((letter) => letter.charCodeAt(0)).concat(tiff, [0, 0, 0, 0]);
  return new Uint8Array([0xff, APP1, 0, body.length + 2, ...body]);
}
