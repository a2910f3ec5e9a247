import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { NewAttestations, usualStatement } from '$lib/domain/attestation';
import { dateOf, studyDay } from '$lib/domain/day';
import { daysOfMonth, monthOf } from '$lib/domain/hour-fields';
import { attest } from '$lib/server/attestations';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as settings from '$lib/server/hour-settings';
import { summaries } from '$lib/server/hours';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const chosen = await settings.find(db, school.id);
  const asked = event.url.searchParams.get('month');
  const cohort = event.url.searchParams.get('cohort') ?? '';
  const month = asked ?? monthOf(studyDay(change.now, chosen.timeZone));
  const days = daysOfMonth(month);
  if (!days && month !== 'all') error(404, 'There is no such month');
  const own = await cohorts.list(db, actor, school.id);
  if (cohort && !own.some(({ id }) => id === cohort)) error(404, 'There is no such cohort');
  const students = await summaries(db, actor, school.id, {
    ...days,
    cohort: cohort || null
  });
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'hours', students.length, event.url.search);
  return {
    ...{ month, cohort, settings: chosen, statement: usualStatement },
    period: days && { from: dateOf(days.from), until: dateOf(days.until) },
    cohorts: own.map(({ id, name }) => ({ id, name })),
    // Made here, so that a form that is sent twice attests once.
    students: students.map((one) => ({ ...one, attestation: randomUUID() })),
    mayAttest: can(actor, 'hours.attest', { school: school.id })
  };
}

export const actions = {
  async default(event) {
    const { change } = await requireAuthor(db, event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const chosen = form.getAll('student').map(String);
    const values = { statement: text('statement') };
    const parsed = parse(NewAttestations, {
      ...{
        from: text('from'),
        until: text('until'),
        ...values,
        attested: text('attested') === 'on'
      },
      students: chosen.map((student) => ({
        ...{ student, id: text(`id-${student}`) },
        ...{ lines: Number(text(`lines-${student}`)), ms: Number(text(`ms-${student}`)) }
      }))
    });
    if (!parsed.ok) return fail(422, { errors: parsed.errors, values, chosen });
    const results = await attest(db, change, parsed.data);
    if (!results) error(404, 'There is no such school of yours');
    const of = (...wanted: string[]) => results.filter(({ status }) => wanted.includes(status));
    return {
      attested: of('attested').length,
      changed: of('changed', 'taken').map(({ student }) => student)
    };
  }
};
