/** The answers of a GIFT question, one after the other. */
import { covered } from './blocks';

/** More are no question, but a file that lost its end. */
export const mostAnswers = 100;

/** A stretch of a block, and where it begins in it. */
export interface Stretch {
  raw: string;
  at: number;
}
export interface Piece {
  /** Begins with `=`, `~` or neither. */
  sign: '=' | '~' | '';
  /** In percent; null where none stands. */
  weight: number | null;
  text: Stretch;
  feedback: Stretch | null;
}

const leading = (raw: string) => raw.length - raw.trimStart().length;

/** @returns the stretch without space at its ends; null for nothing */
export function trimmed({ raw, at }: Stretch): Stretch | null {
  const text = raw.trim();
  return text === '' ? null : { raw: text, at: at + leading(raw) };
}

/** @returns where a sign stands by itself, not escaped, within the stretch; -1 where it does not */
export const find = ({ raw }: Stretch, sign: string): number => covered(raw).indexOf(sign);

/** @returns what stands before and after `length` signs at a place of the stretch */
export const cut = ({ raw, at }: Stretch, place: number, length: number): [Stretch, Stretch] => [
  { raw: raw.slice(0, place), at },
  { raw: raw.slice(place + length), at: at + place + length }
];

/** @returns the stretches between the signs */
export function parted({ raw, at }: Stretch, sign: string): Stretch[] {
  const places = [...covered(raw).matchAll(new RegExp(sign, 'g'))].map(({ index }) => index);
  return [-1, ...places].map((place, i) => ({
    raw: raw.slice(place + 1, places[i]),
    at: at + place + 1
  }));
}

function pieceOf(sign: Piece['sign'], stretch: Stretch): Piece {
  const weighed = /^\s*%\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*%/.exec(stretch.raw);
  const [, rest] = cut(stretch, 0, weighed?.[0].length ?? 0);
  const hash = find(rest, '#');
  const [text, feedback] = hash < 0 ? [rest, null] : cut(rest, hash, 1);
  return {
    sign,
    weight: weighed ? Number(weighed[1]) : null,
    text: trimmed(text) ?? { raw: '', at: text.at + leading(text.raw) },
    feedback: feedback && trimmed(feedback)
  };
}

/** Parts the answers at their signs; what stands before the first sign is one where it is not blank. */
export function piecesOf(body: Stretch): Piece[] {
  const pieces: Piece[] = [];
  let sign: Piece['sign'] = '';
  let start = 0;
  const end = (place: number) => {
    const raw = body.raw.slice(start, place);
    if (sign || raw.trim()) pieces.push(pieceOf(sign, { raw, at: body.at + start }));
  };
  for (const { index, 0: next } of covered(body.raw).matchAll(/[=~]/g)) {
    end(index);
    [sign, start] = [next as '=' | '~', index + 1];
  }
  end(body.raw.length);
  return pieces;
}
