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

/** Of which topic an item is, and what a topic is called. */
interface Sorting {
  idOf: (item: BankItem) => string;
  titles: ReadonlyMap<string, string>;
}

/** @returns the topics of a kind, in the order of the courses or of the outline; keys included */
export const list = async (db: Db, school: string, kind: TopicKind): Promise<Topic[]> =>
  (await lists(db, school, [kind]))[0]!;

/**
 * @param all the bank of the school, where it is at hand: it is read once, however many kinds
 * @returns the same of several kinds
 */
export async function lists(
  db: Db,
  school: string,
  kinds: readonly TopicKind[],
  all: Promise<BankItem[]> | null = null
): Promise<Topic[][]> {
  if (kinds.length === 0) return [];
  const [items, ...sorted] = await Promise.all([
    all ?? bank(db, school, null),
    ...kinds.map((kind) => sortings[kind](db, school))
  ]);
  const asked = items.filter(({ reserved }) => !reserved);
  return kinds.map((kind, i) => sortedBy(kind, asked, sorted[i]!));
}

function sortedBy(kind: TopicKind, asked: readonly BankItem[], { idOf, titles }: Sorting) {
  const topics = [...grouped(asked, idOf)].map(([id, items]) => ({
    key: topicKey(kind, id),
    title: titles.get(id) ?? id,
    items
  }));
  if (kind !== 'area') return topics;
  const order = [...titles.keys()].map((area) => topicKey('area', area));
  return topics.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

const sortings: Record<TopicKind, (db: Db, school: string) => Sorting | Promise<Sorting>> = {
  lesson: async (db, school) => ({
    idOf: ({ lesson }) => lesson,
    titles: await titlesOf(db, school)
  }),
  module: byModule,
  area: () => ({
    idOf: ({ area }) => area,
    titles: new Map(
      Object.entries(courses.outline().areas).map(([id, { title }]) => [id, `${id}. ${title}`])
    )
  })
};

/** What lessons are called, by id: those that ship, and the school's own. */
async function titlesOf({ $client: sql }: Db, school: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; title: string }[]>`
    select id, title from lessons where school_id is null or school_id = ${school}`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** A lesson that is in no module stands for itself. */
async function byModule(db: Db, school: string): Promise<Sorting> {
  const [titles, own] = await Promise.all([
    titlesOf(db, school),
    db.$client<{ lesson: string; module: string; title: string }[]>`
      select lesson->>'lesson' as lesson, id || '/' || (module->>'id') as module,
        module->>'title' as title
      from courses cross join jsonb_array_elements(modules) as module
        cross join jsonb_array_elements(module->'lessons') as lesson
      where school_id = ${school} and archived_at is null`
  ]);
  const shipped = courses.catalogue().courses.flatMap((course) => {
    const title = new Map(course.modules.map((module) => [module.slug, module.title]));
    return lessonsOf(course).map(({ id, module }) => ({
      ...{ lesson: id, module: `${course.slug}/${module}` },
      title: title.get(module)!
    }));
  });
  const modules = new Map<string, string>();
  // A shipped lesson counts where it ships, whoever has adopted it.
  for (const { lesson, module, title } of [...own, ...shipped]) {
    modules.set(lesson, module);
    titles.set(module, title);
  }
  return { idOf: ({ lesson }) => modules.get(lesson) ?? lesson, titles };
}
