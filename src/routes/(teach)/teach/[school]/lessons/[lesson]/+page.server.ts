import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { AskForChanges, NewComment } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as comments from '$lib/server/lesson-comments';
import * as history from '$lib/server/lesson-history';
import { isChanged } from '$lib/server/lesson-origin';
import * as publishing from '$lib/server/lesson-publishing';
import { read } from '$lib/server/lesson-texts';
import { previewOf } from '$lib/server/lesson-view';

const missing = 'There is no such lesson of this school';
const gone =
  'The text has changed since you opened the page. Look at it as it is now, and say it again.';

export async function load(event) {
  const { actor, school, lesson } = await requireLesson(db, event);
  const { text, originText: _, author: __, ...told } = lesson;
  const asked = event.url.searchParams.get('version');
  // What is to be reviewed, else what is being written.
  const version = asked === null ? lesson.reviewVersion : Number(asked);
  const shown =
    version === null ? text : await history.read(db, actor, school.id, lesson.id, version);
  if (shown === null) error(404, 'The lesson has no such version');
  const [preview, said] = await Promise.all([
    read(db, school.id, shown).then((text) => previewOf(text, school.slug, lesson.title)),
    comments.list(db, actor, school.id, lesson.id)
  ]);
  return {
    lesson: told,
    newId: randomUUID(),
    originChanged: isChanged(lesson),
    version,
    preview,
    comments: said
  };
}

export const actions = {
  async submit(event) {
    const { change } = await requireAuthor(db, event);
    const { revision } = await forms.texts(event.request);
    const { lesson } = event.params;
    return told(await publishing.submit(db, change, lesson, Number(revision)), 'submitted');
  },

  async publish(event) {
    const { change } = await requireAuthor(db, event);
    const { version, revision } = await forms.texts(event.request);
    const what = version ? { version: Number(version) } : { revision: Number(revision) };
    return told(await publishing.publish(db, change, event.params.lesson, what), 'published');
  },

  async changes(event) {
    const { change } = await requireAuthor(db, event);
    const asked = parse(AskForChanges, await forms.texts(event.request));
    if (!asked.ok) return fail(422, { error: Object.values(asked.errors)[0]! });
    const { lesson } = event.params;
    return told(
      await publishing.askForChanges(db, change, lesson, asked.data.comment),
      'changes asked for'
    );
  },

  async withdraw(event) {
    const { change } = await requireAuthor(db, event);
    const { on } = await forms.texts(event.request);
    const away = on === 'yes';
    return told(
      await publishing.withdraw(db, change, event.params.lesson, away),
      away ? 'withdrawn' : 'brought back'
    );
  },

  async comment(event) {
    const { change, lesson } = await requireLesson(db, event);
    const form = await forms.texts(event.request);
    const typed = { body: form.body ?? '', block: form.block ?? '', replyTo: form.replyTo ?? '' };
    if (!form.version && Number(form.revision) !== lesson.revision)
      return fail(409, { ...typed, error: gone });
    const version = form.version
      ? Number(form.version)
      : await history.keepNow(db, change, lesson.id);
    const asked = parse(NewComment, {
      id: form.id,
      version,
      block: form.block ? Number(form.block) : null,
      body: form.body,
      replyTo: form.replyTo || null
    });
    if (!asked.ok) return fail(422, { ...typed, error: Object.values(asked.errors)[0]! });
    const added = await comments.add(db, change, lesson.id, asked.data);
    if (added.outcome === 'done') return { commented: added.id };
    const why = added.outcome === 'taken' ? forms.sentBefore : gone;
    return fail(409, { ...typed, error: why });
  },

  async resolve(event) {
    const { change } = await requireAuthor(db, event);
    const { comment = '', on } = await forms.texts(event.request);
    const { lesson } = event.params;
    if (!(await comments.resolve(db, change, lesson, comment, on === 'yes'))) error(404, missing);
    return { resolved: comment };
  }
};

function told(outcome: publishing.Outcome, done: string) {
  switch (outcome.outcome) {
    case 'done':
      return { done };
    case 'missing':
      error(404, missing);
    case 'flawed':
      return fail(422, { findings: outcome.findings });
    case 'stale':
      return fail(409, {
        error: `${outcome.theirs.changedBy ?? 'A colleague'} has saved the lesson meanwhile. Look at it as it is now, and do it again.`
      });
  }
}
