import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { answerDays, Decision, statusTitles } from '$lib/domain/amendment';
import { find } from '$lib/server/amendment-list';
import { decide } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import { viewed } from '$lib/server/record-views';

const missing = 'There is no such request at your school';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const request = await find(db, actor, school.id, event.params.amendment, change.now);
  if (!request) error(404, missing);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewed(db, look, { record: request.student.id }, request.part);
  return { request, answerDays, newId: randomUUID() };
}

export const actions = {
  async default(event) {
    const { change } = await requireAuthor(db, event);
    const form = await forms.read(event.request, Decision);
    if (!form.ok) return fail(422, { ...form.refused, said: '' });
    const done = await decide(db, change, event.params.amendment, form.data);
    switch (done.outcome) {
      case 'missing':
        return error(404, missing);
      case 'invalid':
        return fail(422, { ...form.refused, errors: { [done.field]: done.error }, said: '' });
      case 'conflict': {
        const how = statusTitles[done.status].toLowerCase();
        const theirs = `${done.by} was faster: the request is ${how}. Nothing of yours was saved`;
        return fail(409, { ...form.refused, errors: { '': theirs }, said: '' });
      }
      case 'done':
        return { values: {}, errors: {}, said: 'Answered. The student gets a letter.' };
    }
  }
};
