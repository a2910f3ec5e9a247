/** A record as its student sees it: what it holds, who looked, what was asked, how long it is kept. */
import * as amendments from './amendment-list';
import type { Db } from './db/connect';
import * as disposals from './disposals';
import type { OwnRecord } from './own-record';
import * as holds from './record-holds';
import { sectionsOf } from './record-lines';
import { listsSince, viewsOf } from './record-views';
import { settingsOf } from './retention';
import { dateOf } from '../domain/day';

/**
 * @param most lines of each part, and looks
 * @returns all of it, for the one whose record it is
 */
export async function overviewOf(db: Db, own: OwnRecord, now: Date, most: number) {
  const { owner, school, name, role, state, joinedDay, leftDay } = own;
  const [sections, views, lists, requests, held, removed, retention] = await Promise.all([
    sectionsOf(db, owner, 'student', most),
    viewsOf(db, owner, { most }),
    listsSince(db, school.id, joinedDay),
    amendments.listOf(db, owner),
    holds.listOf(db, school.id, owner.record),
    disposals.listOf(db, school.id, owner.record),
    settingsOf(db, school.id, now)
  ]);
  return {
    school,
    student: {
      ...{ id: owner.record, name, role, state, joined: dateOf(joinedDay) },
      left: leftDay === null ? null : dateOf(leftDay)
    },
    ...{ sections, requests },
    views: { ...views, lists },
    kept: {
      months: retention.onFromDay === null ? null : retention.months,
      holds: held,
      removed: removed.map(({ student: _, ...one }) => one)
    }
  };
}

export type Overview = Awaited<ReturnType<typeof overviewOf>>;
