/** What stands in the braces of a GIFT question: its kind and its answers. */
import {
  booleanDraft,
  classifyDraft,
  clozeDraft,
  matchDraft,
  noteDraft,
  shortDraft
} from '../draft';
import { pickDraft } from '../made';
import type { Draft } from '../row';
import { numericOf } from './number';
import {
  cut,
  find,
  mostAnswers,
  parted,
  piecesOf,
  trimmed,
  type Piece,
  type Stretch
} from './pieces';
import type { Question } from './question';

/** @returns the draft, as far as one can be made; what is wrong or lost is noted */
export function answersOf(question: Question, body: Stretch): Draft {
  const inner = trimmed(body);
  if (!inner) return noteDraft(question.asked());
  if (inner.raw.startsWith('#')) return numericOf(question, cut(inner, 0, 1)[1]);
  const verdict = /^(true|t|false|f)\s*(#|$)/i.exec(inner.raw);
  if (verdict) return verdictOf(question, inner, verdict[1]!);
  const pieces = piecesOf(inner).slice(0, mostAnswers + 1);
  if (pieces.length > mostAnswers)
    question.flaw(pieces[mostAnswers]!.text.at, `Give at most ${mostAnswers} answers`);
  if (pieces.some(({ sign }) => sign === '~')) return optionsOf(question, pieces);
  if (find(inner, '=') >= 0 && find(inner, '->') >= 0) return pairsOf(question, pieces);
  return wordsOf(question, pieces);
}

/** `T#said to whoever is wrong#said to whoever is right` */
function verdictOf(question: Question, inner: Stretch, word: string): Draft {
  const value = word.toLowerCase().startsWith('t');
  const [wrong, right] = parted(inner, '#').slice(1).map(question.words);
  return booleanDraft(question.asked(), value, { [`${value}`]: right, [`${!value}`]: wrong });
}

function optionsOf(question: Question, pieces: Piece[]): Draft {
  const isSingle = pieces.some(({ sign }) => sign === '=');
  const keys = pieces.filter((piece) => isRight(piece, isSingle));
  if (keys.length === 0)
    question.flaw(pieces[0]!.text.at, 'Mark the right answer with = in place of ~');
  if (isSingle && keys.length > 1)
    question.lose(
      keys[1]!.text.at,
      'Each right answer counted alone there; here all are to be chosen'
    );
  const options = pieces.map((piece) => {
    const { weight, text, feedback } = piece;
    if (weight !== null && Math.abs(weight) > 100)
      question.flaw(text.at, 'Give a weight from -100 to 100, as in %50%');
    const correct = keys.includes(piece);
    const counts = keys.length > 1 ? !isSingle : !correct;
    return {
      text: question.words(text),
      correct,
      feedback: feedback ? question.words(feedback) : undefined,
      credit: counts ? (weight ?? 0) / 100 : undefined
    };
  });
  return pickDraft(question.asked(), options);
}

/** Without a `=` any number may be chosen, and what earns points is right. */
const isRight = ({ sign, weight }: Piece, isSingle: boolean) =>
  isSingle ? sign === '=' : (weight ?? 0) > 0;

function pairsOf(question: Question, pieces: Piece[]): Draft {
  const extra: string[] = [];
  const pairs: { left: string; right: string; feedback?: string }[] = [];
  for (const { text, feedback } of pieces) {
    const arrow = find(text, '->');
    if (arrow < 0) {
      question.flaw(text.at, 'Write -> between the two halves of the pair');
      continue;
    }
    const [before, after] = cut(text, arrow, 2);
    const [left, right] = [question.words(before), question.words(after)];
    const said = feedback ? question.words(feedback) : undefined;
    if (left) pairs.push({ left, right, feedback: said });
    else extra.push(right);
  }
  const rights = [...new Set(pairs.map(({ right }) => right))];
  const others = [...new Set(extra)].filter((right) => right && !rights.includes(right));
  if (rights.length === pairs.length) return matchDraft(question.asked(), pairs, others);
  const places = new Map([...rights, ...others].map((right, i) => [right, i]));
  return classifyDraft(
    question.asked(),
    [...places.keys()],
    pairs.map(({ left, right, feedback }) => ({ text: left, bin: places.get(right)!, feedback }))
  );
}

/** Of short answers Moodle takes `*` as any words, and `\*` as itself. */
const literal = (words: string) => words.replace(/\\?\*/g, (sign) => sign.slice(1) && '*');

function wordsOf(question: Question, pieces: Piece[]): Draft {
  const accept: string[] = [];
  const wrong: { text: string; feedback?: string }[] = [];
  const said = question.remarks();
  for (const { weight, text, feedback } of pieces) {
    const words = question.words(text);
    const remark = feedback ? question.words(feedback) : '';
    const isWhole = weight === null || weight >= 100;
    if (words === '*' && !isWhole) said.otherwise(remark);
    else if (isWhole) {
      if (/(?<!\\)\*/.test(words))
        question.lose(text.at, 'A * stood for any words; here only the words themselves count');
      accept.push(literal(words).trim());
      said.right(text.at, remark);
    } else {
      if (weight > 0) question.lose(text.at, `${weight} % of the points for "${words}"`);
      wrong.push({ text: literal(words), ...(remark && { feedback: remark }) });
    }
  }
  if (accept.length === 0)
    question.flaw(pieces[0]!.text.at, 'Give an answer that earns all points, as in {=word}');
  const gap = { accept, ...said.feedback(pieces[0]!.text.at), ...(wrong.length > 0 && { wrong }) };
  const { before, after } = question;
  if (after === null) return shortDraft(question.asked(), gap);
  return clozeDraft({ ...question.asked(), stem: 'Fill in the gap.' }, [before, gap, after]);
}
