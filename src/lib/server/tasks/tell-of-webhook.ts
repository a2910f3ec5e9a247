import * as v from 'valibot';
import type { Db } from '../db/connect';
import { defineTask } from '../jobs';
import * as letters from '../letters';
import * as mail from '../mail';

const id = v.pipe(v.string(), v.uuid());

/** Writes to an admin that a webhook was turned off, unless it was turned on again meanwhile. */
export const tellOfWebhook = defineTask({
  name: 'tell-of-webhook',
  payload: v.object({ school: id, webhook: id, account: id }),
  async run(db: Db, { school, webhook, account }) {
    const [row] = await db.$client<letters.WebhookOff[]>`
      select email as to, schools.name as school, slug, webhooks.id, url, reason
      from webhooks join schools on schools.id = school_id
        join members on members.school_id = webhooks.school_id and account_id = ${account}
          and role = 'admin'
        join accounts on accounts.id = account_id
      where webhooks.school_id = ${school} and webhooks.id = ${webhook} and state = 'off'`;
    if (row) await mail.send(letters.webhookOff(row));
  }
});
