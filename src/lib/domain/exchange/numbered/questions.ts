/** The questions of a text, line after line. */
import { entriesIn, isEntry, type Entry } from './entries';
import {
  inlineParts,
  lineOf,
  type Field,
  type Line,
  type OptionLine,
  type QuestionLine
} from './lines';

export interface Option {
  /** From 0 on, by its letter. */
  place: number;
  text: Pieces;
  isMarked: boolean;
  isBold: boolean;
  feedback: Pieces;
}

/** A question as it is written. */
export interface Written {
  line: number;
  number: number | null;
  category: string | null;
  stem: Pieces;
  options: Option[];
  /** Null where none is given. */
  answer: string | null;
  answerLine: number;
  /** What stands in the blank before its number. */
  filled: string | null;
  fields: Partial<Record<Field, Pieces>>;
}

interface Stray {
  line: number;
  text: string;
  isParagraph: boolean;
}

/** A text as it grows line by line, to be joined as it is. */
export type Pieces = string[];

/** Lines that were wrapped are one again: the second goes on in the middle of a sentence. */
function append(pieces: Pieces, text: string, isParagraph: boolean) {
  if (text === '') return;
  const before = pieces.at(-1);
  if (before === undefined) pieces.push(text);
  else if (isParagraph) pieces.push(`\n\n${text}`);
  else {
    const isWrapped = !'.!?:;…'.includes(before.at(-1)!) && /^\p{Ll}/u.test(text);
    pieces.push(`${isWrapped ? ' ' : '\n'}${text}`);
  }
}

/** More are no question, and longer ones are no heading. */
const mostOptions = 26;
const longestHeading = 80;

