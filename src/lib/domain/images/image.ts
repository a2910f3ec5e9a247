/** Pictures that schools upload: told by what they are, not by their name, and stripped. */
import { letters, Unreadable, type Stripped } from './bytes';
import { isGif, stripGif } from './gif';
import { signature as jpeg, stripJpeg } from './jpeg';
import { signature as png, stripPng } from './png';
import { isWebp, stripWebp } from './webp';

export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type ImageType = (typeof imageTypes)[number];

/** Of a file. */
export const mostBytes = 5 * 1024 * 1024;
const mostPixels = 40_000_000;

export interface Image extends Stripped {
  type: ImageType;
}

const begins = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte);

const strippers: {
  type: ImageType;
  is: (bytes: Uint8Array) => boolean;
  strip: (bytes: Uint8Array) => Stripped;
}[] = [
  { type: 'image/png', is: (bytes) => begins(bytes, png), strip: stripPng },
  { type: 'image/jpeg', is: (bytes) => begins(bytes, jpeg), strip: stripJpeg },
  { type: 'image/webp', is: isWebp, strip: stripWebp },
  { type: 'image/gif', is: isGif, strip: stripGif }
];

/**
 * Reads a file that is said to be a picture. Never throws.
 * @returns the picture without what is not shown of it: Exif data (but for how the camera was
 *   held), places, XMP, comments, thumbnails, and whatever stands behind its end; or why it is not
 *   taken, in a sentence that says how to mend it
 */
export function readImage(bytes: Uint8Array): { image: Image } | { error: string } {
  if (bytes.length === 0) return { error: 'The file is empty: choose another' };
  if (bytes.length > mostBytes)
    return {
      error: `The file has ${megabytes(bytes.length)} MB: make the picture smaller, 5 MB are the most`
    };
  const format = strippers.find(({ is }) => is(bytes));
  if (!format) return { error: refusal(bytes) };
  let stripped: Stripped;
  try {
    stripped = format.strip(bytes);
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message };
    throw error;
  }
  const { width, height } = stripped;
  if (width === 0 || height === 0) return { error: 'The picture is empty: choose another' };
  if (width * height > mostPixels)
    return {
      error: `The picture has ${width} × ${height} pixels: make it smaller, 40 million are the most`
    };
  return { image: { type: format.type, ...stripped } };
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

const wanted = 'a PNG, JPEG, WebP or GIF picture';

function refusal(bytes: Uint8Array): string {
  const head = letters(bytes, 0, Math.min(bytes.length, 1024));
  if (/^\W*<(\?xml|!--|!doctype svg|svg)/i.test(head) && /<(!doctype )?svg/i.test(head))
    return `An SVG file can carry scripts, so it is not taken: export it as ${wanted}`;
  if (/^....ftyp/s.test(head))
    return /^....ftyp(hei|hev|mif|msf|avi)/s.test(head)
      ? 'Not every browser shows this kind of photo (HEIC or AVIF): save it as JPEG'
      : `This is a film: take ${wanted}`;
  if (head.startsWith('%PDF')) return `This is a PDF document: export its page as ${wanted}`;
  if (/^(BM|II\*\0|MM\0\*)/.test(head))
    return `Not every browser shows this kind of picture (BMP or TIFF): save it as ${wanted}`;
  return `This is no picture that we know, whatever its name says: take ${wanted}`;
}
