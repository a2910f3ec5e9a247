import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { NewMeeting } from '$lib/domain/attendance';
import { dateOf, studyDay } from '$lib/domain/day';
import { meetingFrom } from '$lib/domain/hour-fields';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import * as settings from '$lib/server/hour-settings';
import { parse } from '$lib/server/issues';
import * as meetings from '$lib/server/meetings';
import * as programs from '$lib/server/programs';

const day = 86_400_000;

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const now = change.now.getTime();
  const within = { from: new Date(now - 60 * day), until: new Date(now + 90 * day) };
  const [{ timeZone }, all, own, made] = await Promise.all([
    settings.find(db, school.id),
    meetings.list(db, actor, school.id, within),
    cohorts.list(db, actor, school.id),
    programs.list(db, actor, school.id)
  ]);
  const subjects = new Map(
    made.flatMap(({ content }) => content.subjects.map(({ id, title }) => [id, title] as const))
  );
  return {
    ...{ timeZone, meetings: all, now: change.now.toISOString(), id: randomUUID() },
    cohorts: own.map(({ id, name }) => ({ id, name })),
    subjects: [...subjects].map(([id, title]) => ({ id, title })),
    today: dateOf(studyDay(change.now, timeZone))
  };
}

export const actions = {
  async default(event) {
    const { school, change } = await requireAuthor(db, event);
    const { timeZone } = await settings.find(db, school.id);
    const fields = await forms.texts(event.request);
    const parsed = parse(NewMeeting, meetingFrom(fields, timeZone));
    const refuse = (errors: Record<string, string>) => fail(422, { values: fields, errors });
    if (!parsed.ok) return refuse(parsed.errors);
    const made = await meetings.create(db, change, parsed.data);
    if (made.outcome === 'missing') return refuse({ cohort: 'Choose a cohort of the school' });
    if (made.outcome === 'taken') return refuse({ title: forms.sentBefore });
    redirect(303, `/teach/${school.slug}/hours/classes/${made.id}`);
  }
};
