/** What each line of a text of questions is, by how it begins. */
import { tidy } from '../tidy';

export type Field = 'explanation' | 'hint' | 'tags' | 'category' | 'type' | 'objective';

/** `whole` is all of it, `text` what stands after the sign by which it is known. */
export type Line = { line: number; whole: string; text: string } & (
  | { kind: 'blank' | 'text' | 'answer' | 'key' }
  /** `key` where its blank is filled in. */
  | { kind: 'question'; number: number; key: string | null }
  /** `place` from 0 on, by its letter; null after a bullet. `isDoubtful` where a text may begin so. */
  | {
      kind: 'option';
      place: number | null;
      isMarked: boolean;
      isBold: boolean;
      isDoubtful: boolean;
    }
  /** True and false side by side, of which one may be bold. */
  | { kind: 'verdicts'; key: string | null }
  /** `place` of the option that it is about. */
  | { kind: 'field'; field: Field; place: number | null }
);
export type OptionLine = Extract<Line, { kind: 'option' }>;
export type QuestionLine = Extract<Line, { kind: 'question' }>;

const fields: [Field, RegExp][] = [
  [
    'explanation',
    /^(?:general )?(?:explanation|rationale|feedback|reason|justification|discussion)(?: (?:for )?(?:option |answer )?\(?([a-z])\)?)? ?[:–—] ?(.*)$/i
  ],
  ['hint', /^hint() ?: ?(.*)$/i],
  ['tags', /^(?:tags?|keywords?)() ?: ?(.*)$/i],
  ['category', /^(?:category|topic|chapter)() ?: ?(.*)$/i],
  ['objective', /^(?:learning )?(?:objective|outcome)() ?: ?(.*)$/i],
  ['type', /^(?:question )?type() ?: ?(.*)$/i]
];

const answer =
  /^(?:the )?(?:correct |right )?(?:answers?|ans|key|correct|solution)(?: (?:option|choice|letter))?(?:\(s\))?(?: is)? ?[:=–—] ?(.*)$/i;
const bareAnswer = /^(?:answer|ans)\.? \(?([a-h])\)?\.?$/i;
/** Of the answers to all questions, at the end. */
const keyHeading =
  /^(?:answer key|answer sheet|answers?|key|solutions|correct answers)(?: ?:)?(?: ?(?=\d))?($|\d.*)$/i;

