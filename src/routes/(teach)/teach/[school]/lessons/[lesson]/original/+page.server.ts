import { error, fail } from '@sveltejs/kit';
import { parse } from '$lib/server/issues';
import { OriginDecision } from '$lib/domain/lesson/text';
import { compare, condensed } from '$lib/domain/lesson/compare';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import * as origins from '$lib/server/lesson-origin';

export async function load(event) {
  const { lesson } = await requireLesson(db, event);
  const { text, originText, author: _, ...told } = lesson;
  if (told.origin === null || originText === null) error(404, 'The lesson is your own');
  const now = courses.adaptableText(told.origin);
  const changed = origins.changeOf(lesson);
  const between = (before: string, after: string) => condensed(compare(before, after));
  return {
    lesson: told,
    original:
      now === undefined ? null : { id: told.origin, title: courses.shipped(told.origin)!.title },
    own: now === undefined ? null : between(now, text),
    changed: changed && {
      theirs: between(changed.before, changed.now),
      merged: between(text, changed.merged.text),
      conflicts: changed.merged.conflicts
    }
  };
}

export const actions = {
  async default(event) {
    const { change } = await requireAuthor(db, event);
    const { revision, how } = await forms.texts(event.request);
    const asked = parse(OriginDecision, { revision: Number(revision), how });
    if (!asked.ok) return fail(422, { error: Object.values(asked.errors)[0]! });
    const { lesson } = event.params;
    const saved = await origins.settle(db, change, lesson, asked.data.revision, asked.data.how);
    if (saved.outcome === 'stale')
      return fail(409, {
        error: `${saved.theirs.changedBy ?? 'A colleague'} has saved the lesson meanwhile. Look at the changes again.`
      });
    if (saved.outcome === 'missing') return fail(409, { error: 'That is settled already.' });
    return { how: asked.data.how, conflicts: saved.conflicts ?? 0 };
  }
};
