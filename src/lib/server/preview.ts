/** The questions of a quiz as its staff read them before students do: with keys. */
import { bank } from './bank';
import * as courses from './courses';
import type { Db } from './db/connect';
import type { Quiz } from './quizzes';
import { compose } from '../domain/draw';
import type { Mark } from '../domain/items/item';
import { grade, keyOf, promptOf, type Prompt, type Response } from '../domain/items/registry';
import { seededRandom } from '../domain/shuffle';

export interface PreviewQuestion {
  item: string;
  prompt: Prompt;
  key: Response;
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
    const key = keyOf(content);
    const prompt = { ...promptOf(content, seededRandom(item)), hint: null };
    const { marks } = grade(content, key);
    return { item, prompt, key, marks, explanation: content.explanation, area, lesson, reserved };
  });
}
