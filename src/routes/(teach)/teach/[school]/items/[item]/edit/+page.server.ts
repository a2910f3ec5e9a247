import { error } from '@sveltejs/kit';
import { validate } from 'uuid';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as drafts from '$lib/server/item-drafts';
import { figuresOf } from '$lib/server/item-figures';
import * as lessonPlaces from '$lib/server/lesson-places';
import * as mended from '$lib/server/mended-items';
import * as reports from '$lib/server/reports';
import { findForStaff } from '$lib/server/school-items';
import * as signOffs from '$lib/server/sign-offs';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const { item } = event.params;
  const [current, draft] = await Promise.all([
    findForStaff(db, actor, school.id, item),
    drafts.find(db, actor, school.id, item)
  ]);
  const asked = event.url.searchParams;
  // A new question has a name, a type and a lesson, and is stored once something is written.
  if (!current && !draft && !(validate(item) && asked.has('type')))
    error(404, 'There is no such question');
  const lesson = draft?.lesson ?? current?.lesson ?? asked.get('lesson') ?? '';
  const [place, modules, record] = await Promise.all([
    lessonPlaces.find(db.$client, school.id, lesson),
    lessonPlaces.choices(db, school.id),
    current && recordOf(current.version)
  ]);
  return {
    item,
    kind: asked.get('type'),
    lesson,
    place,
    modules,
    draft,
    published: current && {
      version: current.version,
      content: current.content,
      isOwn: current.isOwn,
      isWithdrawn: current.retiredAt !== null
    },
    record,
    ...courses.known()
  };

  /** What is known of the version that is asked. */
  async function recordOf(version: number) {
    const [figures, open, signings, found] = await Promise.all([
      figuresOf(db, actor, school.id, item, version),
      reports.openOf(db, actor, school.id, item),
      signOffs.history(db, actor, school.id, item),
      mended.find(db, actor, school.id, item)
    ]);
    const newest = signings.find((entry) => entry.version === version);
    return {
      figures,
      reports: open.map(({ id, reason, comment }) => ({ id, reason, comment })),
      signed: newest?.license ? { by: newest.name, at: newest.at } : null,
      versions: (found?.versions ?? []).map(({ version, isOwn, createdAt, answers }) => ({
        ...{ version, isOwn, createdAt, answers }
      }))
    };
  }
}
