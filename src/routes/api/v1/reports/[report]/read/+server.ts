import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import * as reports from '$lib/server/reports';

export async function POST(event) {
  const { account } = requireAccount(event);
  return (await reports.markRead(db, account.id, event.params.report, new Date()))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no outcome of such a report of yours');
}
