/** Skills that are shown in person, and who has signed them off. Every query asks for the school. */
import { randomUUID } from 'node:crypto';
import { validate } from 'uuid';
import { noteIn } from './audit';
import type { Change } from './cohorts';
import type { Db } from './db/connect';
import { happened } from './events';
import { add } from './jobs';
import { isSeenBy } from './students';
import { complete, keyOf } from './tasks/complete';
import { can, type Actor } from '../domain/actor';
import { dateOf } from '../domain/day';
import { flawOfDay, type NewSkillSignOff, type SkillForm } from '../domain/skill';

export interface Skill {
  id: string;
  title: string;
  summary: string;
  /** Null while it is offered. */
  retiredAt: string | null;
}

/** What came of it; the two reasons why something is missing look alike. */
export type Outcome =
  | { outcome: 'done'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: 'title' | 'day' | 'id' | 'student'; error: string };

const missing = { outcome: 'missing' } as const;

/** @returns the skills of a school by name, those that are retired last; none unless staff */
export async function list(db: Db, actor: Actor, school: string): Promise<Skill[]> {
  if (!can(actor, 'skill.sign', { school })) return [];
  return db.$client<Skill[]>`
    select id, title, summary, to_jsonb(retired_at) as "retiredAt" from skills
    where school_id = ${school} order by retired_at is not null, title`;
}

/** Names a skill. */
export async function create(db: Db, change: Change, form: SkillForm): Promise<Outcome> {
  const { actor, school, now } = change;
  if (!can(actor, 'completion.manage', { school })) return missing;
  const id = randomUUID();
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const made = await tx`
      insert into skills (id, school_id, title, summary, created_at)
      values (${id}, ${school}, ${form.title}, ${form.summary}, ${now.toISOString()})
      on conflict (school_id, title) do nothing returning 1`;
    if (made.length === 0)
      return { outcome: 'invalid', field: 'title', error: 'Your school has this skill already' };
    const deed = { action: 'skill.create', subject: { skill: id, title: form.title }, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    return { outcome: 'done', id };
  });
}

/** No longer offers a skill, or does again; what was signed off stays. */
export async function retire(
  db: Db,
  { actor, school, now }: Change,
  id: string,
  isRetired: boolean
): Promise<Outcome> {
  if (!validate(id) || !can(actor, 'completion.manage', { school })) return missing;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const changed = await tx`
      update skills set retired_at = case when ${isRetired}
        then coalesce(retired_at, ${now.toISOString()}) end
      where id = ${id} and school_id = ${school} returning 1`;
    if (changed.length === 0) return missing;
    const action = isRetired ? 'skill.retire' : 'skill.restore';
    await noteIn(tx, { school, actor: actor.id, action, subject: { skill: id }, reason: '' }, now);
    return { outcome: 'done', id };
  });
}

/**
 * Signs a skill off, or takes a sign-off back; sent again, it counts once.
 * @param by the name of the one who does, as it is kept
 */
