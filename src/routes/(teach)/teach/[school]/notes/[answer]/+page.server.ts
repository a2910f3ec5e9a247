import { randomUUID } from 'node:crypto';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { NoteFilter } from '$lib/domain/grading';
import { promptOf } from '$lib/domain/items/registry';
import { seededRandom } from '$lib/domain/shuffle';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as queue from '$lib/server/note-queue';
import * as notes from '$lib/server/notes';
import * as quickComments from '$lib/server/quick-comments';
import { viewed } from '$lib/server/record-views';
import { queryOf } from '../query';

const missing = 'There is no such note at your school';

async function requireNote(event: RequestEvent) {
  const person = await requireStaff(db, event);
  const { actor, school } = person;
  const filter = v.parse(NoteFilter, Object.fromEntries(event.url.searchParams));
  const note = await notes.find(db, actor, school.id, event.params.answer!, filter.names);
  return note ? { ...person, filter, note } : error(404, missing);
}

export async function load(event) {
  const { actor, school, filter, note } = await requireNote(event);
  const { content, ...rest } = note;
  if (content.type !== 'note' || content.form !== 'written') error(404, missing);
  // Though no name is shown: it is somebody's work all the same.
  const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
  await viewed(db, look, { answer: note.answer }, 'quizzes');
  const [place, kept, lately] = await Promise.all([
    queue.placeOf(db, actor, school.id, note.answer, filter),
    quickComments.list(db, actor, school.id),
    notes.recentComments(db, actor.id)
  ]);
  const { rubric, model, explanation } = content;
  return {
    filter,
    note: rest,
    prompt: promptOf(content, seededRandom(randomUUID())),
    rubric,
    model,
    explanation,
    place,
    kept,
    lately
  };
}

export const actions = {
  async default(event) {
    const { actor, school, filter, note } = await requireNote(event);
    const form = await event.request.formData();
    const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    const rubric = 'rubric' in note.content ? note.content.rubric : [];
    const open = rubric.filter(({ id }) => !values[`points.${id}`]);
    const errors = Object.fromEntries(open.map(({ id }) => [id, 'Choose the points']));
    if (open.length > 0) return fail(422, { values, errors, message: '', changed: null });

    const grading = {
      points: Object.fromEntries(rubric.map(({ id }) => [id, Number(values[`points.${id}`])])),
      comment: values.comment ?? ''
    };
    const seen = values.seen || null;
    const now = new Date();
    const { next } = await queue.placeOf(db, actor, school.id, note.answer, filter);
    const graded = await notes.grade(db, actor, school.id, note.answer, grading, seen, now);
    switch (graded.outcome) {
      case 'missing':
        return error(404, missing);
      case 'invalid':
        return fail(422, { values, errors, message: graded.error, changed: null });
      case 'changed':
        return fail(409, { values, errors, message: '', changed: graded.grading });
      case 'graded': {
        const path = `/teach/${school.slug}/notes${next ? `/${next}` : ''}`;
        const query = queryOf(filter);
        redirect(303, `${path}${query}${query ? '&' : '?'}saved`);
      }
    }
  }
};
