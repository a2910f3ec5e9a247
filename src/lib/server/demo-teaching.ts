/** What the instructor of the demo school has asked of its students, told them, and keeps to say. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { record } from './answers';
import { assign } from './assignments';
import type { Db } from './db/connect';
import { announcementDeliveries, announcements } from './db/schema/announcements';
import type { DemoStudent } from './demo-quizzes';
import { versionKey, versions } from './items';
import * as own from './own-assignments';
import * as quickComments from './quick-comments';
import { weakSpots } from './weak-spots';
import type { Actor } from '../domain/actor';
import { usualDays, usualQuestions } from '../domain/assignment';
import { studyDay } from '../domain/day';
import { keyOf } from '../domain/items/registry';

const day = 86_400_000;
const minute = 60_000;

const comments = [
  'Say what you measured, and in which position.',
  'Keep what the client says apart from what you found.',
  'A colleague could give the next visit from this. Well done.'
];

/** An assignment that one student is through with, an announcement, and a few comments. */
export async function seedTeaching(
  db: Db,
  staff: Actor,
  school: string,
  students: readonly DemoStudent[],
  now: Date
): Promise<void> {
  const { timeZone } = students[0]!;
  const at = new Date(now.getTime() - 2 * day);
  const filter = { by: 'lesson', cohort: null, order: 'weakest' } as const;
  const spots = await weakSpots(db, staff, school, filter, at);
  const [weakest] = spots!.topics;
  const change = { actor: staff, school, today: studyDay(at, timeZone), now: at };
  const asked = students.slice(-3);
  const made = await assign(db, change, {
    ...{ kind: 'practice' as const, id: randomUUID(), topic: weakest!.topic, cohorts: [] },
    students: asked.map(({ id }) => id),
    questions: usualQuestions,
    due: studyDay(at, timeZone) + usualDays
  });
  if (made.outcome !== 'done') throw new Error(`No demo assignment: ${made.outcome}`);
  await practise(db, asked[0]!, made.id, new Date(at.getTime() + day));

  for (const text of comments) await quickComments.keep(db, staff, school, text, at);
  await tell(db, staff, school, students, at);
}

/** Answers all of it, the first question wrongly at first. */
async function practise(db: Db, student: DemoStudent, id: string, at: Date): Promise<void> {
  const { queue } = (await own.find(db, student, id, at))!;
  const contents = await versions(db, queue);
  const sent = queue.map(({ item, version }, i) => ({
    ...{ id: v7(), item, version, context: 'review' as const, latencyMs: 12_000 },
    response: i === 0 ? {} : keyOf(contents.get(versionKey(item, version))!),
    answeredAt: new Date(at.getTime() + i * minute).toISOString()
  }));
  await record(db, student, sent, new Date(at.getTime() + day / 2));
}

/** Straight into the tables: the addresses of the demo are nobody's, and get no letters. */
async function tell(
  db: Db,
  staff: Actor,
  school: string,
  students: readonly DemoStudent[],
  sentAt: Date
): Promise<void> {
  const id = randomUUID();
  await db.insert(announcements).values({
    ...{ id, schoolId: school, cohort: null, sentBy: staff.id, sentAt },
    subject: 'The midterm is open',
    text: 'The midterm “Two intentions” is open now. Sit it once, without notes, before Friday.\n\nWhat your answers show to be weak, you find on Today.'
  });
  await db.insert(announcementDeliveries).values(
    students.map(({ id: accountId }, i) => ({
      ...{ announcementId: id, accountId, state: 'sent' as const, settledAt: sentAt },
      readAt: i % 2 === 0 ? null : sentAt
    }))
  );
}
