/** The letter of an invitation. Its token is made when it is written, and stored as a hash only. */
import type { Db } from './db/connect';
import { invitation } from './letters';
import { send } from './mail';
import { hashToken, makeToken } from './tokens';
import type { Role } from '../domain/actor';
import { invitationDays } from '../domain/invitation';

/**
 * Writes to whom a school invites; an earlier letter's link ends with that. One that was accepted or
 * revoked meanwhile is not written.
 */
export async function deliver(db: Db, id: string, now: Date): Promise<void> {
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
  const [to] = await db.$client<{ email: string; role: Role; school: string; by: string | null }[]>`
    update invitations set token_hash = ${hashToken(token)}, sent_at = ${now.toISOString()},
      expires_at = ${expiresAt.toISOString()}
    from schools
    where invitations.id = ${id} and schools.id = school_id
      and accepted_at is null and revoked_at is null
    returning invitations.email, role, schools.name as school,
      (select name from accounts where accounts.id = invited_by) as by`;
  if (to) await send(invitation(to.email, { ...to, token }));
}
