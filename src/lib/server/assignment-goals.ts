/** Goals of recall that were assigned: noted once they are reached. */
import * as classRecall from './class-recall';
import { topicsOf } from './completion-facts';
import type { Db } from './db/connect';
import type { Goal } from '../domain/assignment';
import { studyDay } from '../domain/day';
import { grouped } from '../domain/grouped';

/**
 * Notes the goals that an account has reached by now. However many do this at once, each is noted
 * once; and it stays, though what was learned fades again.
 */
export async function settleGoals(db: Db, account: string, now: Date): Promise<void> {
  const open = await db.$client<{ id: string; school: string; subject: Goal; zone: string }[]>`
    select assignments.id, assignments.school_id as school, subject, time_zone as zone
    from assigned join assignments on assignments.id = assignment_id
      join accounts on accounts.id = account_id
    where account_id = ${account} and kind = 'recall' and withdrawn_at is null
      and not exists (select from assignment_goals
        where assignment_goals.assignment_id = assignments.id
          and assignment_goals.account_id = assigned.account_id)`;
  for (const [school, goals] of grouped(open, (goal) => goal.school)) {
    const keys = goals.map(({ subject }) => subject.topic);
    const found = await topicsOf(db, school, keys);
    const student = { id: account, today: studyDay(now, goals[0]!.zone) };
    const sums = await classRecall.sums(
      db,
      [student],
      found.map(({ items }) => items.map(({ item }) => item))
    );
    for (const { id, subject } of goals) {
      const place = found.findIndex(({ key }) => key === subject.topic);
      const sum = sums[place]?.get(0);
      if (!sum) continue;
      const enough = sum.answered >= Math.min(subject.answers, found[place]!.items.length);
      const recall = sum.sum / sum.answered;
      if (!enough || recall < subject.share) continue;
      await db.$client`
        insert into assignment_goals (school_id, assignment_id, account_id, recall, reached_at)
        select ${school}, ${id}, id, ${Math.min(1, recall)}, ${now.toISOString()}
        from accounts where id = ${account}
        on conflict do nothing`;
    }
  }
}
