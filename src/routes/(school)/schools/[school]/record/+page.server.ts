import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { listOwn } from '$lib/server/own-record';
import { overviewOf } from '$lib/server/record-overview';

/** Lines of each part: all of them are a page of their own. */
const most = 4;

export async function load(event) {
  const { account, own, now } = await requireRecord(db, event);
  const [record, all] = await Promise.all([
    overviewOf(db, own, now, most),
    listOwn(db, account.id)
  ]);
  return {
    record,
    others: all.map(({ school }) => school).filter(({ id }) => id !== own.school.id)
  };
}
