/** Where a school's questions may stand: the lessons that it offers, with what they teach. */
import { parseProse } from './content/prose';
import { lessonsOf, type Catalogue } from './content/catalogue';
import * as courses from './courses';
import type { Db, Transaction } from './db/connect';
import type { CourseModule } from '../domain/course';
import type { Place } from '../domain/items/place';

/** A lesson of a list to choose from. */
export interface Choice {
  lesson: string;
  title: string;
}

/** @returns the lessons that a school may write questions for, by the module that they stand in */
export async function choices(
  db: Db,
  school: string
): Promise<{ module: string; lessons: Choice[] }[]> {
  const shipped = courses.catalogue().courses.flatMap(({ modules }) =>
    modules.map(({ title, lessons }) => ({
      module: title,
      lessons: lessons.map(({ id, title }) => ({ lesson: id, title }))
    }))
  );
  const rows = await db.$client<{ course: string; modules: CourseModule[]; lessons: Choice[] }[]>`
    select courses.title as course, modules,
      jsonb_agg(jsonb_build_object('lesson', lessons.id, 'title', lessons.title)) as lessons
    from courses join school_lessons on course_id = courses.id
      join lessons on lessons.id = lesson_id
    where courses.school_id = ${school} and archived_at is null
    group by courses.id order by courses.title, courses.id`;
  const own = rows.map(({ course, modules, lessons }) => {
    // In the order of the course; what stands in no module comes last.
    const order = modules.flatMap((module) => module.lessons.map(({ lesson }) => lesson));
    const rank = ({ lesson }: Choice) =>
      (order.indexOf(lesson) + order.length + 1) % (order.length + 1);
    return { module: course, lessons: lessons.toSorted((a, b) => rank(a) - rank(b)) };
  });
  return [...own, ...shipped];
}

/** @returns what a question of this lesson is held against; null where the school offers none such */
export async function find(
  on: Transaction | Db['$client'],
  school: string,
  lesson: string
): Promise<Place | null> {
  const content = courses.catalogue();
  const [row] = await on<
    { title: string; course: string; outline: string | null; text: string | null }[]
  >`
    select lessons.title, lessons.course, courses.outline, school_lessons.text
    from lessons left join school_lessons on lesson_id = lessons.id
      left join courses on courses.id = course_id
    where lessons.id = ${lesson}
      and (lessons.school_id = ${school} or (lessons.school_id is null and retired_at is null))`;
  if (!row) return null;
  const { title } = row;
  if (row.text !== null)
    return { lesson, title, objectives: statedIn(row.text), areas: areasOf(content, row.outline) };
  const course = content.courses.find(({ slug }) => slug === row.course);
  const shipped = course && lessonsOf(course).find(({ id }) => id === lesson);
  const areas = areasOf(content, course?.outline ?? null);
  return { lesson, title, objectives: shipped?.objectives ?? [], areas };
}

/** The objectives of a lesson as it stands; none where its frontmatter cannot be read. */
const statedIn = (text: string) => parseProse(text, 'lesson.mdx', []).frontmatter?.objectives ?? [];

const areasOf = ({ outlines }: Catalogue, outline: string | null): Place['areas'] =>
  Object.entries((outline && outlines[outline]?.areas) || {}).map(([id, { title }]) => ({
    id,
    title
  }));
