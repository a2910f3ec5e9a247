/** Grading, which records nothing: the first half of the write path, and all there is without an account. */
import * as v from 'valibot';
import type { Db } from './db/connect';
import { schoolOf, versionKey, versions } from './items';
import { Submission, type GradedAnswer } from '../domain/answer';
import { assess, type Assessment } from '../domain/assess';
import { complaint } from '../domain/complaint';
import type { Grade } from '../domain/items/item';
import type { Item } from '../domain/items/registry';

export type Rejected = { id: string | null; status: 'rejected'; error: string };
export type Assessed = Assessment & { item: Item };

/**
 * Parses, finds the item's version, grades and rates.
 * @param zone in which study days are counted
 * @param account null where nobody is signed in
 * @param submissions as a client sent them
 * @returns in their order, each assessed or rejected with a sentence that says what to mend
 */
export async function assessAll(
  db: Db,
  zone: string,
  account: string | null,
  submissions: readonly unknown[],
  now: Date
): Promise<(Assessed | Rejected)[]> {
  const parsed = submissions.map((submission) => v.safeParse(Submission, submission));
  const items = await versions(
    db,
    parsed.flatMap(({ success, output }) => (success ? [output] : []))
  );
  const foreign = await foreignTo(
    db,
    account,
    parsed.flatMap(({ success, output }) => (success ? contentOf(items, output) : []))
  );
  return parsed.map((result, i) => {
    if (!result.success) {
      const [issue] = result.issues;
      const id = (submissions[i] as { id?: unknown } | null)?.id;
      const error = `${v.getDotPath(issue) ?? 'answer'}: ${complaint(issue)}`;
      return { id: typeof id === 'string' ? id : null, status: 'rejected', error };
    }
    const { id, item: itemId, version } = result.output;
    const reject = (error: string): Rejected => ({ id, status: 'rejected', error });
    const [item] = contentOf(items, result.output);
    if (!item || foreign.has(item))
      return reject(`There is no item "${itemId}" in version ${version}`);
    if (item.reserved) return reject('This question is kept for quizzes: answer it in one');
    const assessment = assess(result.output, item, zone, now);
    return 'error' in assessment ? reject(assessment.error) : { ...assessment, item };
  });
}

const contentOf = (items: ReadonlyMap<string, Item>, { item, version }: Submission): Item[] => {
  const content = items.get(versionKey(item, version));
  return content ? [content] : [];
};

/** @returns which of the contents are a school's where the account is no member: it has no such */
async function foreignTo(
  db: Db,
  account: string | null,
  contents: readonly Item[]
): Promise<ReadonlySet<Item>> {
  const mended = contents.filter((content) => schoolOf(content) !== null);
  if (mended.length === 0) return new Set();
  const rows = await db.$client<{ school: string }[]>`
    select school_id as school from members where account_id = ${account}`;
  const own = new Set<string | null>(rows.map(({ school }) => school));
  return new Set(mended.filter((content) => !own.has(schoolOf(content))));
}

/**
 * Grades and stores nothing: for readers without an account, and for authors who try a lesson.
 * @param account null where nobody is signed in
 * @returns as `answers.record` does, with `status: 'graded'`
 */
export async function check(
  db: Db,
  account: string | null,
  submissions: readonly unknown[],
  now: Date
) {
  const assessed = await assessAll(db, 'UTC', account, submissions, now);
  return assessed.map((a) =>
    'submission' in a
      ? { id: a.submission.id, status: 'graded' as const, next: null, ...toResult(a.item, a.grade) }
      : a
  );
}

/** What the learner is told of a grade. */
export const toResult = (item: Item, { score, marks }: Grade): Omit<GradedAnswer, 'next'> => ({
  correct: score === 1,
  score,
  feedback: { explanation: item.explanation, marks }
});
