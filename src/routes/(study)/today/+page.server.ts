import { answeredOf } from '$lib/server/amendment-list';
import * as courses from '$lib/server/courses';
import * as reading from '$lib/server/reading';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as announcements from '$lib/server/own-announcements';
import * as assignments from '$lib/server/own-assignments';
import * as quizzes from '$lib/server/quiz-view';
import * as reports from '$lib/server/reports';
import { today } from '$lib/server/reviews';
import * as schools from '$lib/server/schools';

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const now = new Date();
  const [{ queue: _, ...share }, waiting, completed, staffOf, answered, assigned, told, amended] =
    await Promise.all([
      today(db, account, 0, now),
      quizzes.waiting(db, actor, now),
      reading.completed(db, account.id),
      schools.listForStaff(db, actor),
      reports.countUnread(db, account.id),
      assignments.waiting(db, account, now),
      announcements.unread(db, account.id),
      answeredOf(db, account.id, now)
    ]);
  const lessons = courses.list().flatMap((c) => c.modules.flatMap((m) => m.lessons));
  return {
    share,
    quizzes: waiting,
    answered,
    assigned,
    told,
    amended,
    isMember: actor.memberships.length > 0,
    lesson: lessons.find(({ id }) => !completed.includes(id)) ?? null,
    finished: completed.length,
    lessons: lessons.length,
    schools: staffOf
  };
}