/** @returns what the text asks, the key at its end, and the lines that belong to no question */
export function questionsIn(text: string): {
  questions: Written[];
  entries: Entry[];
  left: Stray[];
} {
  const lines = text.split(/\r\n?|[\n\u2028\v]/).map((line, i) => lineOf(line, i + 1));
  const questions: Written[] = [];
  const entries: Entry[] = [];
  let left: Stray[] = [];
  const numbers = new Set<number>();
  let current: Written | null = null;
  /** What a line goes on with that begins nothing; null after an answer. */
  let goesOn: ((text: string, isParagraph: boolean) => void) | null = null;
  let isStem = false;
  /** Of a list within the stem, the number that comes next. */
  let inner = 0;
  let isAfterBlank = true;
  let isInKey = false;
  let category: string | null = null;
  let stray: Stray[] = [];

  const isOpen = () => current !== null && current.answer === null;
  const isComplete = () =>
    current !== null && (current.answer !== null || current.options.length > 1);

  function begin(line: number, number: number | null, stem: string) {
    const begun: Written = {
      line,
      number,
      category,
      stem: stem === '' ? [] : [stem],
      options: [],
      answer: null,
      answerLine: line,
      filled: null,
      fields: {}
    };
    questions.push(begun);
    if (number !== null) numbers.add(number);
    [current, inner, isStem] = [begun, 0, true];
    goesOn = (more, isParagraph) => append(begun.stem, more, isParagraph);
  }

  /** A short line by itself above a question is its heading, else it is what nobody asks. */
  function settle() {
    const last = stray.at(-1);
    const isHeading =
      last && (stray.length === 1 || last.isParagraph) && last.text.length <= longestHeading;
    if (isHeading) category = last.text;
    left = left.concat(isHeading ? stray.slice(0, -1) : stray);
    stray = [];
  }
  /** The lines before the options of a question without a number are its stem, but for a heading. */
  function beginUnnumbered() {
    const [first, second] = stray;
    const isShort = first!.text.length <= longestHeading && /[^.?!:;…]$/.test(first!.text);
    const isHeading = isShort && second?.isParagraph;
    if (isHeading) category = first!.text;
    const stem = isHeading ? stray.slice(1) : stray;
    stray = [];
    const [{ line, text }, ...more] = stem as [Stray, ...Stray[]];
    begin(line, null, text);
    for (const { text, isParagraph } of more) goesOn?.(text, isParagraph);
  }

  function addOption({ text, place, isMarked, isBold }: OptionLine) {
    const list = current!.options;
    const [own = '', ...others] = place === null ? [text] : inlineParts(text, place + 1);
    const words = own === '' ? [] : [own];
    list.push({ text: words, place: place ?? nextPlace(), isMarked, isBold, feedback: [] });
    goesOn = (more, isParagraph) => append(words, more, isParagraph);
    isStem = false;
    addOptions(others, current!.line);
  }
  function addOptions(parts: string[], at: number) {
    for (const part of parts) {
      const line = lineOf(part, at);
      if (line.kind === 'option') addOption(line);
    }
  }
  const nextPlace = () => (current?.options.at(-1)?.place ?? -1) + 1;

  /** A list within a stem has numbers too, and a text may begin like an option. */
  function isQuestion({ number }: QuestionLine): boolean {
    if (current === null || isComplete()) return true;
    if (number === inner) return false;
    return number === (current.number ?? 0) + 1 || (isAfterBlank && number > (current.number ?? 0));
  }
  function isOption({ place, isDoubtful }: OptionLine): boolean {
    if (place === 0 && !isDoubtful && stray.length > 0) return true;
    if (!isOpen() || stray.length > 0 || nextPlace() >= mostOptions) return false;
    return (
      place === null ||
      place === nextPlace() ||
      (!isDoubtful && place > nextPlace() && place < nextPlace() + 3)
    );
  }

  function addText({ line, whole }: Line, i: number) {
    const isApart = current === null || stray.length > 0 || (isAfterBlank && !isStem);
    if (isApart || (!isOpen() && opensNext(i)))
      stray.push({ line, text: whole, isParagraph: isAfterBlank });
    else if (goesOn) goesOn(whole, isAfterBlank);
    else explain(whole);
  }
  function explain(text: string) {
    const { fields } = current!;
    const said = (fields.explanation ??= []);
    append(said, text, false);
    [goesOn, isStem] = [(more, isParagraph) => append(said, more, isParagraph), false];
  }

  function addAnswer(line: number, text: string) {
    const asked = current!;
    // What ExamView writes behind it.
    [asked.answer, asked.answerLine] = [text.split(/ (?:PTS|DIF|REF|OBJ|TOP): /)[0]!, line];
    goesOn = text === '' ? (more) => void (asked.answer = more) : null;
    if (text === '') goesOn = (more) => addAnswer(line, more);
    isStem = false;
  }

  function addField(line: Extract<Line, { kind: 'field' }>, i: number) {
    const { field, text, place } = line;
    if (!current) return field === 'category' ? void (category = text) : addText(line, i);
    const { fields } = current;
    const option = current.options.find((one) => one.place === place);
    const said = option ? option.feedback : (fields[field] ??= []);
    append(said, text, false);
    [goesOn, isStem] = [(more, isParagraph) => append(said, more, isParagraph), false];
  }

  /** Whether what may be the heading of a key is one: entries follow it. */
  function opensKey(line: Line, i: number): boolean {
    if (questions.length === 0) return false;
    const next = line.text || lines.slice(i + 1, i + 5).find(({ kind }) => kind !== 'blank')?.whole;
    const count = next === undefined ? 0 : entriesIn(next, 1).length;
    const mayBeAnswer =
      line.text !== '' && isOpen() && /^(?:answer|key)\b(?! key| sheet)/i.test(line.whole);
    return count > (mayBeAnswer ? 1 : 0);
  }
  /** Whether a question without a number begins here: before a blank line its options do. */
  function opensNext(i: number): boolean {
    const ahead = lines.slice(i + 1, i + 8);
    const end = ahead.findIndex(({ kind }) => kind === 'blank' || kind === 'answer');
    return ahead
      .slice(0, end < 0 ? 8 : end)
      .some((one) => one.kind === 'option' && one.place === 0);
  }

  lines.forEach((line, i) => {
    const found = isInKey ? entriesIn(line.whole, line.line) : [];
    if (line.kind === 'blank') isAfterBlank = true;
    else if (found.length > 0) entries.push(...found);
    else if (isInKey && entries.length > 0) {
      append(entries.at(-1)!.explanation, line.kind === 'field' ? line.text : line.whole, false);
    } else if (line.kind === 'key' && opensKey(line, i)) {
      isInKey = true;
      entries.push(...entriesIn(line.text, line.line));
    } else if ((line.kind === 'answer' || line.kind === 'key') && isOpen())
      addAnswer(line.line, line.text);
    else if (line.kind === 'field') addField(line, i);
    else if (line.kind === 'verdicts' && isOpen()) current!.answer ??= line.key;
    else if (
      line.kind === 'question' &&
      numbers.has(line.number) &&
      isEntry(line.text) &&
      isComplete()
    )
      entries.push(...entriesIn(line.whole, line.line));
    else if (line.kind === 'question' && isQuestion(line)) {
      settle();
      const [stem = '', ...options] = inlineParts(line.text, 0);
      begin(line.line, line.number, options.length > 1 ? stem : line.text);
      if (options.length > 1) addOptions(options, line.line);
      current!.filled = line.key;
    } else if (line.kind === 'option' && isOption(line)) {
      if (stray.length > 0) beginUnnumbered();
      addOption(line);
    } else {
      if (line.kind === 'question') inner = line.number + 1;
      addText(line, i);
    }
    if (line.kind !== 'blank') isAfterBlank = false;
  });
  return { questions, entries, left: left.concat(stray) };
}
