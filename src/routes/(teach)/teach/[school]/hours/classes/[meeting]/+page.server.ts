import { error, fail } from '@sveltejs/kit';
import { Cancellation, Sheet } from '$lib/domain/attendance';
import { sheetFrom } from '$lib/domain/hour-fields';
import { mark, sheet } from '$lib/server/attendances';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import * as settings from '$lib/server/hour-settings';
import { parse } from '$lib/server/issues';
import * as meetings from '$lib/server/meetings';
import { viewedMany } from '$lib/server/record-views';

const missing = 'There is no such class of this school';

const refuse = (values: Record<string, string>, errors: Record<string, string>) =>
  fail(422, { values, errors });

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const meeting = await meetings.find(db, actor, school.id, event.params.meeting);
  if (!meeting) error(404, missing);
  const { timeZone } = await settings.find(db, school.id);
  const seats = await sheet(db, actor, school.id, meeting.id);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'hours', seats.length, meeting.id);
  return {
    ...{ meeting, timeZone, now: change.now.toISOString() },
    seats,
    isOpen: (await meetings.showCode(db, actor, school.id, meeting.id, change.now)) !== null
  };
}

export const actions = {
  async mark(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const given = sheetFrom(fields);
    const parsed = parse(Sheet, given);
    if (!parsed.ok) {
      // `attendance.3.lateMinutes` is said beside that student.
      const errors = Object.fromEntries(
        Object.entries(parsed.errors).map(([path, text]) => {
          const place = /^attendance\.(\d+)\./.exec(path)?.[1];
          const row = place ? (given.attendance[Number(place)] as { student: string }) : undefined;
          return [row?.student ?? path, text];
        })
      );
      return refuse(fields, errors);
    }
    const taken = await mark(db, change, event.params.meeting, parsed.data);
    if (taken.outcome === 'missing') error(404, missing);
    if (taken.outcome === 'invalid') return refuse(fields, { [taken.field]: taken.error });
    return { changed: taken.changed, kept: taken.kept };
  },

  async cancel(event) {
    const { change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const parsed = parse(Cancellation, fields);
    if (!parsed.ok) return refuse(fields, { cancel: parsed.errors.reason ?? '' });
    if (!(await meetings.cancel(db, change, event.params.meeting, parsed.data.reason)))
      error(404, missing);
    return { cancelled: true };
  }
};