/** `1. `, `2) `, `Q3: `, `Question 4`, `____ 5. `, and `__T__ 6. `, whose blank is filled in */
const question =
  /^(?:_+ ?(?:([a-f]|true|false) ?_+ ?)?)?(?:\(?(\d{1,4})(?: ?[.)](?!\d) ?|[:–—-] )|(?:question|q\.?) ?#?(\d{1,4})(?: ?[.:)–—-] ?|$))(.*)$/i;

const mark = String.raw`(?:\*{1,2}|[✓✔√☑→]|=>|\[x\]|\(x\)) ?`;
const lettered = new RegExp(
  `^(${mark})?(?:\\(([a-z])\\)|([a-z])(?:\\)|\\]|\\.(?= |$))|([A-H])(?::| [-–—])(?= )) ?(${mark})?(.*)$`,
  'i'
);
const bulleted = new RegExp(
  `^(${mark})?(?:[•·▪◦●○■□☐‣⁃]|[o–—-](?= )|\\[ ?\\]|\\( ?\\)) ?(${mark})?(.*)$`
);
const checked = /^(?:\[x\]|\(x\)|☑) ?(.*)$/i;
const markAfter =
  / ?(?:\*{1,2}|[✓✔√]|[([](?:correct|right|answer|key|correct answer|right answer)[)\]]|(?:<-+|←) ?(?:correct|answer|key)?)$/i;
const verdict = /^(\*?)(true|false)(\*?)\.?$/i;
const verdicts = /^(true|t) ?(?:\/|or|\|)? ?(false|f)\.?$/i;

/** @returns the line without the signs of bold, and whether all that follows a place was bold */
function boldIn(line: string): { bare: string; isBold: (from: number, to?: number) => boolean } {
  const parts = line.split('**');
  // An odd one is a star that marks an option.
  if (parts.length % 2 === 0) return { bare: line, isBold: () => false };
  const signs = parts.flatMap((part, i) => Array<boolean>(part.length).fill(i % 2 === 1));
  const bare = parts.join('').trimEnd();
  const cut = bare.length - bare.trimStart().length;
  const isBold = (from: number, to = bare.length - cut) => {
    const words = [...bare.slice(cut + from, cut + to).matchAll(/[\p{L}\p{N}]/gu)];
    return words.length > 0 && words.every(({ index }) => signs[cut + from + index]);
  };
  return { bare: bare.trimStart(), isBold };
}

function optionIn(bare: string, isBold: (from: number) => boolean) {
  const [, before, inBrackets, letter, capital, after, rest] = lettered.exec(bare) ?? [];
  const bullet = rest === undefined ? bulleted.exec(bare) : null;
  const check = rest === undefined && !bullet ? checked.exec(bare) : null;
  const alone = verdict.exec(bare);
  const text = rest ?? bullet?.[3] ?? check?.[1] ?? alone?.[2];
  if (text === undefined) return null;
  const shown = text.replace(markAfter, '');
  const label = inBrackets ?? letter ?? capital;
  const marks = [before, after, bullet?.[1], bullet?.[2], check?.[0], alone?.[1], alone?.[3]];
  return {
    text: shown,
    place: label === undefined ? null : label.toLowerCase().charCodeAt(0) - 97,
    isMarked: shown !== text || marks.some(Boolean),
    isBold: isBold(bare.lastIndexOf(text)),
    isDoubtful: capital !== undefined || /^[o–—-] /.test(bare)
  };
}

/** @returns the line by itself: whether it is what it looks like depends on those before it */
export function lineOf(written: string, line: number): Line {
  // Word parts the number or the letter of a list from its text by a tab.
  const listed = tidy(written).replace(/^(\d{1,4}|[A-Za-z])\t/, (_, sign: string) =>
    /\d/.test(sign) ? `${sign}. ` : `${sign}) `
  );
  const trimmed = listed.replace(/\s+/g, ' ').trim();
  const { bare, isBold } = boldIn(trimmed);
  const base = { line, whole: bare };
  if (bare === '') return { ...base, kind: 'blank', text: '' };
  const heading = keyHeading.exec(bare);
  if (heading) return { ...base, kind: 'key', text: heading[1]! };
  const answered = answer.exec(bare) ?? bareAnswer.exec(bare);
  if (answered) return { ...base, kind: 'answer', text: answered[1]! };
  for (const [field, pattern] of fields) {
    const found = pattern.exec(bare);
    if (!found) continue;
    const place = found[1] ? found[1].toLowerCase().charCodeAt(0) - 97 : null;
    return { ...base, kind: 'field', text: found[2]!, field, place };
  }
  const asked = question.exec(bare);
  if (asked) {
    const [, key = null, plain, named, text] = asked;
    return { ...base, kind: 'question', text: text!, number: Number(plain ?? named), key };
  }
  const both = verdicts.exec(bare);
  if (both) {
    const isTrue = isBold(0, both[1]!.length);
    const isFalse = isBold(bare.lastIndexOf(both[2]!));
    return { ...base, kind: 'verdicts', text: '', key: isTrue === isFalse ? null : String(isTrue) };
  }
  const option = optionIn(bare, isBold);
  return option ? { ...base, kind: 'option', ...option } : { ...base, kind: 'text', text: bare };
}

/**
 * Parts what stands in one line: `a) one b) two c) three`.
 * @param from the place of the option that may come first
 * @returns what stands before it, and each of the options with its letter
 */
export function inlineParts(text: string, from: number): string[] {
  const parts: string[] = [];
  let [start, next] = [0, from];
  for (const { index, 1: letter } of text.matchAll(/(?<=^| )(?=[*✓]?\(?([a-h])\))/gi)) {
    if (letter!.toLowerCase().charCodeAt(0) - 97 !== next) continue;
    parts.push(text.slice(start, index).trim());
    [start, next] = [index, next + 1];
  }
  return [...parts, text.slice(start).trim()];
}
