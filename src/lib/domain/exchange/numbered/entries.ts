/** The key at the end of a text: the answers to all questions by their numbers. */

export interface Entry {
  line: number;
  number: number;
  answer: string;
  explanation: string[];
}

/** `1. B` `2) a, c` `3 - True`; a word too where it is alone in its line. */
const numbered = /(?<=^|[\s,;])(\d{1,4}) ?(?:[.):](?!\d)|[=–—-]) ?/g;
const short = String.raw`(?:true|false|[a-z](?:(?: ?[,&+/] ?| and )[a-z])*)`;
const isShort = new RegExp(`^\\(?${short}\\)?[.,;]?$`, 'i');
/** `B - because …` */
const explained = new RegExp(`^\\(?(${short})\\)?(?: ?[.):;–—-] | \\()(.+?)\\)?$`, 'i');
const bare = new RegExp(String.raw`^(?:\d{1,4} \(?[a-z]\)?(?:$|[\s,;]+))+$`, 'i');

/** @returns the entries of a line, none where it is no part of a key */
export function entriesIn(text: string, line: number): Entry[] {
  if (bare.test(text))
    return [...text.matchAll(/(\d{1,4}) \(?([a-z])\)?/gi)].map(([, number, answer]) => ({
      line,
      number: Number(number),
      answer: answer!,
      explanation: []
    }));
  const marks = [...text.matchAll(numbered)];
  if (marks.length === 0 || marks[0]!.index > 0) return [];
  const parts = marks.map(({ index, 0: all, 1: number }, i) => ({
    number: Number(number),
    text: text.slice(index + all.length, marks[i + 1]?.index).trim()
  }));
  // Words may have numbers among them, but not one after the other.
  const isRow = parts.every(({ number }, i) => i === 0 || number === parts[i - 1]!.number + 1);
  const whole = text.slice(marks[0]![0].length).trim();
  const entries = isRow ? parts : [{ number: parts[0]!.number, text: whole }];
  return entries.map(({ number, text }) => {
    const { answer, explanation } = explainedIn(text.replace(/[,;]$/, ''));
    return { line, number, answer, explanation: explanation === '' ? [] : [explanation] };
  });
}

/** @returns the letters, or the words, and what is said of them behind a dash or in brackets */
export function explainedIn(text: string): { answer: string; explanation: string } {
  if (isShort.test(text)) return { answer: text.replace(/^\(|[().,;]+$/g, ''), explanation: '' };
  const [, answer, explanation] = explained.exec(text) ?? [];
  return { answer: answer ?? text, explanation: explanation ?? '' };
}

/** @returns whether a line that looks like a question is one of a key instead */
export const isEntry = (text: string): boolean => isShort.test(text.trim());
