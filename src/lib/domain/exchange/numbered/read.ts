/**
 * Questions as people write them in a text or in Word: numbered, options with letters or bullets,
 * the key by a star, by bold, below each question or at the end. Aiken is the same without numbers.
 */
import { finished, type Notes } from '../made';
import type { Found, Remark, Row } from '../row';
import { tidy } from '../tidy';
import { draftOf } from './drafts';
import type { Entry } from './entries';
import { questionsIn, type Written } from './questions';

const mostLost = 50;

/** @param text a whole text; any is read, in time proportional to its length */
export function read(text: string): Found {
  const { questions, entries, left } = questionsIn(text);
  const flaws = answerBy(entries, questions);
  if (questions.length === 0)
    flaws.push({ line: 1, text: 'There is no question: number them, as in "1. Which …?"' });
  const lost = left
    .slice(0, mostLost)
    .map(({ line, text }) => ({ line, text: `This belongs to no question: ${text.slice(0, 80)}` }));
  return { rows: questions.map(rowOf), flaws, lost };
}

/** Gives the questions the answers of the key at the end, in place, and says what does not fit. */
function answerBy(entries: Entry[], questions: Written[]): Remark[] {
  const flaws: Remark[] = [];
  const byNumber = new Map<number, Written[]>();
  for (const question of questions.toReversed()) {
    if (question.number === null) continue;
    const alike = byNumber.get(question.number);
    if (alike) alike.push(question);
    else byNumber.set(question.number, [question]);
  }
  for (const { number, answer, explanation, line } of entries) {
    const alike = byNumber.get(number);
    // Where the numbers begin anew in each part, so do those of the key.
    const question = alike && alike.length > 1 ? alike.pop() : alike?.[0];
    const say = (text: string) => void flaws.push({ line, text });
    if (!question) say(`The key names question ${number}, which is not there`);
    else if (question.answer === null) {
      [question.answer, question.answerLine] = [answer, line];
      if (explanation.length > 0) question.fields.explanation ??= explanation;
    } else if (tidy(question.answer).toLowerCase() !== answer.toLowerCase())
      say(`The key says "${answer}" of question ${number}, and its own line "${question.answer}"`);
  }
  return flaws;
}

const listed = (text: string) => text.split(/[;,]/).map(tidy).filter(Boolean);

function rowOf(written: Written): Row {
  const { line, number, category, fields } = written;
  const notes: Notes = { flaws: [], lost: [] };
  const said = (field: keyof typeof fields) => (fields[field] ?? []).join('').trim();
  const row = {
    line,
    name: number === null ? null : String(number),
    category: said('category') || category,
    tags: [...listed(said('tags')), ...(said('objective') ? [said('objective')] : [])]
  };
  return finished({ ...row, draft: draftOf(written, notes) }, notes);
}
