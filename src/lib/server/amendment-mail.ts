/** The letter that a request to amend a record was answered; what was answered is read in the app. */
import type { Db } from './db/connect';
import { amendmentAnswered } from './letters';
import { send } from './mail';
import { hashToken } from './tokens';

/** Writes to the student; nobody is written to whose account is gone. */
export async function tell(db: Db, school: string, step: string): Promise<void> {
  const [row] = await db.$client<
    { email: string; school: string; slug: string; request: string; refused: boolean }[]
  >`
    select accounts.email, schools.name as school, slug, request_id as request,
      kind = 'refused' as refused
    from amendment_steps
      join member_records on member_records.school_id = amendment_steps.school_id
        and member_records.id = record_id
      join schools on schools.id = amendment_steps.school_id
      join accounts on accounts.id = account_id
    where amendment_steps.school_id = ${school} and amendment_steps.id = ${step}`;
  if (!row) return;
  const { email, ...about } = row;
  await send(amendmentAnswered(email, about, `amendment-${hashToken(step).slice(0, 32)}`));
}
