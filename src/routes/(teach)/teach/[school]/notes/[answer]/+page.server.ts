import { randomUUID } from 'node:crypto';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { promptOf } from '$lib/domain/items/registry';
import { seededRandom } from '$lib/domain/shuffle';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as notes from '$lib/server/notes';

const missing = 'There is no such note at your school';

async function requireNote(event: RequestEvent) {
  const person = await requireStaff(db, event);
  const { actor, school } = person;
  const names = event.url.searchParams.has('names');
  const note = await notes.find(db, actor, school.id, event.params.answer!, names);
  return note ? { ...person, names, note } : error(404, missing);
}

export async function load(event) {
  const { actor, school, names, note } = await requireNote(event);
  const { content, ...rest } = note;
  if (content.type !== 'note' || content.form !== 'written') error(404, missing);
  const [waiting, comments] = await Promise.all([
    notes.list(db, actor, school.id),
    notes.recentComments(db, actor.id)
  ]);
  const { rubric, model, explanation } = content;
  const others = waiting.filter(({ answer }) => answer !== note.answer);
  const place = waiting.findIndex(({ answer }) => answer === note.answer);
  return {
    names,
    note: rest,
    prompt: promptOf(content, seededRandom(randomUUID())),
    rubric,
    model,
    explanation,
    comments,
    left: waiting.length,
    next: (waiting[place + 1] ?? others[0])?.answer ?? null
  };
}

export const actions = {
  async default(event) {
    const { actor, school, names, note } = await requireNote(event);
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
    const graded = await notes.grade(db, actor, school.id, note.answer, grading, seen, now);
    switch (graded.outcome) {
      case 'missing':
        return error(404, missing);
      case 'invalid':
        return fail(422, { values, errors, message: graded.error, changed: null });
      case 'changed':
        return fail(409, { values, errors, message: '', changed: graded.grading });
      case 'graded': {
        const [next] = await notes.list(db, actor, school.id);
        const path = `/teach/${school.slug}/notes${next ? `/${next.answer}` : ''}`;
        redirect(303, `${path}?saved${names ? '&names' : ''}`);
      }
    }
  }
};
