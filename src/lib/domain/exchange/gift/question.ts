/** One question of a GIFT file while it is read. */
import type { Notes } from '../made';
import { trimmed, type Stretch } from './pieces';
import { wordsOf, type Format } from './words';

export interface Question {
  /** What to hand a maker of drafts. */
  asked: () => { stem: string; explanation?: string };
  before: string;
  /** What follows the answers, where a word is missing; null where nothing does. */
  after: string | null;
  words: (stretch: Stretch) => string;
  flaw: (at: number, text: string) => void;
  lose: (at: number, text: string) => void;
  /** Whether nothing wrong has been found. */
  isSound: () => boolean;
  remarks: () => Remarks;
}

/** What is said to right answers and to all others, of which an item holds one. */
interface Remarks {
  right: (at: number, text: string) => void;
  otherwise: (text: string) => void;
  feedback: (at: number) => { feedback?: string };
}

/** Stands for the answers within the text; no text of a question has it. */
export const gapMark = '\ue000';

/** @returns where each offset of a text is, as a line from `first` on */
function linesOf(text: string, first: number): (at: number) => number {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return first + low;
  };
}

/**
 * @param block the whole text, in which offsets count
 * @param stem as written, with the mark of the gap where something follows the answers
 * @param general what is said after any answer
 */
export function questionOf(
  block: { text: string; line: number },
  notes: Notes,
  stem: Stretch,
  general: Stretch | null
): Question {
  const lineOf = linesOf(block.text, block.line);
  let usual: Format = 'moodle';
  const lose = (at: number, text: string) => notes.lost.push({ line: lineOf(at), text });
  const words = (stretch: Stretch) => {
    const { text, lost } = wordsOf(stretch.raw, usual);
    for (const one of lost) lose((trimmed(stretch) ?? stretch).at, one);
    return text;
  };
  const asked = wordsOf(stem.raw);
  usual = asked.format;
  for (const one of asked.lost) lose(stem.at, one);
  const explanation = general ? words(general) : '';
  const [before = '', after = null] = asked.text.split(gapMark);
  return {
    asked: () => ({
      stem: asked.text.replace(gapMark, '_____'),
      ...(explanation && { explanation })
    }),
    before,
    after,
    words,
    flaw: (at, text) => void notes.flaws.push({ line: lineOf(at), text }),
    lose,
    isSound: () => notes.flaws.length === 0,
    remarks: () => remarksFor(lose)
  };
}

function remarksFor(lose: Question['lose']): Remarks {
  let [said, other] = ['', ''];
  return {
    right(at, text) {
      if (said && text && text !== said) lose(at, `What was said to this answer: ${text}`);
      said ||= text;
    },
    otherwise: (text) => void (other ||= text),
    feedback(at) {
      if (said && other && said !== other)
        lose(at, `What was said to every other answer: ${other}`);
      const feedback = said || other;
      return feedback ? { feedback } : {};
    }
  };
}
