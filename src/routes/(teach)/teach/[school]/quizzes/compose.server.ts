/** What composing and editing a quiz have in common. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { QuizRules } from '$lib/domain/quiz';
import { complaintsOf, moved, readDraft, rulesOf, type Move } from '$lib/domain/quiz-form';
import { bank } from '$lib/server/bank';
import * as courses from '$lib/server/courses';
import type { Db } from '$lib/server/db/connect';
import { parse } from '$lib/server/issues';

/** What there is to choose from: the questions without their keys, and the areas. */
export async function material(db: Db, school: string) {
  const titles = new Map(
    courses.list().flatMap(({ modules }) => modules.flatMap((m) => m.lessons)).map((lesson) => [lesson.id, lesson.title]) // prettier-ignore
  );
  const questions = await bank(db, school, null);
  return {
    areas: Object.entries(courses.outline().areas).map(([id, { title }]) => ({ id, title })),
    bank: questions.map(({ item, content, lesson, area, difficulty, reserved, fitsExam }) => ({
      item,
      stem: content.stem,
      type: content.type,
      lesson: titles.get(lesson) ?? lesson,
      area,
      difficulty,
      reserved,
      fitsExam
    }))
  };
}
export type Material = Awaited<ReturnType<typeof material>>;
export type BankEntry = Material['bank'][number];

/** The filters of the bank, as they were set without scripts. */
const filtersOf = (form: FormData) =>
  Object.fromEntries(
    ['text', 'lesson', 'area', 'type', 'difficulty', 'reserved'].map((name) => [
      name,
      String(form.get(`filter-${name}`) ?? '')
    ])
  );

/** Reads what was composed. @returns the rules, and the id of a new quiz, or the form again with what to mend */
export async function readRules({ request }: RequestEvent, zone: string) {
  const form = await request.formData();
  const draft = readDraft(form);
  const parsed = parse(QuizRules, rulesOf(draft, zone));
  const again = { draft, filters: filtersOf(form) };
  return parsed.ok
    ? { ok: true as const, rules: parsed.data, id: form.get('id'), again }
    : { ok: false as const, refused: fail(422, { ...again, errors: complaintsOf(parsed.errors) }) };
}

/** For browsers without scripts: moves one question, or filters the bank, and shows the form again. */
export async function arranged({ request }: RequestEvent) {
  const form = await request.formData();
  const draft = readDraft(form);
  const [act, item] = String(form.get('move') ?? '').split(':') as [Move['act'], string];
  const isMove = ['add', 'remove', 'up', 'down'].includes(act);
  const items = isMove ? moved(draft.items, { act, item }) : draft.items;
  return { draft: { ...draft, items }, filters: filtersOf(form), errors: {} };
}
