/** A document's lines as text, in which the right options are starred. */
import { keysOf, type Option } from './keys';
import { cut, wordsOf } from './marks';
import type { Line } from './lines';
import type { Label } from './lists';
import type { Remark } from '../row';

const typedNumber = /^\s*(?:question\s*)?\(?\d{1,4}[.):]/i;
const typedLetter = /^\s*[☐☑☒✓✔]?\s*\*?\(?([a-h])[.)]/i;

/** There are no more than 26 of them; a longer list is one of something else. */
const letterOf = (place: number) => (place < 26 ? `${String.fromCharCode(97 + place)}) ` : '- ');

const boxes = /[☐☑☒✓✔✗]\s*/g;

/**
 * @returns the lines with the labels that Word gives them (`1.`, `a)`) and `*` before the options
 *   that are marked, or set off from the others by colour, weight or line; and what is lost
 */
export function textOf(lines: readonly Line[]): { text: string; lost: Remark[] } {
  const options = new Map<number, { letter: string; isKey: boolean }>();
  for (const group of groupsIn(lines)) {
    const keys = keysOf(group);
    group.forEach(({ at }, place) =>
      options.set(at, { letter: letterOf(place), isKey: keys.includes(at) })
    );
  }
  const written = lines.map(({ pieces, label }, at) => {
    const words = wordsOf(pieces).trim();
    const option = options.get(at);
    if (words === '') return '';
    if (!option) return `${labelOf(label)}${words}`;
    return `${option.isKey ? '*' : ''}${label ? option.letter : ''}${words.replace(boxes, '').trim()}`;
  });
  const lost = lines.flatMap((line, at) => line.lost.map((text) => ({ line: at + 1, text })));
  return { text: written.join('\n'), lost };
}

const labelOf = (label: Label | null) => {
  if (!label) return '';
  return label.kind === 'bullet' ? '- ' : `${label.count}. `;
};

/** Options that follow each other, by question. */
function groupsIn(lines: readonly Line[]): Option[][] {
  const isTyped = numbersAreTyped(lines);
  const groups: Option[][] = [];
  let group: Option[] | null = null;
  let asked = false;
  lines.forEach(({ pieces, label }, at) => {
    const words = wordsOf(pieces);
    const isNumber = label ? label.kind === 'number' && label.level === 0 : typedNumber.test(words);
    const letter = label ? undefined : words.match(typedLetter);
    if (isNumber && !(label && isTyped)) {
      [group, asked] = [null, true];
      return;
    }
    if (!label && !letter) {
      // A list of bullets ends where something else stands.
      if (words.trim() !== '' && group && lines[group.at(-1)!.at]!.label?.kind === 'bullet')
        group = null;
      return;
    }
    if (label?.kind === 'bullet' && !asked) return;
    const isFirst = letter
      ? letter[1]!.toLowerCase() === 'a'
      : label?.kind !== 'bullet' && label?.count === 1;
    if (!group || isFirst) {
      group = [];
      groups.push(group);
    }
    const typed = letter?.[0].length ?? 0;
    group.push({ at, pieces: cut(pieces, typed), words });
  });
  return groups;
}

/** Where each typed number has a list below that numbers itself, the lists are its options. */
function numbersAreTyped(lines: readonly Line[]): boolean {
  const listed: number[] = [];
  for (const { pieces, label } of lines) {
    if (!label && typedNumber.test(wordsOf(pieces))) listed.push(0);
    if (label?.kind !== 'number' || label.level > 0) continue;
    if (listed.length === 0) return false;
    listed[listed.length - 1]! += 1;
  }
  return listed.length > 0 && listed.every((count) => count > 1);
}
