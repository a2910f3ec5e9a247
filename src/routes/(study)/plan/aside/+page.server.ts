import { fail } from '@sveltejs/kit';
import { studyDay } from '$lib/domain/day';
import * as cardMarks from '$lib/server/card-marks';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as leeches from '$lib/server/leeches';

export async function load(event) {
  const { account } = requireAccount(event);
  const now = new Date();
  const [marks, hard] = await Promise.all([
    cardMarks.list(db, account, now),
    leeches.list(db, account.id, studyDay(now, account.timeZone))
  ]);
  return { marks, hard };
}

const itemOf = async ({ request }: { request: Request }) =>
  String((await request.formData()).get('item'));

export const actions = {
  again: async (event) => {
    const { account } = requireAccount(event);
    await cardMarks.clear(db, account.id, await itemOf(event));
    return { message: 'It is asked again, on its day.' };
  },

  aside: async (event) => {
    const { account } = requireAccount(event);
    const set = await cardMarks.set(db, account, await itemOf(event), 'suspended', new Date());
    if (!set) return fail(404, { error: 'This question can no longer be set aside.' });
    return { message: 'Set aside. When you have read, choose “Ask me again”.' };
  }
};