export async function sign(
  db: Db,
  { actor, school, today, now }: Change,
  by: string,
  skill: string,
  signOff: NewSkillSignOff
): Promise<Outcome> {
  if (!validate(skill) || !can(actor, 'skill.sign', { school })) return missing;
  const error = flawOfDay(signOff.day, today);
  if (error) return { outcome: 'invalid', field: 'day', error };
  const { id, student, kind, day, note } = signOff;
  return db.$client.begin(async (tx): Promise<Outcome> => {
    const [known] = await tx<{ account: string; retired: boolean }[]>`
      select member_records.account_id as account, retired_at is not null as retired
      from skills join member_records on member_records.school_id = skills.school_id
        join members on members.school_id = skills.school_id
          and members.account_id = member_records.account_id
      where skills.id = ${skill} and skills.school_id = ${school}
        and member_records.id = ${student} and members.role = 'student'
        and ${isSeenBy(db, actor, school, tx`members.account_id`)}
      for key share of members`;
    if (!known) return missing;
    if (known.retired && kind === 'signed')
      return { outcome: 'invalid', field: 'student', error: 'This skill is no longer signed off' };
    const made = await tx`
      insert into skill_sign_offs
        (id, school_id, record_id, skill_id, kind, day, note, actor_id, actor_name, at)
      values (${id}, ${school}, ${student}, ${skill}, ${kind}, ${day}, ${note}, ${actor.id}, ${by},
        ${now.toISOString()})
      on conflict (id) do nothing returning 1`;
    if (made.length === 0) {
      const [own] = await tx`select from skill_sign_offs
        where id = ${id} and school_id = ${school} and record_id = ${student}
          and skill_id = ${skill} and kind = ${kind} and day = ${day}::int and note = ${note}`;
      return own
        ? { outcome: 'done', id }
        : { outcome: 'invalid', field: 'id', error: 'This id is taken: make a new UUID' };
    }
    const action = kind === 'signed' ? 'skill.sign' : 'skill.withdraw';
    const subject = { skill, record: student, day: dateOf(day) };
    await noteIn(tx, { school, actor: actor.id, action, subject, reason: note }, now);
    const type = kind === 'signed' ? 'skill.signed_off' : 'skill.sign_off_withdrawn';
    const fact = { member: student, skill, signOff: id, date: dateOf(day) };
    await happened(tx, school, type, fact, now);
    const done = { account: known.account };
    await add(tx, complete, done, { key: keyOf(done) });
    return { outcome: 'done', id };
  });
}

/** A sign-off as it stands in the record. */
export interface SignedSkill {
  id: string;
  skill: string;
  title: string;
  kind: 'signed' | 'withdrawn';
  /** A date. */
  day: string;
  note: string;
  by: string;
  at: string;
}

/** @returns all that was signed or taken back of a student, the newest first; who may is asked before */
export async function ofRecord(db: Db, school: string, record: string): Promise<SignedSkill[]> {
  const rows = await db.$client<(Omit<SignedSkill, 'day'> & { day: number })[]>`
    select skill_sign_offs.id, skill_id as skill, title, kind, day, note, actor_name as by,
      to_jsonb(at) as at
    from skill_sign_offs join skills on skills.id = skill_id
    where skill_sign_offs.school_id = ${school} and record_id = ${record}
    order by at desc, skill_sign_offs.id desc`;
  return rows.map((row) => ({ ...row, day: dateOf(row.day) }));
}

/** A student, as a skill is signed off for many at once. */
export interface SkillStudent {
  /** Id of the record. */
  student: string;
  name: string;
  /** The newest row about this skill; null where there is none. */
  newest: { kind: 'signed' | 'withdrawn'; day: string; by: string; note: string } | null;
}

/** @returns a skill with the students whom the actor sees, by name; null where it is not theirs */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<{ skill: Skill; students: SkillStudent[] } | null> {
  if (!validate(id)) return null;
  const skill = (await list(db, actor, school)).find((one) => one.id === id);
  if (!skill) return null;
  type Row = Omit<SkillStudent, 'newest'> & {
    newest: { kind: 'signed' | 'withdrawn'; day: number; by: string; note: string } | null;
  };
  const rows = await db.$client<Row[]>`
    select member_records.id as student, member_records.name,
      (select jsonb_build_object('kind', kind, 'day', day, 'by', actor_name, 'note', note)
        from skill_sign_offs
        where skill_sign_offs.school_id = ${school} and record_id = member_records.id
          and skill_id = ${id}
        order by at desc, skill_sign_offs.id desc limit 1) as newest
    from members join member_records on member_records.school_id = members.school_id
      and member_records.account_id = members.account_id
    where members.school_id = ${school} and members.role = 'student'
      and ${isSeenBy(db, actor, school, db.$client`members.account_id`)}
    order by member_records.name, member_records.id`;
  return {
    skill,
    students: rows.map(({ newest, ...row }) => ({
      ...row,
      newest: newest && { ...newest, day: dateOf(newest.day) }
    }))
  };
}
