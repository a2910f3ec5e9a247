/** The letters of an announcement: one to each student, tried again where the mail server is away. */
import type { Db } from './db/connect';
import * as letters from './letters';
import * as mail from './mail';
import { hashToken } from './tokens';
import type { DeliveryState } from '../domain/announcement';

/** Fewer than a job is tried: one that died on the way has some left. */
const mostTries = 6;
/** Days for which an address that took no mail is left alone. */
const leftAlone = 30;

interface Row extends letters.Announced {
  email: string;
  tries: number;
  /** Whether the address has refused a letter of late. */
  refused: boolean;
}

/**
 * Sends the letter to one student, unless it was. Where the process dies between the sending and
 * the noting of it, the same letter goes out again, under the same name.
 * @throws where the mail server does not take it for now: it is tried again
 */
export async function deliver(
  db: Db,
  announcement: string,
  account: string,
  now: Date
): Promise<void> {
  const since = new Date(now.getTime() - leftAlone * 86_400_000).toISOString();
  const [row] = await db.$client<Row[]>`
    select accounts.email, subject, text, schools.name as school, senders.name as by, tries,
      exists (select from announcement_deliveries as earlier
        where earlier.account_id = accounts.id and earlier.email = accounts.email
          and earlier.state = 'refused' and earlier.settled_at > ${since}) as refused
    from announcement_deliveries
      join announcements on announcements.id = announcement_id
      join schools on schools.id = school_id
      join accounts on accounts.id = account_id
      left join accounts as senders on senders.id = sent_by
    where announcement_id = ${announcement} and account_id = ${account} and state = 'waiting'`;
  if (!row) return;
  const settle = (state: DeliveryState, tries = row.tries) => db.$client`
    update announcement_deliveries set state = ${state}, email = ${row.email}, tries = ${tries},
      settled_at = ${state === 'waiting' ? null : now.toISOString()}
    where announcement_id = ${announcement} and account_id = ${account}`;
  if (row.refused) return void (await settle('failed'));

  const name = `announcement-${hashToken(`${announcement} ${account}`).slice(0, 32)}`;
  try {
    await mail.send(letters.announcement(row.email, row, name));
  } catch (error) {
    if (isRefusal(error)) return void (await settle('refused'));
    const tries = row.tries + 1;
    await settle(tries < mostTries ? 'waiting' : 'failed', tries);
    // What a mail server says may hold the address.
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    throw new Error(`The mail server did not take an announcement: ${responseCode ?? code ?? 'unknown'}`); // prettier-ignore
  }
  await settle('sent');
}

/** Whether the server knows of no such mailbox, by RFC 5321; all else may pass. */
function isRefusal(error: unknown): boolean {
  const { command, responseCode = 0 } = error as { command?: string; responseCode?: number };
  return command === 'RCPT TO' && responseCode >= 550 && responseCode < 560;
}
