import { json } from '@sveltejs/kit';
import { studyDay } from '$lib/domain/day';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as leeches from '$lib/server/leeches';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { account } = requireAccount(event);
  const day = studyDay(new Date(), account.timeZone);
  const leech = await leeches.find(db, account.id, day, event.params.item);
  return leech
    ? json(leech)
    : problem(404, 'Not found', 'There is no such question that you have forgotten often');
}
