import type { View } from '$lib/domain/body-map';
import { outlines } from '$lib/domain/body-map/outline';
import { knots, path, stroke, whole } from '$lib/domain/shape';
import { backLines } from './back-lines';
import { frontLines } from './front-lines';
import type { Line } from './line';

/** Left, top, width and height of a view, with room at both sides for labels. */
export const box = { left: -168, top: -10, width: 336, height: 796 };

const frontHair = '0,-4! 40,-4! 40,44! 34,46! 32.4,41 31,34 27.5,26 20,20.5 10,18.2 0,17.8';
const backHair = '0,-4! 44,-4! 40,48! 36,47! 34,60 31,76! 27,88 21,96.5 12,99 0,100';

function draw(view: View, lines: Line[], hair: string) {
  const strokes = lines.map(({ width, half }) => {
    const line = knots(half);
    return { once: line.every(({ x }) => x === 0), path: stroke(line, width) };
  });
  const joined = (once: boolean) =>
    strokes.map((drawn) => (drawn.once === once ? drawn.path : '')).join('');
  return {
    outline: path(outlines[view]),
    hair: path(whole(knots(hair))),
    /** On the middle line, and on the viewer's right: to be repeated as its own mirror image. */
    middle: joined(true),
    half: joined(false)
  };
}

export const drawings = {
  front: draw('front', frontLines, frontHair),
  back: draw('back', backLines, backHair)
};
