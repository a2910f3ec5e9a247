/** A document's lines as text, in which the right options are starred. */
import { keysOf, type Option } from './keys';
import { cut, wordsOf } from './marks';
import type { Line } from './lines';
import type { Label } from './lists';
import type { Remark } from '../row';

const typedNumber = /^\s*(?:question\s*)?\(?\d{1,4}[.):]/i;
const typedLetter = /^\s*[☐☑☒✓✔]?\s*\*?\(?([a-h])[.)]/i;

/** What is said of a question below its options: `Answer: B`. */
const isField = /^\s*[a-z ]{1,30}:/i;

/** There are no more than 26 of them; a longer list is one of something else. */
const letterOf = (place: number) => (place < 26 ? `${String.fromCharCode(97 + place)}) ` : '- ');

const boxes = /[☐☑☒✓✔✗]\s*/g;

/**
 * @returns the lines with the labels that Word gives them (`1.`, `a)`) and `*` before the options
 *   that are marked, or set off from the others by colour, weight or line; and what is lost
 */
export function textOf(lines: readonly Line[]): { text: string; lost: Remark[] } {
  const options = new Map<number, string>();
  for (const group of [...groupsIn(lines), ...bareGroupsIn(lines)]) {
    const keys = new Set(keysOf(group));
    group.forEach(({ at, isLettered }, place) => {
      const before = `${keys.has(at) ? '*' : ''}${isLettered ? '' : letterOf(place)}`;
      options.set(at, `${before}${wordsOf(lines[at]!.pieces).replace(boxes, '').trim()}`);
    });
  }
  const text = lines.map(({ pieces, label }, at) => {
    const words = wordsOf(pieces).trim();
    return words === '' ? '' : (options.get(at) ?? `${labelOf(label)}${words}`);
  });
  const lost = lines.flatMap((line, at) => line.lost.map((text) => ({ line: at + 1, text })));
  return { text: text.join('\n'), lost };
}

const labelOf = (label: Label | null) => {
  if (!label) return '';
  return label.kind === 'bullet' ? '- ' : `${label.count}. `;
};

/** What a line is, by what stands before it. */
type Role =
  { is: 'question' | 'text' | 'blank' } | { is: 'option'; letter: string | null; isFirst: boolean };

function rolesOf(lines: readonly Line[]): Role[] {
  const areTyped = numbersAreTyped(lines);
  let asked = false;
  return lines.map(({ pieces, label }): Role => {
    const words = wordsOf(pieces);
    if (words.trim() === '') return { is: 'blank' };
    const isNumber = label ? label.kind === 'number' && label.level === 0 : typedNumber.test(words);
    if (isNumber && !(label && areTyped)) {
      asked = true;
      return { is: 'question' };
    }
    const typed = label ? null : typedLetter.exec(words);
    if (typed) return { is: 'option', letter: typed[0], isFirst: /a/i.test(typed[1]!) };
    // Bullets above the first question are a list of something else.
    if (!label || (label.kind === 'bullet' && !asked)) return { is: 'text' };
    return { is: 'option', letter: null, isFirst: label.kind !== 'bullet' && label.count === 1 };
  });
}

const optionAt = ({ pieces }: Line, at: number, letter: string | null): Option => ({
  at,
  pieces: letter === null ? pieces : cut(pieces, letter.length),
  words: wordsOf(pieces),
  isLettered: letter !== null
});

/** Options that follow each other, by question. */
function groupsIn(lines: readonly Line[]): Option[][] {
  const groups: Option[][] = [];
  let group: Option[] | null = null;
  rolesOf(lines).forEach((role, at) => {
    if (role.is === 'question') group = null;
    // A list of bullets ends where something else stands.
    if (role.is === 'text' && lines[group?.at(-1)?.at ?? -1]?.label?.kind === 'bullet')
      group = null;
    if (role.is !== 'option') return;
    if (!group || role.isFirst) groups.push((group = []));
    group.push(optionAt(lines[at]!, at, role.letter));
  });
  return groups;
}

/** More are paragraphs of a text. */
const mostBare = 8;

/** Lines below a question with nothing before them are its options where some are set off. */
function bareGroupsIn(lines: readonly Line[]): Option[][] {
  const groups: Option[][] = [];
  let group: Option[] | null = null;
  const end = () => {
    if (group && group.length <= mostBare && keysOf(group).length > 0) groups.push(group);
    group = null;
  };
  rolesOf(lines).forEach((role, at) => {
    const line = lines[at]!;
    if (role.is === 'question') {
      end();
      group = [];
    } else if (role.is === 'option') group = null;
    else if (role.is === 'text' && isField.test(wordsOf(line.pieces))) end();
    else if (role.is === 'text') group?.push(optionAt(line, at, null));
  });
  end();
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
