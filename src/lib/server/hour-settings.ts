/** How schools count hours. */
import { noteIn } from './audit';
import type { Db } from './db/connect';
import { can, type Actor } from '../domain/actor';
import { defaultHourSettings, type HourSettings } from '../domain/hour-settings';
import type { Program } from '../domain/program';

/** @returns the settings of a school, which is there; of one that has chosen none, the usual ones */
export async function find(db: Pick<Db, '$client'>, school: string): Promise<HourSettings> {
  const [row] = await db.$client<(HourSettings & { chosen: boolean })[]>`
    select online, idle_minutes as "idleMinutes", minutes_per_hour as "minutesPerHour", manual,
      time_zone as "timeZone", school_id is not null as chosen
    from schools left join hour_settings on school_id = schools.id where schools.id = ${school}`;
  const { chosen, timeZone, ...settings } = row!;
  return { ...(chosen ? settings : defaultHourSettings), timeZone };
}

/** @returns whether the actor may do that */
export async function save(
  db: Db,
  actor: Actor,
  school: string,
  settings: HourSettings,
  now: Date
): Promise<boolean> {
  if (!can(actor, 'hours.set', { school })) return false;
  const { online, idleMinutes, minutesPerHour, manual, timeZone } = settings;
  await db.$client.begin(async (tx) => {
    await tx`update schools set time_zone = ${timeZone} where id = ${school}`;
    await tx`
      insert into hour_settings (school_id, online, idle_minutes, minutes_per_hour, manual,
        changed_at)
      values (${school}, ${online}, ${idleMinutes}, ${minutesPerHour}, ${manual},
        ${now.toISOString()})
      on conflict (school_id) do update set online = excluded.online,
        idle_minutes = excluded.idle_minutes, minutes_per_hour = excluded.minutes_per_hour,
        manual = excluded.manual, changed_at = excluded.changed_at`;
    const deed = {
      school,
      actor: actor.id,
      action: 'hours.set',
      subject: { settings },
      reason: ''
    };
    await noteIn(tx, deed, now);
  });
  return true;
}

/** A school that counts the time which a student spends online. */
export interface Counting {
  school: string;
  record: string;
  idleMinutes: number;
  timeZone: string;
  /** What the student’s program asks for; null where none is followed. */
  program: Program | null;
}

/** @returns the schools that count an account’s time online: those where it is a student now */
export const counting = (db: Db, account: string): Promise<Counting[]> => db.$client<Counting[]>`
  select members.school_id as school, member_records.id as record,
    idle_minutes as "idleMinutes", schools.time_zone as "timeZone", content as program
  from members join schools on schools.id = members.school_id
    join hour_settings using (school_id)
    join member_records on member_records.school_id = members.school_id
      and member_records.account_id = members.account_id
    left join lateral (
      select program_id, version from program_students
      where program_students.school_id = members.school_id
        and record_id = member_records.id order by at desc, id desc limit 1) as followed on true
    left join program_versions on program_versions.school_id = members.school_id
      and program_versions.program_id = followed.program_id
      and program_versions.version = followed.version
  where members.account_id = ${account} and members.role = 'student' and online
  order by members.school_id`;
