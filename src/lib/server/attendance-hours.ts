/** What attendance is worth in the ledger: made to agree with the newest mark, once a meeting is over. */
import { randomUUID } from 'node:crypto';
import type { Db, Transaction } from './db/connect';
import { lock, stretches, write, type NewLine, type Owner, type Stretch } from './hour-ledger';
import { kindOf, worth, type Mark } from '../domain/attendance';
import { studyDay } from '../domain/day';
import type { Mode } from '../domain/hours';
import { minus, shared, type Span } from '../domain/spans';

/** A meeting as its hours are reckoned by. */
export interface Held {
  id: string;
  mode: Mode;
  subject: string | null;
  title: string;
  from: number;
  until: number;
  breakMinutes: number;
  isCancelled: boolean;
  timeZone: string;
}

/** The newest mark of a student. */
export interface Latest {
  id: string;
  record: string;
  mark: Mark;
  lateMinutes: number;
  leftMinutes: number;
  source: 'staff' | 'code';
  actor: string;
  actorName: string;
  reason: string;
}

/**
 * @param forUpdate whether nobody else may change it until the transaction ends
 * @returns a meeting; undefined where there is none
 */
export async function held(
  tx: Transaction,
  school: string,
  id: string,
  forUpdate = false
): Promise<Held | undefined> {
  const [row] = await tx<(Omit<Held, 'from' | 'until'> & { from: Date; until: Date })[]>`
    select id, mode, subject, title, starts_at as from, ends_at as until,
      break_minutes as "breakMinutes", cancelled_at is not null as "isCancelled",
      (select time_zone from schools where schools.id = ${school}) as "timeZone"
    from class_meetings where school_id = ${school} and id = ${id}
    ${forUpdate ? tx`for update` : tx``}`;
  return (
    row && { ...row, from: new Date(row.from).getTime(), until: new Date(row.until).getTime() }
  );
}

/** Of attendances: those that no other takes the place of. */
export const isNewest = (sql: Db['$client'] | Transaction) => sql`not exists (
  select from attendances as next
  where next.school_id = attendances.school_id and next.meeting_id = attendances.meeting_id
    and next.record_id = attendances.record_id and next.replaces = attendances.id)`;

/** @returns the newest mark of each of the students, of all unless told which */
export const latest = (
  tx: Transaction,
  school: string,
  meeting: string,
  records: readonly string[] | null = null
): Promise<Latest[]> => tx<Latest[]>`
  select id, record_id as record, mark, late_minutes as "lateMinutes",
    left_minutes as "leftMinutes", source, actor_id as actor, actor_name as "actorName", reason
  from attendances
  where school_id = ${school} and meeting_id = ${meeting} and ${isNewest(tx)}
    and (${records === null} or record_id = any(${[...(records ?? [])]}::uuid[]))`;

/** Makes the ledger agree with every mark of a meeting. Doing it again changes nothing. */
export async function settleAll(
  db: Db,
  { school, meeting }: { school: string; meeting: string },
  now: Date
): Promise<void> {
  await db.$client.begin(async (tx) => {
    const about = await held(tx, school, meeting, true);
    if (!about) return;
    const marks = await latest(tx, school, meeting);
    await settle(tx, school, about, marks, now);
  });
}

/**
 * The same for some of its students, within a transaction.
 * @returns once the meeting is over; before that nothing is given
 */
export async function settle(
  tx: Transaction,
  school: string,
  about: Held,
  marks: readonly Latest[],
  now: Date
): Promise<void> {
  if (about.until > now.getTime() && !about.isCancelled) return;
  await lock(
    tx,
    school,
    marks.map(({ record }) => record)
  );
  for (const mark of marks) await settleOne(tx, { school, record: mark.record }, about, mark, now);
}

/** The same for one student whose ledger is locked: what came in late may be from the time of it. */
export async function settleFor(
  tx: Transaction,
  owner: Owner,
  meeting: string,
  now: Date
): Promise<void> {
  const about = await held(tx, owner.school, meeting);
  if (!about) return;
  await settle(
    tx,
    owner.school,
    about,
    await latest(tx, owner.school, meeting, [owner.record]),
    now
  );
}

async function settleOne(
  tx: Transaction,
  owner: Owner,
  about: Held,
  mark: Latest,
  now: Date
): Promise<void> {
  const around = await stretches(tx, owner, { from: about.from, to: about.until });
  const own = around.find(({ meeting }) => meeting === about.id);
  const others = around.filter(
    ({ kind, net, meeting }) => kind !== 'online' && net > 0 && meeting !== about.id
  );
  const due = about.isCancelled ? null : worth(about, mark);
  // Nobody is in two rooms at once.
  const ms = due ? Math.max(0, due.ms - shared([due], others)) : 0;
  const net = own?.net ?? 0;
  const lines: NewLine[] = [];
  const common = {
    ...{ mode: about.mode, subject: about.subject, meeting: about.id, evidence: {} },
    source: mark.source === 'code' ? ('code' as const) : ('attendance' as const)
  };
  if (!own && due && ms > 0)
    lines.push({
      ...{ ...common, id: randomUUID(), kind: kindOf(about.mode), ms },
      ...{ span: { from: due.from, to: due.to }, reason: mark.reason },
      day: studyDay(new Date(about.from), about.timeZone)
    });
  else if (own && ms !== net)
    lines.push({
      ...{ ...common, id: randomUUID(), kind: 'correction', corrects: own.id, ms: ms - net },
      ...{ mode: own.mode, subject: own.subject, day: own.day },
      span: due && ms > net ? { from: due.from, to: due.to } : null,
      reason: mark.reason || (about.isCancelled ? 'The meeting was called off' : 'Marked anew')
    });
  lines.push(
    ...(await online(tx, owner, around, due && ms > 0 ? minus([due], others) : [], about))
  );
  await write(tx, owner, lines, { id: mark.actor, name: mark.actorName }, now);
}

/**
 * Time online that was counted during a class counts once: as the class. Where somebody was not
 * there after all, it is given back.
 * @param there when the student was in class
 */
async function online(
  tx: Transaction,
  { school, record }: Owner,
  around: readonly Stretch[],
  there: readonly Span[],
  about: Held
): Promise<NewLine[]> {
  const counted = around.filter(({ kind }) => kind === 'online');
  if (counted.length === 0) return [];
  const rows = await tx<{ id: string; ms: string }[]>`
    select corrects as id, -sum(ms) as ms from hour_entries
    where school_id = ${school} and record_id = ${record} and meeting_id = ${about.id}
      and corrects is not null and source = 'overlap' group by corrects`;
  const taken = new Map(rows.map(({ id, ms }) => [id, Number(ms)]));
  return counted.flatMap((line): NewLine[] => {
    const before = taken.get(line.id) ?? 0;
    const change = Math.max(-line.net, before - shared([line], there));
    if (change === 0) return [];
    return [
      {
        ...{ id: randomUUID(), kind: 'correction', mode: line.mode, subject: line.subject },
        ...{ day: line.day, span: null, ms: change, source: 'overlap', evidence: {} },
        ...{ corrects: line.id, meeting: about.id },
        reason:
          change < 0
            ? `Counted as “${about.title}”, which was at the same time`
            : `No longer counted as “${about.title}”, which was at the same time`
      }
    ];
  });
}
