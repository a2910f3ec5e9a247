/** Written notes of quizzes: an instructor gives them points, after which they count. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { logAnswers } from './attempt-ends';
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { versionKey, versions } from './items';
import { newestGrading, selected, type GivenGrading, type Note } from './note-queue';
import * as quickComments from './quick-comments';
import { reckon, store, type Reckoned } from './reckoning';
import { relearn } from './relearn';
import * as statistics from './statistics';
import { can, type Actor } from '../domain/actor';
import { rate } from '../domain/rating';
import { parseGrading, passMark, type Item } from '../domain/items/registry';
import type { Grading } from '../domain/items/rubric';

/** @returns a note with its item, keys included; null where it is not there or not the actor's */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  answer: string,
  withNames = false
): Promise<(Note & { content: Item }) | null> {
  if (!validate(answer) || !can(actor, 'note.grade', { school })) return null;
  const [found] = await db.$client<Note[]>`${selected(db, actor, school, withNames)}
    and note.id = ${answer}`;
  if (!found) return null;
  const contents = await versions(db, [found]);
  const content = contents.get(versionKey(found.item, found.version))!;
  return content.type === 'note' && content.form === 'written' ? { ...found, content } : null;
}

/** @returns the comments that an instructor wrote last, each once */
export async function recentComments(db: Db, grader: string): Promise<string[]> {
  const rows = await db.$client<{ comment: string }[]>`
    select comment from (select comment, graded_at from note_gradings
      where grader_id = ${grader} order by graded_at desc limit 100) as lately
    where comment <> '' group by comment order by max(graded_at) desc limit 6`;
  return rows.map(({ comment }) => comment);
}

export type GradedNote =
  | { outcome: 'graded'; grading: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; error: string }
  /** Somebody has graded it since: what they gave. */
  | { outcome: 'changed'; grading: GivenGrading };

/**
 * Grades a note, after which its attempt is worth what it is worth, and it enters the log once that
 * may be told. Of several gradings the newest counts.
 * @param raw points by criterion and a comment, as they were sent
 * @param seen id of the grading that the grader knows of; null for none
 */
export async function grade(
  db: Db,
  actor: Actor,
  school: string,
  answer: string,
  raw: unknown,
  seen: string | null,
  now: Date
): Promise<GradedNote> {
  const found = await find(db, actor, school, answer);
  if (!found) return { outcome: 'missing' };
  const parsed = parseGrading(found.content, raw);
  if ('error' in parsed) return { outcome: 'invalid', error: parsed.error };

  const result = await db.$client.begin(async (tx) => {
    // Whoever grades another note of the same attempt waits: its worth is reckoned as a whole. And
    // nothing of this quiz is corrected meanwhile: a correction locks it.
    const [attempt] = await tx<Attempt[]>`
      select attempts.id, quiz_id as quiz, account_id as account, number
      from attempts join attempt_answers on attempt_id = attempts.id
        join quizzes on quizzes.id = quiz_id
      where attempt_answers.id = ${answer} for update of attempts for share of quizzes`;
    const [present = null] = await tx<GivenGrading[]>`${newestGrading(tx, tx`${answer}`)}`;
    if (present && present.id !== seen) return { outcome: 'changed' as const, grading: present };

    const before = await reckon(db, tx, [attempt!.id]);
    const at = Math.max(now.getTime(), present ? Date.parse(present.gradedAt) + 1 : 0);
    const id = await add(tx, actor, school, answer, parsed.grading, new Date(at));
    const after = await reckon(db, tx, [attempt!.id]);
    await store(tx, after, new Date(at));
    if (attempt!.number === 1) {
      await statistics.add(tx, attempt!.quiz, before, -1);
      await statistics.add(tx, attempt!.quiz, after);
    }
    await regradeInLog(db, tx, attempt!.account, after[0]!, answer, id, new Date(at));
    return { outcome: 'graded' as const, grading: id, attempt: attempt!.id };
  });
  if (result.outcome === 'changed') return result;
  await logAnswers(db, result.attempt, now);
  return { outcome: 'graded', grading: result.grading };
}

interface Attempt {
  id: string;
  quiz: string;
  account: string;
  number: number;
}

/** Adds a grading, and notes who did it. @returns its id */
async function add(
  tx: Transaction,
  actor: Actor,
  school: string,
  answer: string,
  { points, comment = '' }: Grading,
  at: Date
): Promise<string> {
  const id = randomUUID();
  await tx`
    insert into note_gradings (id, answer_id, grader_id, points, comment, graded_at)
    values (${id}, ${answer}, ${actor.id}, ${JSON.stringify(points)}::jsonb, ${comment},
      ${at.toISOString()})`;
  await quickComments.count(tx, school, comment);
  const subject = { answer, grading: id };
  // The comment stands with the grading, and goes with it.
  await noteIn(tx, { school, actor: actor.id, action: 'note.grade', subject, reason: '' }, at);
  return id;
}

/** What is in the log already is worth something else now, and so is the memory of it. */
async function regradeInLog(
  db: Db,
  tx: Transaction,
  account: string,
  { questions }: Reckoned,
  answer: string,
  grading: string,
  at: Date
): Promise<void> {
  const [logged] = await tx<{ confidence: Parameters<typeof rate>[0]['confidence'] | null }[]>`
    select confidence from answers where id = ${answer}`;
  const question = questions.find((question) => question.answer === answer);
  if (!logged || !question) return;
  const score = question.dropped ? null : question.score;
  const rating =
    score === null
      ? null
      : rate({
          score,
          passMark: passMark(question.content),
          confidence: logged.confidence ?? undefined,
          hint: false,
          quick: false,
          optionCount: null
        });
  await tx`
    insert into answer_regrades (answer_id, grading_id, score, rating, regraded_at)
    values (${answer}, ${grading}, ${score}, ${rating}, ${at.toISOString()})`;
  await relearn(db, tx, account, question.item);
}
