/** Quizzes: composed by the staff of a school, sat by its members. */
import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { noteIn } from './audit';
import { bank } from './bank';
import * as courses from './courses';
import type { Db, Transaction } from './db/connect';
import { quizzes } from './db/schema/quizzes';
import { happened } from './events';
import { once } from './idempotency';
import { can, type Actor } from '../domain/actor';
import { whyNotStart, type Standing } from '../domain/attempt';
import { examId, examRules, lengths } from '../domain/exam';
import type { NewQuiz, QuizRules } from '../domain/quiz';

export interface Quiz {
  /** A UUID, or the name of a practice exam. */
  id: string;
  /** Null for the practice exams, which are everybody's. */
  school: string | null;
  rules: QuizRules;
  releasedAt: Date | null;
  archivedAt: Date | null;
}

const columns = {
  id: quizzes.id,
  school: quizzes.schoolId,
  rules: quizzes.rules,
  releasedAt: quizzes.releasedAt,
  archivedAt: quizzes.archivedAt
};

const schoolsOf = (actor: Actor) => actor.memberships.map(({ school }) => school);

/** Whether the actor is staff where the quiz belongs. */
export const isStaff = (actor: Actor, quiz: Pick<Quiz, 'school'>): boolean =>
  quiz.school !== null && can(actor, 'quiz.manage', { school: quiz.school });

/** Puts the practice exams where quizzes are; a second time changes nothing. */
export async function addPracticeExams(db: Db, now: Date): Promise<void> {
  await db
    .insert(quizzes)
    .values(
      lengths.map((length) => ({ id: examId(length), rules: examRules(length), createdAt: now }))
    )
    .onConflictDoNothing();
}

/** @returns the practice exams, and the quizzes of the schools where the actor is a member. */
export async function list(db: Db, actor: Actor): Promise<Quiz[]> {
  return db
    .select(columns)
    .from(quizzes)
    .where(
      and(
        or(isNull(quizzes.schoolId), inArray(quizzes.schoolId, schoolsOf(actor))),
        isNull(quizzes.archivedAt)
      )
    )
    .orderBy(desc(quizzes.createdAt), quizzes.id);
}

/** @returns the quiz, or null where there is none or it is another school's: the two look alike */
export async function find(db: Db, actor: Actor, id: string): Promise<Quiz | null> {
  const [quiz] = await db.select(columns).from(quizzes).where(eq(quizzes.id, id));
  if (!quiz) return null;
  return quiz.school === null || schoolsOf(actor).includes(quiz.school) ? quiz : null;
}

/** The same, for staff only. */
export async function findForStaff(db: Db, actor: Actor, id: string): Promise<Quiz | null> {
  const quiz = await find(db, actor, id);
  return quiz && isStaff(actor, quiz) ? quiz : null;
}

/** @returns all quizzes of a school, newest first, archived ones too; empty unless the actor may */
export async function listForStaff(db: Db, actor: Actor, school: string): Promise<Quiz[]> {
  if (!can(actor, 'quiz.manage', { school })) return [];
  return db
    .select(columns)
    .from(quizzes)
    .where(eq(quizzes.schoolId, school))
    .orderBy(desc(quizzes.createdAt), quizzes.id);
}

/** What came of it: an error where the composition asks for what is not there; null: they may not. */
export type Made = { id: string } | { error: string } | null;

/**
 * Makes a quiz. Sent again, it is made once.
 * @returns 'taken' where something else has the id
 */
export async function create(
  db: Db,
  actor: Actor,
  school: string,
  quiz: NewQuiz,
  now: Date
): Promise<Made | 'taken'> {
  if (!can(actor, 'quiz.manage', { school })) return null;
  const { id } = quiz;
  const wish = { id, asked: { as: 'quiz', school, ...quiz }, now };
  const make = async (tx: Transaction) => {
    const error = await flawOf(db, school, quiz, tx);
    if (error) return { error };
    await insert(tx, school, quiz, now);
    return { id };
  };
  const done = await once(db, wish, make, (made) => 'id' in made);
  if (done.use === 'first') return done.made;
  return done.use === 'again' ? { id } : 'taken';
}

/** Puts a quiz there whose composition is known to be sound. */
export async function insert(
  tx: Transaction,
  school: string,
  { id, ...rules }: NewQuiz,
  now: Date
): Promise<void> {
  await tx`
    insert into quizzes (id, school_id, rules, created_at)
    values (${id}, ${school}, ${JSON.stringify(rules)}::text::jsonb, ${now.toISOString()})`;
}

/** Changes the rules; attempts that have begun keep theirs. @returns as `create` does */
export async function update(db: Db, actor: Actor, id: string, rules: QuizRules): Promise<Made> {
  const quiz = await findForStaff(db, actor, id);
  if (!quiz?.school) return null;
  const error = await flawOf(db, quiz.school, rules);
  if (error) return { error };
  await db
    .update(quizzes)
    .set({ rules })
    .where(and(eq(quizzes.id, id), eq(quizzes.schoolId, quiz.school)));
  return { id };
}

/** What a composition asks for that is not there, as a sentence; null where all is. */
async function flawOf(
  db: Db,
  school: string,
  { composition }: QuizRules,
  on: Transaction | Db['$client'] = db.$client
): Promise<string | null> {
  if (composition.kind === 'chosen') {
    const found = await bank(db, school, null, composition.items, on);
    const known = new Set(found.map(({ item }) => item));
    const unknown = composition.items.filter((id) => !known.has(id));
    return unknown.length > 0 ? `There is no question ${unknown.join(', ')}: take it out` : null;
  }
  if (composition.kind === 'exam') return null;
  const areas = Object.keys(courses.outline().areas);
  const unknown = Object.keys(composition.areas).filter((area) => !areas.includes(area));
  return unknown.length > 0
    ? `The outline has no area ${unknown.join(', ')}: use ${areas.join(', ')}`
    : null;
}

/** Lets students see their results, from now on. @returns whether the actor may */
export async function release(db: Db, actor: Actor, id: string, now: Date): Promise<boolean> {
  const quiz = await findForStaff(db, actor, id);
  if (!quiz?.school) return false;
  const { school } = quiz;
  await db.$client.begin(async (tx) => {
    const changed = await tx`
      update quizzes set released_at = ${now.toISOString()}
      where id = ${id} and school_id = ${school} and released_at is null returning 1`;
    if (changed.length === 0) return;
    const deed = { action: 'quiz.release', subject: { quiz: id }, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    await happened(tx, school, 'quiz.released', { quiz: id }, now);
  });
  return true;
}

/** Takes a quiz out of students' lists, or puts it back. @returns whether the actor may */
export async function archive(
  db: Db,
  actor: Actor,
  id: string,
  isArchived: boolean,
  now: Date
): Promise<boolean> {
  if (!(await findForStaff(db, actor, id))) return false;
  await db
    .update(quizzes)
    .set({ archivedAt: isArchived ? now : null })
    .where(eq(quizzes.id, id));
  return true;
}

/** The rules of an attempt that asks so many questions: a practice exam's time goes by them. */
export function rulesFor({ school, rules }: Pick<Quiz, 'school' | 'rules'>, questions: number) {
  const { composition } = rules;
  return school === null && composition.kind === 'exam'
    ? examRules(composition.questions, questions)
    : rules;
}

/** @returns null where a learner may begin now, else a sentence that says why not */
export const refusalOf = (
  { archivedAt, rules }: Pick<Quiz, 'archivedAt' | 'rules'>,
  standing: Standing,
  now: Date
): string | null =>
  archivedAt ? 'This quiz is no longer offered' : whyNotStart(rules, standing, now);
