/** What the questions of a school are about: its lessons, modules, or areas of the exam. */
import { bank, type BankItem } from './bank';
import { lessonsOf } from './content/catalogue';
import * as courses from './courses';
import type { Db } from './db/connect';
import { grouped } from '../domain/grouped';
import { topicKey, type TopicKind } from '../domain/topic';

export interface Topic {
  /** Its name in addresses; see `topicKey`. */
  key: string;
  title: string;
  /** In the order of the course; those that a review may ask. */
  items: BankItem[];
}

/** @returns the topics of a kind, in the order of the courses or of the outline; keys included */
export async function list(db: Db, school: string, kind: TopicKind): Promise<Topic[]> {
  const [all, title] = await Promise.all([bank(db, school, null), titlesOf(db, kind)]);
  const asked = all.filter(({ reserved }) => !reserved);
  const topics = [...grouped(asked, idOf(kind))].map(([id, items]) => ({
    key: topicKey(kind, id),
    title: title(id),
    items
  }));
  if (kind !== 'area') return topics;
  const order = Object.keys(courses.outline().areas).map((area) => topicKey('area', area));
  return topics.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

/** Of which topic of a kind an item is. */
function idOf(kind: TopicKind): (item: BankItem) => string {
  if (kind === 'lesson') return ({ lesson }) => lesson;
  if (kind === 'area') return ({ area }) => area;
  const { courses: all } = courses.catalogue();
  const modules = new Map(
    all.flatMap(lessonsOf).map(({ id, course, module }) => [id, `${course}/${module}`])
  );
  return ({ lesson }) => modules.get(lesson) ?? lesson;
}

/** What topics of a kind are called, by their id. */
async function titlesOf(db: Db, kind: TopicKind): Promise<(id: string) => string> {
  const { areas } = courses.outline();
  if (kind === 'area') return (id) => (areas[id] ? `${id}. ${areas[id].title}` : id);
  const lessons = await db.$client<{ id: string; title: string }[]>`select id, title from lessons`;
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
  if (kind === 'module')
    for (const { slug, modules } of courses.catalogue().courses)
      for (const module of modules) titles.set(`${slug}/${module.slug}`, module.title);
  return (id) => titles.get(id) ?? id;
}
