/** The questions of a quiz as its staff read them before students do: with keys. */
import { bank } from './bank';
import * as courses from './courses';
import type { Db } from './db/connect';
import type { Quiz } from './quizzes';
import { compose } from '../domain/draw';
import type { Mark } from '../domain/items/item';
import { grade, parseResponse, promptOf, type Prompt } from '../domain/items/registry';
import { seededRandom } from '../domain/shuffle';

export interface PreviewQuestion {
  item: string;
  prompt: Prompt;
  /** Of an answer left open: each part says its key. */
  marks: Mark[];
  explanation: string;
  area: string;
  lesson: string;
  reserved: boolean;
}

/** @returns the questions that one attempt could have; drawn ones differ with each */
export async function preview(
  db: Db,
  { id, school, rules }: Pick<Quiz, 'id' | 'school' | 'rules'>
): Promise<PreviewQuestion[]> {
  const questions = await bank(db, school, null);
  const byId = new Map(questions.map((question) => [question.item, question]));
  const weights = Object.entries(courses.outline().areas).map(([area, { weight }]) => [
    area,
    weight
  ]);
  const order = { ...rules, shuffle: false };
  const items = compose(order, questions, Object.fromEntries(weights), seededRandom(id));
  return items.map((item) => {
    const { content, area, lesson, reserved } = byId.get(item)!;
    const empty = parseResponse(content, {});
    const prompt = { ...promptOf(content, seededRandom(item)), hint: null };
    const marks = 'response' in empty ? grade(content, empty.response).marks : [];
    return { item, prompt, marks, explanation: content.explanation, area, lesson, reserved };
  });
}
