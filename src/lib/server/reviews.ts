/** What a learner has to do today. */
import { randomUUID } from 'node:crypto';
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { examView, type ExamView } from './exam-view';
import { mendedFor, versionKey, versions } from './items';
import * as signOffs from './sign-offs';
import { read, type StudyDay } from './study-day';
import type { LessonName } from './taught';
import { agenda, type Waiting } from '../domain/agenda';
import { minutesOf, secondsOf } from '../domain/budget';
import { dateOf } from '../domain/day';
import { promptOf, type Prompt } from '../domain/items/registry';
import { isPaused } from '../domain/plan';
import { queue, type Reason } from '../domain/queue';
import { seededRandom } from '../domain/shuffle';
import type { Signed } from '../domain/sign-off';

/** Why new questions wait; `recall`, 0 to 1, is that of the prerequisite. */
export type WaitingView =
  | { why: Exclude<Waiting['why'], 'prerequisite'> }
  | { why: 'prerequisite'; lesson: LessonName; prerequisite: LessonName; recall: number };

export type QueueEntry = {
  item: string;
  version: number;
  reason: Reason;
  lesson: LessonName;
  /** Who of the learner's school has signed it off; null where it awaits review. */
  signed: Signed | null;
} & Prompt;

export interface Today {
  /** Of today's share: how many were answered before, and how many are new. */
  due: number;
  new: number;
  /** What it takes, an estimate from the learner's own answers. */
  minutes: number;
  /** The date of the next review after today; null where nothing is scheduled. */
  nextDue: string | null;
  /** What of today's share is done, in minutes. */
  done: number;
  /** Whether more is due than today's share, and whether that is because of a break. */
  more: boolean;
  afterBreak: boolean;
  /** The last day of the pause that today lies in. */
  pausedUntil: string | null;
  /** Null where no new questions wait. */
  waiting: WaitingView | null;
  exam: ExamView | null;
  queue: QueueEntry[];
}

/**
 * @param limit how many entries the queue has at most; the counts are of today's whole share
 * @param goesOn whether the learner asks for more than the day's share
 * @returns what to study now, in the order to study it, and why; never with keys
 */
export async function today(
  db: Db,
  learner: Learner,
  limit: number,
  at: Date,
  goesOn = false
): Promise<Today> {
  const study = await read(db, learner, at);
  const { day, plan, done } = study.now;
  const { share, more, afterBreak, waiting } = agenda(study.known, study.unknown, {
    ...study.now,
    more: goesOn
  });
  const ordered = queue(share, limit, study.isBegun);
  const chosen = share.map(({ entry }) => entry);
  const fresh = share.filter(({ reason }) => reason === 'new').length;
  return {
    due: share.length - fresh,
    new: fresh,
    minutes: minutesOf(secondsOf(chosen)),
    nextDue: nextDue(study, more),
    done: minutesOf(done),
    more,
    afterBreak,
    pausedUntil: isPaused(plan, day) ? dateOf(plan.pause!.until) : null,
    waiting: waiting && toView(waiting, study.nameOf),
    exam: examView(study, new Set(chosen.map(({ item }) => item))),
    queue: await prompts(
      db,
      learner.id,
      ordered.map(({ entry: { item }, reason }) => {
        const { version, lesson, title } = study.rows.get(item)!;
        return { item, version, reason, lesson: { id: lesson, title } };
      })
    )
  };
}

/** What is left of today comes tomorrow; nothing comes in a pause. */
function nextDue({ now: { day, plan }, known, next }: StudyDay, more: boolean): string | null {
  const isLeft = more || (isPaused(plan, day) && known.some(({ dueDay }) => dueDay <= day));
  if (!isLeft && next === null) return null;
  const soonest = isLeft ? day + 1 : next!;
  return dateOf(isPaused(plan, soonest) ? plan.pause!.until + 1 : soonest);
}

/** @returns the entries as they are asked: in the version of the learner's school, shuffled */
export async function prompts(
  db: Db,
  account: string,
  entries: Omit<QueueEntry, keyof Prompt | 'signed'>[]
): Promise<QueueEntry[]> {
  if (entries.length === 0) return [];
  const ids = entries.map(({ item }) => item);
  const [mended, signed] = await Promise.all([
    mendedFor(db, account, db.$client`items.id = any(${ids}::text[])`),
    signOffs.forAccount(db, account, db.$client`item_id = any(${ids}::text[])`)
  ]);
  const current = entries.map((entry) => ({
    ...entry,
    version: mended.get(entry.item) ?? entry.version
  }));
  const contents = await versions(db, current);
  return current.map((entry) => {
    const key = versionKey(entry.item, entry.version);
    const prompt = promptOf(contents.get(key)!, seededRandom(randomUUID()));
    return { ...entry, signed: signed.get(key) ?? null, ...prompt };
  });
}

function toView(waiting: Waiting, nameOf: StudyDay['nameOf']): WaitingView {
  if (waiting.why !== 'prerequisite') return waiting;
  const { why, lesson, prerequisite, recall } = waiting;
  return { why, recall, lesson: nameOf(lesson), prerequisite: nameOf(prerequisite) };
}
