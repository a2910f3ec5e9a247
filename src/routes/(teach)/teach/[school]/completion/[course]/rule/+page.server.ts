import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { complaintsOf, draftOf, partsOf, readDraft } from '$lib/domain/completion-form';
import { inForce, NewRule, RuleToTry } from '$lib/domain/completion-rule';
import { wordsOf } from '$lib/domain/completion-words';
import { dateOf } from '$lib/domain/day';
import { find as findCourse } from '$lib/server/completion-course';
import { namesFor, quizChoices, skillChoices, topicChoices } from '$lib/server/completion-names';
import { preview } from '$lib/server/completion-report';
import { make } from '$lib/server/completion-rules';
import { history } from '$lib/server/completion-versions';
import { keepsHours } from '$lib/server/credited-hours';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';

const missing = 'There is no such course of your school';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const key = event.params.course;
  const [course, versions, quizzes, topics, skills, withHours] = await Promise.all([
    findCourse(db, school.id, key),
    history(db, actor, school.id, key),
    quizChoices(db, school.id),
    topicChoices(db, school.id),
    skillChoices(db, actor, school.id),
    keepsHours(db, school.id)
  ]);
  if (!course || !versions) error(404, missing);
  const names = await namesFor(
    db,
    school.id,
    versions.map(({ rule }) => rule)
  );
  const newest = versions[0] ?? null;
  const current = inForce(versions, change.now);
  const readable = [...course.lessons.values()].filter(({ shown }) => shown !== null);
  const draft = draftOf(newest?.rule ?? null, readable.map(({ id }) => id), newest?.version ?? 0); // prettier-ignore
  const ids = new Set(readable.map(({ id }) => id));
  return {
    course: { key, title: course.title },
    modules: course.modules.map(({ title, lessons }) => ({
      title,
      lessons: lessons.flatMap((id) => {
        const lesson = course.lessons.get(id);
        return lesson ? [{ id, title: lesson.title, withdrawn: !ids.has(id) }] : [];
      })
    })),
    /** Lessons that the course has gained since the newest version was made. */
    gained: newest ? readable.filter(({ id }) => !draft.lessons.includes(id)).length : 0,
    draft: { ...draft, lessons: draft.lessons.filter((id) => course.lessons.has(id)) },
    ...{ quizzes, topics, skills, withHours },
    today: dateOf(change.today),
    mayManage: can(actor, 'completion.manage', { school: school.id }),
    versions: versions.map(({ version, rule, effectiveFrom, at, by, reason }) => ({
      ...{ version, reason, by },
      words: rule.map((asked) => wordsOf(asked, names)),
      from: effectiveFrom.toISOString(),
      at: at.toISOString(),
      state: current?.version === version ? 'now' : effectiveFrom > change.now ? 'planned' : 'past'
    }))
  };
}

/** Reads the form; what was typed goes back with what is to be mended. */
async function read({ request }: RequestEvent) {
  const draft = readDraft(await request.formData());
  return { draft, ...partsOf(draft) };
}

export const actions = {
  async preview(event) {
    const { actor, school, change } = await requireCohorts(db, event);
    const { draft, rule, fields } = await read(event);
    const parsed = parse(RuleToTry, { course: event.params.course, rule });
    if (!parsed.ok) return fail(422, { draft, errors: complaintsOf(parsed.errors, fields) });
    const { course } = event.params;
    const seen = await preview(db, actor, school.id, course, parsed.data.rule, change.now);
    if (!seen) error(404, missing);
    const look = { actor, school: school.id, way: 'page', now: change.now } as const;
    await viewedMany(db, look, 'completions', seen.would.length, course);
    const names = await namesFor(db, school.id, [parsed.data.rule]);
    const words = parsed.data.rule.map((asked) => wordsOf(asked, names));
    return { draft, errors: {} as Record<string, string>, preview: { ...seen, words } };
  },
  async save(event) {
    const { account, school, change } = await requireCohorts(db, event);
    const { draft, rule, fields } = await read(event);
    const { course } = event.params;
    const refused = (errors: Record<string, string>) =>
      fail(422, { draft, errors: complaintsOf(errors, fields) });
    const { from, reason } = draft;
    const parsed = parse(NewRule, { course, after: Number(draft.after || NaN), rule, from: from || null, reason }); // prettier-ignore
    if (!parsed.ok) return refused(parsed.errors);
    const made = await make(db, { ...change, zone: account.timeZone }, parsed.data);
    if (made.outcome === 'missing') error(404, missing);
    if (made.outcome === 'stale')
      return refused({
        '': `Version ${made.newest} was made meanwhile: open this page again, and look at it before you make yours`
      });
    if (made.outcome === 'invalid') return refused({ [made.field]: made.error });
    redirect(303, `/teach/${school.slug}/completion/${course}`);
  }
};
