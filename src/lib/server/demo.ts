/** A school to look around in: accounts by role, and weeks of study played through the real path. */
import { randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { record, type Learner } from './answers';
import * as courses from './courses';
import * as reading from './reading';
import type { Lesson } from './content/catalogue';
import { lessonsOf } from './content/catalogue';
import type { Db } from './db/connect';
import { accounts, members, schools } from './db/schema/accounts';
import { announcements } from './db/schema/announcements';
import { assignments } from './db/schema/assignments';
import { completionRules, courseCompletions, skills, skillSignOffs } from './db/schema/completion';
import { audit } from './db/schema/corrections';
import { memberEvents, memberRecords } from './db/schema/membership';
import { quickComments } from './db/schema/quick-comments';
import { quizzes } from './db/schema/quizzes';
import { itemChoices, itemStatistics, quizStatistics } from './db/schema/statistics';
import { events } from './db/schema/webhooks';
import { seedCompletion } from './demo-completion';
import { hourTables, seedHours } from './demo-hours';
import { seedQuizzes } from './demo-quizzes';
import { seedTeaching } from './demo-teaching';
import { versions, versionKey } from './items';
import * as passwords from './passwords';
import * as plans from './plans';
import { today } from './reviews';
import type { Role } from '../domain/actor';
import type { SubmissionInput } from '../domain/answer';
import { studyDay } from '../domain/day';
import { keyOf, type Item } from '../domain/items/registry';
import { defaultPlan } from '../domain/plan';
import { seededRandom } from '../domain/shuffle';

const slug = 'demo-school';
/** Its address while it is being made. */
const unfinished = 'demo-school-unfinished';
const password = 'practice-makes-memory';
const timeZone = 'America/New_York';
const day = 86_400_000;
const weeks = 4;
/** Lessons are finished on these days of the demo, one each. */
const lessonDays = [0, 4, 9, 15];

/** The first student sits an exam in so many days. */
const daysToExam = 20;

/** How likely each student is to study on a day, and to answer rightly. */
const students = [
  { diligence: 0.95, skill: 0.92 },
  { diligence: 0.8, skill: 0.85 },
  { diligence: 0.7, skill: 0.7 },
  { diligence: 0.5, skill: 0.8 },
  { diligence: 0.3, skill: 0.6 }
];

const people: { email: string; name: string; role: Role }[] = [
  { email: 'admin@demo.example', name: 'Demo admin', role: 'admin' },
  { email: 'instructor@demo.example', name: 'Demo instructor', role: 'instructor' },
  ...students.map((_, i) => ({
    email: `student${i + 1}@demo.example`,
    name: `Demo student ${i + 1}`,
    role: 'student' as const
  }))
];

/**
 * Makes the demo school unless it is there. What an interrupted start left behind is made anew.
 * @param now the end of the played history
 * @returns the log-ins, for the one who started the server
 */
export async function seedDemo(
  db: Db,
  now: Date
): Promise<{ email: string; password: string; role: Role }[]> {
  const [existing] = await db.select().from(schools).where(eq(schools.slug, slug));
  if (!existing) await seed(db, now);
  return people.map(({ email, role }) => ({ email, password, role }));
}

async function seed(db: Db, now: Date): Promise<void> {
  const emails = people.map(({ email }) => email);
  await clear(db, emails);
  const start = new Date(now.getTime() - weeks * 7 * day);
  const passwordHash = await passwords.hash(password);
  const created = people.map((person) => ({ ...person, id: randomUUID() }));
  await db.insert(accounts).values(
    created.map(({ id, email, name }) => ({
      id,
      email,
      name,
      passwordHash,
      timeZone,
      createdAt: start
    }))
  );
  const learners = created.filter(({ role }) => role === 'student');
  for (const [i, { id }] of learners.entries())
    await study(db, { id, timeZone }, students[i]!, start, now);
  const examDay = studyDay(now, timeZone) + daysToExam;
  await plans.save(db, learners[0]!.id, { ...defaultPlan, examDay });

  // Its address comes last: as long as that is missing, the next start begins again.
  const made = { id: randomUUID(), slug: unfinished, timeZone, createdAt: start };
  const school = { ...made, name: 'Demo school' };
  await db.insert(schools).values(school);
  await db.insert(members).values(
    created.map(({ id, role }) => ({
      schoolId: school.id,
      accountId: id,
      role,
      joinedAt: start
    }))
  );
  const { id } = created.find(({ role }) => role === 'instructor')!;
  const instructor = { id, memberships: [{ school: school.id, role: 'instructor' as const }] };
  const taught = learners.map(({ id }, i) => ({ id, timeZone, skill: students[i]!.skill }));
  await seedQuizzes(db, instructor, school.id, taught, now);
  await seedTeaching(db, instructor, school.id, taught, now);
  const runs = created.find(({ role }) => role === 'admin')!;
  const admin = { id: runs.id, memberships: [{ school: school.id, role: 'admin' as const }] };
  await seedCompletion(db, admin, school.id, taught, now);
  await seedHours(db, { staff: instructor, admin }, school.id, taught, now);
  await db.update(schools).set({ slug }).where(eq(schools.id, school.id));
}

/** Takes out what an interrupted start left behind. */
async function clear(db: Db, emails: string[]): Promise<void> {
  await db.delete(accounts).where(inArray(accounts.email, emails));
  await db.transaction(async (tx) => {
    const [school] = await tx.select().from(schools).where(eq(schools.slug, unfinished));
    if (!school) return;
    // What never was anybody's may go, evidence too.
    await tx.execute(sql`select set_config('palpate.disposal', 'on', true)`);
    const own = tx.select({ id: quizzes.id }).from(quizzes).where(eq(quizzes.schoolId, school.id));
    for (const table of [quizStatistics, itemStatistics, itemChoices])
      await tx.delete(table).where(inArray(table.quizId, own));
    const done = [courseCompletions, completionRules, skillSignOffs, skills];
    const kept = [...done, ...hourTables, events, memberEvents, memberRecords];
    for (const table of [quizzes, assignments, announcements, quickComments, audit, ...kept])
      await tx.delete(table).where(eq(table.schoolId, school.id));
    await tx.delete(schools).where(eq(schools.id, school.id));
  });
}

/** Plays a student's weeks: a lesson now and then, and what Today asks for. */
async function study(
  db: Db,
  learner: Learner,
  { diligence, skill }: (typeof students)[number],
  start: Date,
  now: Date
): Promise<void> {
  const random = seededRandom(`${diligence} ${skill}`);
  const lessons = courses.catalogue().courses.flatMap(lessonsOf);
  let read = 0;
  for (let d = 0; d < weeks * 7; d++) {
    const evening = new Date(start.getTime() + d * day);
    if (random() > diligence || evening >= now) continue;
    const { queue } = await today(db, learner, 40, evening);
    const play = new Play(evening, skill, random);
    const contents = await versions(db, queue);
    for (const { item, version } of queue)
      play.answer(contents.get(versionKey(item, version))!, version, 'review');

    const lesson = d >= lessonDays[read]! ? lessons[read] : undefined;
    if (lesson) await readLesson(db, learner, lesson, play);
    if (lesson) read++;
    if (play.sent.length > 0) await record(db, learner, play.sent, play.clock);
  }
}

async function readLesson(db: Db, learner: Learner, lesson: Lesson, play: Play): Promise<void> {
  const state = await reading.readerState(db, learner.id, lesson.id);
  for (const item of lesson.items)
    if (lesson.checks.includes(item.id)) play.answer(item, state.items[item.id]!.version, 'lesson');
  await reading.complete(db, learner.id, lesson.id, play.clock);
}

/** One evening's answers; a miss is tried again until it is right. */
class Play {
  readonly sent: SubmissionInput[] = [];
  clock: Date;

  constructor(
    evening: Date,
    private readonly skill: number,
    private readonly random: () => number
  ) {
    this.clock = evening;
  }

  answer(item: Item, version: number, context: SubmissionInput['context']): void {
    const right = this.random() < this.skill;
    const latencyMs = Math.round(5000 + this.random() * 25_000);
    this.clock = new Date(this.clock.getTime() + latencyMs);
    this.sent.push({
      id: v7(),
      item: item.id,
      version,
      response: right ? keyOf(item) : this.wrong(item),
      context,
      answeredAt: this.clock.toISOString(),
      latencyMs
    });
    if (!right) this.answer(item, version, 'review');
  }

  /** A wrong option where there are options; else the question is given up. */
  private wrong(item: Item): Record<string, unknown> {
    if (item.type !== 'choice') return {};
    const options = item.options.filter((option) => !option.correct);
    return { option: options[Math.floor(this.random() * options.length)]!.id };
  }
}
