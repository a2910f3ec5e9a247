import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { answerDays, Statement, statusTitles, waited, Withdrawal } from '$lib/domain/amendment';
import { listOf } from '$lib/server/amendment-list';
import { state, withdraw, type Outcome } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireRecord } from '$lib/server/guard';

const missing = 'There is no such request of yours';

export async function load(event) {
  const { own, now } = await requireRecord(db, event);
  const all = await listOf(db, own.owner);
  const request = all.find(({ id }) => id === event.params.request) ?? error(404, missing);
  return {
    ...{ school: own.school, request, answerDays, newId: randomUUID() },
    waited: waited(new Date(request.at), now)
  };
}

function replied(outcome: Outcome, refused: forms.Refused, said: string) {
  switch (outcome.outcome) {
    case 'missing':
      return error(404, missing);
    case 'invalid':
      return fail(422, { ...refused, errors: { [outcome.field]: outcome.error }, said: '' });
    case 'conflict': {
      const how = statusTitles[outcome.status].toLowerCase();
      return fail(409, {
        ...refused,
        errors: { '': `${outcome.by} was faster: the request is ${how}` },
        said: ''
      });
    }
    case 'done':
      return { values: {}, errors: {}, said };
  }
}

export const actions = {
  async withdraw(event) {
    const { change } = await requireRecord(db, event);
    const form = await forms.read(event.request, Withdrawal);
    if (!form.ok) return fail(422, { ...form.refused, said: '' });
    const done = await withdraw(db, change, event.params.request, form.data);
    return replied(done, form.refused, 'Withdrawn.');
  },
  async state(event) {
    const { change } = await requireRecord(db, event);
    const form = await forms.read(event.request, Statement);
    if (!form.ok) return fail(422, { ...form.refused, said: '' });
    const done = await state(db, change, event.params.request, form.data);
    return replied(done, form.refused, 'Added. It stays with your record.');
  }
};
