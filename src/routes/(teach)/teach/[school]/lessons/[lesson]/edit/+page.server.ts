import { error, fail } from '@sveltejs/kit';
import { merge } from '$lib/domain/lesson/merge';
import { LessonSave, LessonText } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { isChanged } from '$lib/server/lesson-origin';
import { read } from '$lib/server/lesson-texts';
import { previewOf } from '$lib/server/lesson-view';
import * as lessons from '$lib/server/school-lessons';

export async function load(event) {
  const { school, lesson } = await requireLesson(db, event);
  const { originText: _, author: __, ...told } = lesson;
  const text = await read(db, school.id, lesson.text);
  const preview = previewOf(text, school.slug, lesson.title);
  return { lesson: told, originChanged: isChanged(lesson), preview };
}

export const actions = {
  async default(event) {
    const { change } = await requireAuthor(db, event);
    const { base = '', revision, text = '' } = await forms.texts(event.request);
    const asked = parse(LessonSave, { revision: Number(revision), text });
    if (!asked.ok) return fail(422, { text, error: Object.values(asked.errors)[0]! });
    const saved = await lessons.save(db, change, event.params.lesson, asked.data);
    if (saved.outcome === 'missing') error(404, 'There is no such lesson of this school');
    if (saved.outcome === 'done') return { saved: true };
    // What both have written stands in the field again, to be looked at and saved.
    const { theirs } = saved;
    const name = theirs.changedBy ?? 'A colleague';
    const read = parse(LessonText, base);
    const both = merge(read.ok ? read.data : '', asked.data.text, theirs.text, {
      ours: 'your text',
      theirs: name
    });
    return fail(409, {
      text: both.text,
      theirs,
      error:
        both.conflicts > 0
          ? `${name} has saved the lesson meanwhile, and changed what you have changed. Both stand below, between marks: choose, and save.`
          : `${name} has saved the lesson meanwhile. Both of your changes are below: look at them, and save.`
    });
  }
};
