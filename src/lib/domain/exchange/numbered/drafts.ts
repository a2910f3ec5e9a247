/** What a question of a text asks, by what stands below it. */
import { answeredDraft, verdictIn } from '../answer';
import { booleanDraft, clozeDraft, noteDraft } from '../draft';
import { keysAmong } from '../key';
import { pickDraft, type Notes } from '../made';
import type { Draft } from '../row';
import { tidy } from '../tidy';
import { explainedIn } from './entries';
import type { Option, Pieces, Written } from './questions';

/** Longer answers no machine compares. */
const longestAnswer = 120;

const whole = (pieces: Pieces | undefined): string => (pieces ?? []).join('').trim();

/** `True or false: the knee bends.` and `The knee bends. (T/F)` */
const saysBefore = /^\(?(?:true (?:or|\/) ?false|true\/false|t ?\/ ?f)\)? ?[:.?–—-]? ?/i;
const saysAfter = / ?\(?(?:true ?(?:\/|or) ?false|t ?\/ ?f|t f)\)?\??$/i;

type Asked = { stem: string; hint?: string; explanation?: string };

/** @returns the draft; null, after saying what to add, where nothing says what the answer is */
export function draftOf(written: Written, notes: Notes): Draft | null {
  const { line, options, fields } = written;
  const answer = written.answer ?? written.filled;
  const verdict = verdictIn(answer ?? '');
  const asks = whole(written.stem);
  const bare = asks.replace(saysBefore, '').replace(saysAfter, '').trim();
  const isVerdict = options.length === 0 && verdict !== null;
  const stem = (isVerdict && bare) || asks;
  const [hint, explanation] = [whole(fields.hint), whole(fields.explanation)];
  const asked = { stem, ...(hint && { hint }), ...(explanation && { explanation }) };
  if (stem === '') notes.flaws.push({ line, text: 'Write the question before its options' });
  if (/^(?:e|essay|open|long answer)/i.test(whole(fields.type)))
    return noteDraft(asked, answer ?? '');
  if (options.length > 0) return optionsDraft(asked, { ...written, answer }, notes);
  if (isVerdict) return booleanDraft(asked, verdict);
  return openDraft(asked, answer, line, notes);
}

function optionsDraft(
  asked: Asked,
  { options, answer, answerLine, line }: Written,
  notes: Notes
): Draft {
  const marked = options.filter(({ isMarked }) => isMarked);
  const bold = options.filter(({ isBold }) => isBold);
  // Where all are bold, none is meant.
  const signed = marked.length > 0 ? marked : bold.length < options.length ? bold : [];
  const said = answer === null ? null : saidOf(options, answer);
  if (said?.explanation)
    asked.explanation = [asked.explanation, said.explanation].filter(Boolean).join('\n\n');
  const keys = said ? said.keys : signed;
  if ('fix' in keys) notes.flaws.push({ line: answerLine, text: keys.fix });
  else if (keys.length === 0)
    notes.flaws.push({
      line,
      text: 'Mark the right option: put * before it, or write "Answer: B" below'
    });
  else if (answer !== null && marked.length > 0 && marked.some((one) => !keys.includes(one)))
    notes.flaws.push({
      line: answerLine,
      text: `Mark the same options as the answer says, "${answer}"`
    });
  const right = 'fix' in keys ? [] : keys;
  return pickDraft(
    asked,
    options.map((option) => ({
      text: whole(option.text),
      correct: right.includes(option),
      feedback: whole(option.feedback)
    }))
  );
}

/** `B`, or `B. Because …` */
function saidOf(options: Option[], answer: string) {
  const keys = keysOf(options, answer);
  const { answer: first, explanation } = explainedIn(answer);
  const shorter = 'fix' in keys && explanation ? keysOf(options, first) : keys;
  return { keys: shorter, explanation: shorter === keys ? '' : explanation };
}

/** A letter counts the letters of the text, also where one of them is missing. */
function keysOf(options: Option[], answer: string): Option[] | { fix: string } {
  const verdict = verdictIn(answer);
  const said = options.filter(({ text }) => verdict !== null && verdictIn(whole(text)) === verdict);
  if (said.length === 1) return said;
  const places = Math.max(...options.map(({ place }) => place)) + 1;
  const texts = Array.from({ length: places }, (_, place) =>
    whole(options.find((one) => one.place === place)?.text)
  );
  const keys = keysAmong(texts, answer.replace(/^option /i, ''));
  if ('fix' in keys) return keys;
  return options.filter(({ place }) => keys.places.includes(place));
}

/** Words to write, a number, or what an instructor reads. */
function openDraft(asked: Asked, answer: string | null, line: number, notes: Notes): Draft | null {
  if (!answer) {
    notes.flaws.push({
      line,
      text: 'Add options and a key, or a line "Answer: …", or "Type: essay" where an instructor reads the answer'
    });
    return null;
  }
  if (answer.length > longestAnswer) {
    notes.lost.push({
      line,
      text: 'Its answer is too long to be compared: an instructor reads it'
    });
    return noteDraft(asked, answer);
  }
  const blanks = asked.stem.split(/_{2,}/);
  const words = answer.split(/[;\n]/).map(tidy).filter(Boolean);
  if (blanks.length > 2 && words.length === blanks.length - 1)
    return clozeDraft(
      { ...asked, stem: 'Fill in the gaps.' },
      blanks.flatMap((text, i) => (i === 0 ? [text] : [{ accept: [words[i - 1]!] }, text]))
    );
  return answeredDraft(asked, words);
}
