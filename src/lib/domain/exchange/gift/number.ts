/** The numbers of a GIFT question, as in `{#3.14:0.01}`. */
import { numericDraft } from '../draft';
import { rangeIn, type Range } from '../range';
import type { Draft } from '../row';
import { mostAnswers, piecesOf, type Piece, type Stretch } from './pieces';
import type { Question } from './question';

interface Answer extends Range {
  weight: number;
  feedback: string;
  at: number;
}

const covers = (one: Range, other: Range) =>
  Math.abs(one.value - other.value) + other.tolerance <= one.tolerance + 1e-9;
const isWithin = ({ value, tolerance }: Range, other: number) =>
  Math.abs(value - other) <= tolerance + 1e-9 * Math.max(1, Math.abs(value), Math.abs(other));

/** @param body what follows the `#` */
export function numericOf(question: Question, body: Stretch): Draft {
  const said = question.remarks();
  const answers = piecesOf(body)
    .slice(0, mostAnswers)
    .flatMap((piece) => answerOf(question, piece, said));
  const rights = answers.filter(({ weight }) => weight >= 100);
  const right = rights.toSorted((a, b) => b.tolerance - a.tolerance)[0];
  if (!right && question.isSound())
    question.flaw(body.at, 'Give a number that earns all points, as in {#3.14:0.01}');
  const { value, tolerance } = right ?? { value: 0, tolerance: 0 };
  for (const other of rights)
    if (!covers({ value, tolerance }, other))
      question.flaw(
        other.at,
        `Give one right number or one range: besides ${value} there is ${other.value}`
      );
  for (const { at, feedback } of rights) said.right(at, feedback);
  const wrong = [];
  for (const { weight, at, feedback, ...range } of answers) {
    if (weight >= 100) continue;
    const { value: number, tolerance: off } = range;
    if (weight > 0) question.lose(at, `${weight} % of the points for ${number} ± ${off}`);
    if (isWithin({ value, tolerance }, number)) continue;
    wrong.push({ ...range, ...(feedback && { feedback }) });
  }
  return numericDraft(question.asked(), {
    value,
    tolerance,
    ...said.feedback(body.at),
    ...(wrong.length > 0 && { wrong })
  });
}

/** @returns none where it is what is said to every other number, or no number at all */
function answerOf(
  question: Question,
  { sign, weight, text, feedback }: Piece,
  said: ReturnType<Question['remarks']>
): Answer[] {
  const remark = feedback ? question.words(feedback) : '';
  const written = question.words(text);
  const counts = weight ?? (sign === '~' ? 0 : 100);
  if (counts <= 0 && (written === '' || written === '*')) {
    said.otherwise(remark);
    return [];
  }
  const range = rangeIn(written, /:/);
  if (range) return [{ ...range, weight: counts, feedback: remark, at: text.at }];
  question.flaw(text.at, `Give a number in place of "${written}", as in {#3.14:0.01} or {#3..4}`);
  return [];
}
