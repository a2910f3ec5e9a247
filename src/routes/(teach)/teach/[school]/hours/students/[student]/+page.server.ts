import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { TakenBack } from '$lib/domain/attestation';
import { correctionFrom, entryFrom } from '$lib/domain/hour-fields';
import { duration } from '$lib/domain/hours';
import { Correction, ManualEntry } from '$lib/domain/hours-input';
import { Enrollment } from '$lib/domain/program';
import { takeBack } from '$lib/server/attestations';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import * as entries from '$lib/server/hour-entries';
import { hoursRecordOf } from '$lib/server/hour-record';
import { ofStudent } from '$lib/server/hours';
import { parse } from '$lib/server/issues';
import * as programs from '$lib/server/programs';
import { viewed } from '$lib/server/record-views';

const missing = 'There is no such student of this school';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const hours = await ofStudent(db, actor, school, event.params.student, change.now);
  if (!hours) error(404, missing);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewed(db, look, { record: hours.student.id }, 'hours');
  return {
    hours: hoursRecordOf(hours),
    programs: await programs.list(db, actor, school.id),
    maySet: can(actor, 'hours.set', { school: school.id }),
    mayAttest: can(actor, 'hours.attest', { school: school.id }),
    // What is sent twice with one id is written once.
    id: randomUUID()
  };
}

/** What the page shows again of a form that could not be taken. */
const refuse = (
  which: string,
  values: Record<string, string>,
  errors: Record<string, string>,
  status = 422
) => fail(status, { which, values, errors });

function written(outcome: entries.Outcome, which: string, values: Record<string, string>) {
  switch (outcome.outcome) {
    case 'done':
      return { which, saved: true as const };
    case 'missing':
      return error(404, missing);
    case 'conflict':
      return refuse(
        which,
        values,
        {
          minutes: `A colleague has corrected it meanwhile: it is worth ${duration(outcome.ms)} now. Open the page again and look once more`
        },
        409
      );
    case 'taken':
      return refuse(which, values, { minutes: forms.sentBefore }, 409);
    case 'invalid':
      return refuse(which, values, { [outcome.field]: outcome.error });
  }
}

export const actions = {
  async enter(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const parsed = parse(ManualEntry, entryFrom(fields));
    if (!parsed.ok) return refuse('enter', fields, parsed.errors);
    return written(
      await entries.enter(db, change, event.params.student, parsed.data),
      'enter',
      fields
    );
  },

  async correct(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const which = `correct-${fields.entry}`;
    const parsed = parse(Correction, correctionFrom(fields));
    if (!parsed.ok) return refuse(which, fields, parsed.errors);
    return written(
      await entries.correct(db, change, event.params.student, parsed.data),
      which,
      fields
    );
  },

  async takeBack(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const which = `back-${fields.attestation}`;
    const parsed = parse(TakenBack, { id: fields.id, reason: fields.reason });
    if (!parsed.ok) return refuse(which, fields, parsed.errors);
    const done = await takeBack(db, change, fields.attestation ?? '', parsed.data);
    if (done === 'missing') error(404, missing);
    if (done === 'taken') return refuse(which, fields, { reason: forms.sentBefore }, 409);
    return { which, saved: true as const };
  },

  async enroll(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const weekly = fields.weeklyHours?.trim();
    const parsed = parse(Enrollment, {
      ...{ program: fields.program || null, started: fields.started ?? '' },
      weeklyHours: weekly ? Number(weekly.replace(',', '.')) : null
    });
    if (!parsed.ok) return refuse('enroll', fields, parsed.errors);
    const done = await programs.enroll(db, change, [event.params.student], parsed.data);
    if (done.outcome === 'missing') error(404, missing);
    if (done.outcome === 'invalid') return refuse('enroll', fields, { program: done.error });
    return { which: 'enroll', saved: true as const };
  }
};
