import { fail } from '@sveltejs/kit';
import { Code } from '$lib/domain/attendance';
import { redeem } from '$lib/server/attendances';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAccount } from '$lib/server/guard';
import { hoursRecordOf } from '$lib/server/hour-record';
import { own } from '$lib/server/hours';
import { explain } from '$lib/server/limits';

export async function load(event) {
  const { actor } = requireAccount(event);
  return { schools: (await own(db, actor, new Date())).map(hoursRecordOf) };
}

export const actions = {
  async default(event) {
    const { actor } = requireAccount(event);
    const form = await forms.read(event.request, Code);
    if (!form.ok) return fail(422, form.refused);
    const given = await redeem(db, actor, form.data.code, new Date());
    const refuse = (error: string) => ({ ...form.refused, errors: { code: error } });
    if (given.outcome === 'limited') return fail(429, refuse(explain(given)));
    if (given.outcome === 'wrong')
      return fail(
        422,
        refuse('No class of yours shows this code now: read it off the board again')
      );
    return { given };
  }
};
