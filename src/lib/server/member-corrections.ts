/** What a school writes about a person on its papers, corrected; what it was stays in the log. */
import type { Change } from './cohorts';
import type { Transaction } from './db/connect';
import { allHappened } from './events';
import { toldOf } from './member-events';
import type { Member } from './roster';
import type { MemberChange } from '../domain/member-change';

type Corrected = Extract<MemberChange, { kind: 'corrected' }>;
const fields = ['name', 'email', 'number'] as const;

/**
 * Corrects name, e-mail or number in the record of a person, member or not. The account is the
 * person's own, and stays as it is.
 */
export async function correct(
  tx: Transaction,
  { actor, school, today, now }: Change,
  member: Pick<Member, 'id' | 'role' | (typeof fields)[number]>,
  { name, email, number, reason }: Omit<Corrected, 'kind'>
): Promise<{ outcome: 'done' } | { outcome: 'invalid'; field: 'number'; error: string }> {
  const next = { name, email, number };
  if (number !== null && number !== member.number) {
    const [other] = await tx<{ name: string }[]>`
      select name from member_records
      where school_id = ${school} and number = ${number} and id <> ${member.id}`;
    if (other)
      return { outcome: 'invalid', field: 'number', error: `${other.name} has this number` };
  }
  await tx`
    update member_records set name = ${name}, email = ${email}, number = ${number}
    where school_id = ${school} and id = ${member.id}`;
  for (const field of fields) {
    if (next[field] === member[field]) continue;
    const detail = { field, before: member[field], after: next[field] };
    await tx`
      insert into member_events
        (id, school_id, record_id, kind, day, detail, actor_id, reason, at)
      values (gen_random_uuid(), ${school}, ${member.id}, 'corrected', ${today},
        ${JSON.stringify(detail)}::jsonb, ${actor.id}, ${reason}, ${now.toISOString()})`;
    const told = toldOf(member.id, member.role, { kind: 'corrected', day: today, detail });
    await allHappened(tx, school, [told], now);
  }
  return { outcome: 'done' };
}
