/** Letters that remind learners of their day's work, at the hour they asked for. */
import type { Db, Transaction } from './db/connect';
import * as mail from './mail';
import * as links from './mail-links';
import * as assignments from './own-assignments';
import { reminder } from './reminder-letters';
import { today } from './reviews';
import { hashToken } from './tokens';
import { isTimeZone } from '../domain/account';
import { finalDays } from '../domain/exam-date';
import { clockOf, isTime, type Clock } from '../domain/reminder';

/** Days ahead of it that what was assigned is told of. */
const dueWithin = 1;

/** What the clocks of a zone say. */
export type ZoneClock = Clock & { zone: string };

/** @returns the clocks by which somebody wants to be reminded */
export async function clocks(db: Db, now: Date): Promise<ZoneClock[]> {
  const zones = await db.$client<{ zone: string }[]>`
    select distinct time_zone as zone from plans join accounts on accounts.id = account_id
    where remind_hour is not null`;
  return zones
    .filter(({ zone }) => isTimeZone(zone))
    .map(({ zone }) => ({ zone, ...clockOf(now, zone) }));
}

/**
 * Marks the day of learners whose hour has come and who may have something due, a review or what was
 * assigned: what is, Today says when the letter is written. However many do this at once, each learner's day is claimed once.
 * @param tx in which what is claimed must be queued
 * @param most how many are claimed at once
 */
export const claim = (tx: Transaction, clocks: ZoneClock[], most: number) =>
  tx<{ account: string; day: number }[]>`
    with chosen as (
      select account_id, clock.day
      from plans
        join accounts on accounts.id = account_id
        join jsonb_to_recordset(${JSON.stringify(clocks)}::text::jsonb)
          as clock (zone text, day int, hours int[]) on clock.zone = time_zone
      where remind_hour = any(clock.hours)
        and (reminded_day is null or reminded_day < clock.day)
        and (paused_from is null or clock.day not between paused_from and paused_until)
        and (exists (select from cards where cards.account_id = plans.account_id
            and (due_day <= clock.day or exists (
              select from schedules where schedules.account_id = plans.account_id
                and exam_day between clock.day and clock.day + ${finalDays}::int)))
          or exists (select from assigned join assignments on assignments.id = assignment_id
            where assigned.account_id = plans.account_id and withdrawn_at is null
              and assigned.due_day between clock.day and clock.day + ${dueWithin}::int))
      order by account_id limit ${most}
      for update of plans skip locked
    )
    update plans set reminded_day = chosen.day from chosen
    where plans.account_id = chosen.account_id
    returning plans.account_id as account, chosen.day`;

/**
 * Writes to a learner, unless that helps nobody any more: the hour is long past, the reminders are
 * off, or nothing is due. One letter a day tells of all: of the review, and of what was assigned.
 * @param day the study day that it is about
 * @throws where the mail server does not take the letter: it is tried again
 */
export async function send(db: Db, account: string, day: number, now: Date): Promise<void> {
  const [row] = await db.$client<Row[]>`
    select email, time_zone as zone, remind_hour as "remindHour", case when paused_from is not null
      then jsonb_build_object('from', paused_from, 'until', paused_until) end as pause
    from plans join accounts on accounts.id = account_id where account_id = ${account}`;
  if (!row) return;
  const clock = clockOf(now, row.zone);
  if (clock.day !== day || !isTime(clock, row)) return;
  const learner = { id: account, timeZone: row.zone };
  const [{ due, minutes }, waiting] = await Promise.all([
    today(db, learner, 0, now),
    assignments.waiting(db, learner, now)
  ]);
  const soon = waiting.filter(({ daysLeft }) => daysLeft >= 0 && daysLeft <= dueWithin);
  if (due === 0 && soon.length === 0) return;
  const token = await links.issue(db, account, 'unsubscribe', null, now);
  const name = `reminder-${hashToken(`${account} ${day}`).slice(0, 32)}`;
  try {
    await mail.send(reminder(row.email, due === 0 ? null : minutes, soon, token, name));
  } catch (error) {
    // What a mail server says may hold the address.
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    throw new Error(
      `The mail server did not take a reminder: ${responseCode ?? code ?? 'unknown'}`
    );
  }
}

interface Row {
  email: string;
  zone: string;
  remindHour: number | null;
  pause: { from: number; until: number } | null;
}

/** @returns whether a link to unsubscribe is one of ours, and not too old */
export const isKnown = async (db: Db, token: string, now: Date): Promise<boolean> =>
  (await links.find(db, token, 'unsubscribe', now)) !== null;

/** Ends the reminders of the one who got the letter; again it changes nothing. @returns as `isKnown` */
export async function stop(db: Db, token: string, now: Date): Promise<boolean> {
  const found = await links.find(db, token, 'unsubscribe', now);
  if (!found) return false;
  await db.$client`
    update plans set remind_hour = null where account_id = ${found.accountId}`;
  return true;
}
