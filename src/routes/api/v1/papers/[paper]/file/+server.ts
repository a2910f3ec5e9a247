import { db } from '$lib/server/db/pool';
import { sendFile } from '$lib/server/downloads';
import { requireAccount } from '$lib/server/guard';
import * as files from '$lib/server/paper-files';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { account } = requireAccount(event);
  const file = await files.forHolder(db, account.id, event.params.paper);
  return file ? sendFile(file) : problem(404, 'Not found', 'There is no such paper of yours');
}
