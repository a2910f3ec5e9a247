import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { NewAmendment } from '$lib/domain/amendment';
import { asSaid, partOf } from '$lib/domain/record-part';
import { ask } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireRecord } from '$lib/server/guard';
import { lineOf } from '$lib/server/record-lines';

export async function load(event) {
  const { own } = await requireRecord(db, event);
  const { searchParams } = event.url;
  const part = partOf(searchParams.get('part'));
  const id = searchParams.get('line');
  const line = part && id ? await lineOf(db, own.owner, part, id) : null;
  return {
    ...{ school: own.school, part },
    line: line && { id: line.id, said: asSaid(line) },
    newId: randomUUID()
  };
}

export const actions = {
  async default(event) {
    const { own, change } = await requireRecord(db, event);
    const form = await forms.read(event.request, NewAmendment);
    if (!form.ok) return fail(422, form.refused);
    const asked = await ask(db, change, form.data);
    if (asked.outcome === 'missing') error(404, 'There is no record of you at such a school');
    if (asked.outcome === 'invalid')
      return fail(422, { ...form.refused, errors: { [asked.field]: asked.error } });
    redirect(303, `/schools/${own.school.slug}/record/requests/${form.data.id}`);
  }
};
