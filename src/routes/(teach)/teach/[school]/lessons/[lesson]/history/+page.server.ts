import { error, fail } from '@sveltejs/kit';
import { compare, condensed } from '$lib/domain/lesson/compare';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import * as history from '$lib/server/lesson-history';
import { isChanged } from '$lib/server/lesson-origin';

export async function load(event) {
  const { actor, school, lesson } = await requireLesson(db, event);
  const { text, originText: _, author: __, ...told } = lesson;
  const versions = await history.list(db, actor, school.id, lesson.id);
  const { searchParams } = event.url;
  const textOf = async (name: string | null) =>
    name === 'now' ? text : history.read(db, actor, school.id, lesson.id, Number(name));
  const [from, to] = [searchParams.get('from'), searchParams.get('to') ?? 'now'];
  const [before, after] = from ? await Promise.all([textOf(from), textOf(to)]) : [null, null];
  if (from && (before === null || after === null)) error(404, 'The lesson has no such version');
  const difference =
    before !== null && after !== null
      ? { from: from!, to, rows: condensed(compare(before, after)) }
      : null;
  return { lesson: told, originChanged: isChanged(lesson), versions, difference };
}

export const actions = {
  async keep(event) {
    const { change } = await requireAuthor(db, event);
    const version = await history.keepNow(db, change, event.params.lesson);
    if (version === null) error(404, 'There is no such lesson of this school');
    return { said: `The text as it stands is version ${version}.` };
  },

  async restore(event) {
    const { change } = await requireAuthor(db, event);
    const { version, revision } = await forms.texts(event.request);
    const { lesson } = event.params;
    const saved = await history.restore(db, change, lesson, Number(version), Number(revision));
    if (saved.outcome === 'missing') error(404, 'The lesson has no such version');
    if (saved.outcome === 'stale')
      return fail(409, {
        error: `${saved.theirs.changedBy ?? 'A colleague'} has saved the lesson meanwhile. Look at it, and do it again.`
      });
    return { said: `Version ${version} is the text again. What stood there is in the history.` };
  }
};
