/** Texts with gaps: `{{c1::word::hint}}`. */
import { textOf } from './text';

export interface Gap {
  word: string;
  /** Empty where there is none. */
  hint: string;
}

/** Stand for gaps while HTML becomes plain text, and nowhere else. */
const [start, end] = ['\ue000', '\ue001'];
const signs = /[\ue000\ue001]/g;
const marks = /\{\{c\d{1,3}::|\}\}/g;
/** Of gaps in each other; Anki itself reads no more. */
const deepest = 8;

/** @returns whether a text has gaps */
export const hasGaps = (html: string): boolean => /\{\{c\d{1,3}::/.test(html);

/**
 * @param html a field of a note; of gaps that stand in each other the inner ones are taken
 * @returns texts and gaps in turn, and in a sentence each what is lost
 */
export function gapsIn(html: string): { pieces: (string | Gap)[]; lost: string[] } {
  const lost = new Set<string>();
  const gaps: Gap[] = [];
  /** What is open: the text so far, and whether there is a gap in it. */
  const open = [{ html: '', hasInner: false }];
  let told = 0;

  const close = () => {
    const inner = open.pop()!;
    const outer = open.at(-1)!;
    if (inner.hasInner) {
      lost.add('A gap around other gaps is text now');
      outer.html += inner.html.split('::', 1)[0];
    } else outer.html += gapOf(inner.html);
    outer.hasInner = true;
  };
  const gapOf = (content: string) => {
    const [word = '', ...hint] = content.split('::');
    const read = { word: textOf(word), hint: textOf(hint.join('::')) };
    for (const { lost: ofIt } of Object.values(read)) ofIt.forEach((what) => lost.add(what));
    if (read.word.text === '') return '';
    gaps.push({ word: read.word.text, hint: read.hint.text });
    return `${start}${gaps.length - 1}${end}`;
  };

  const text = html.replace(signs, '');
  for (const { 0: mark, index } of text.matchAll(marks)) {
    open.at(-1)!.html += text.slice(told, index);
    told = index + mark.length;
    if (mark !== '}}' && open.length <= deepest) open.push({ html: '', hasInner: false });
    else if (mark === '}}' && open.length > 1) close();
    else open.at(-1)!.html += mark;
  }
  open.at(-1)!.html += text.slice(told);
  // A gap that never ends is none.
  while (open.length > 1) {
    const { html: rest } = open.pop()!;
    open.at(-1)!.html += rest;
  }
  const plain = textOf(open[0]!.html);
  plain.lost.forEach((what) => lost.add(what));
  const pieces = plain.text
    .split(/\ue000(\d+)\ue001/)
    .map((piece, i) => (i % 2 === 1 ? gaps[Number(piece)]! : piece));
  return { pieces, lost: [...lost] };
}
