/** What a student was told by the school. */
import { validate } from 'uuid';
import type { Db } from './db/connect';

/** So many at once: what is older is over. */
const most = 100;

export interface OwnAnnouncement {
  id: string;
  school: string;
  subject: string;
  text: string;
  /** Null where the account is gone. */
  by: string | null;
  sentAt: string;
  readAt: string | null;
}

/** @returns the account's announcements, the newest first */
export const list = ({ $client: sql }: Db, account: string) => sql<OwnAnnouncement[]>`
  select announcements.id, schools.name as school, subject, text, accounts.name as by,
    to_jsonb(sent_at) as "sentAt", to_jsonb(read_at) as "readAt"
  from announcement_deliveries join announcements on announcements.id = announcement_id
    join schools on schools.id = school_id left join accounts on accounts.id = sent_by
  where account_id = ${account}
  order by sent_at desc, announcements.id limit ${most}`;

/** @returns those not read yet, the newest first */
export const unread = ({ $client: sql }: Db, account: string) => sql<
  { id: string; school: string; subject: string }[]
>`
  select announcements.id, name as school, subject
  from announcement_deliveries join announcements on announcements.id = announcement_id
    join schools on schools.id = school_id
  where account_id = ${account} and read_at is null order by sent_at desc`;

/** Notes that it was read. @returns whether there is one of the account's; again changes nothing */
export async function markRead(db: Db, account: string, id: string, now: Date): Promise<boolean> {
  if (!validate(id)) return false;
  const rows = await db.$client`
    update announcement_deliveries set read_at = coalesce(read_at, ${now.toISOString()})
    where announcement_id = ${id} and account_id = ${account} returning 1`;
  return rows.length > 0;
}
