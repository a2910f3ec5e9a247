import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as texts from '$lib/server/lesson-texts';
import { previewOf } from '$lib/server/lesson-view';
import * as lessons from '$lib/server/school-lessons';
import { LessonSave } from '$lib/domain/lesson/text';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const lesson = await lessons.find(db, actor, school.id, event.params.lesson);
  if (!lesson) error(404, 'There is no such lesson of this school');
  const read = await texts.read(db, school.id, lesson.text);
  return { lesson, preview: previewOf(read, school.slug, lesson.title) };
}

export const actions = {
  /** Without scripts: the whole text at once. */
  default: async (event) => {
    const { actor, school } = await requireStaff(db, event);
    const form = await event.request.formData();
    const asked = v.safeParse(LessonSave, {
      text: form.get('text'),
      revision: Number(form.get('revision'))
    });
    if (!asked.success) return fail(400, { error: asked.issues[0].message });
    const change = { actor, school: school.id, now: new Date() };
    const saved = await lessons.save(db, change, event.params.lesson, asked.output);
    if (saved.outcome === 'missing') error(404, 'There is no such lesson of this school');
    if (saved.outcome === 'stale')
      return fail(409, {
        error: 'A colleague has saved this lesson meanwhile. Your text is below: copy it, and reload.',
        text: asked.output.text
      });
    return { saved: true };
  }
};
