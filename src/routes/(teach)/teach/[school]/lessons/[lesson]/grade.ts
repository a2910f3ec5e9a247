/** Grades an answer to a check as a lesson does, and records nothing. */
import type { Answer, Verdict } from '$lib/domain/answer';
import { post } from '$lib/components/post';

type Result = Verdict & { status: string };

/** @param id of this showing of the item */
export async function grade(
  item: string,
  version: number,
  id: string,
  answer: Answer
): Promise<Verdict> {
  const answeredAt = new Date().toISOString();
  const submission = { ...answer, id, item, version, context: 'lesson', answeredAt };
  const results = await post<Result>('checks', [submission]);
  return 'error' in results ? results : results[0]!;
}
