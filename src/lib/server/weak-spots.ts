/** Where the students of a school are weak, topic by topic, for its staff. */
import * as classRecall from './class-recall';
import type { Db } from './db/connect';
import * as students from './students';
import * as topics from './topics';
import { can, type Actor } from '../domain/actor';
import type { RecallFilter } from '../domain/topic';
import {
  byWeakness,
  cellOf,
  mostColumns,
  nothing,
  standingOf,
  together,
  type Cell,
  type Standing
} from '../domain/weak-spots';

export interface Named {
  id: string;
  name: string;
}

export interface TopicRow extends Omit<Standing, 'weakest'> {
  /** Its name in addresses. */
  topic: string;
  title: string;
  weakest: (Named & { recall: number })[];
  /** In the order of the columns; null where there are none. */
  cells: Cell[] | null;
}

export interface WeakSpots {
  students: number;
  /** The students by name, each with all topics together; null where they are too many for a table. */
  columns: (Named & Cell)[] | null;
  /** Those of which somebody has answered something. */
  topics: TopicRow[];
}

/** @returns of how many students by name something is told: of those of a table, or of the weakest */
export const namedIn = ({ columns, topics }: WeakSpots): number =>
  columns?.length ?? new Set(topics.flatMap(({ weakest }) => weakest.map(({ id }) => id))).size;

/**
 * @param filter its cohort must be one of the school's
 * @returns recall now by topic and student; null unless the actor may see results. Four queries,
 *   however many there are
 */
export async function weakSpots(
  db: Db,
  actor: Actor,
  school: string,
  { by, cohort, order }: RecallFilter,
  now: Date
): Promise<WeakSpots | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const [all, among] = await Promise.all([
    topics.list(db, school, by),
    students.list(db, actor, school, cohort, now)
  ]);
  const ids = all.map(({ items }) => items.map(({ item }) => item));
  const sums = await classRecall.sums(db, among, ids);
  const named = ({ id, name }: students.Student): Named => ({ id, name });
  const isTable = among.length <= mostColumns;
  const rows = all.flatMap(({ key, title }, i): TopicRow[] => {
    const own = sums[i]!;
    if (own.size === 0) return [];
    const { weakest, ...standing } = standingOf(own);
    const cell = (student: number) => cellOf(own.get(student) ?? nothing);
    return [
      {
        topic: key,
        title,
        ...standing,
        weakest: weakest.map((at) => ({ ...named(among[at]!), recall: cell(at).recall! })),
        cells: isTable ? among.map((_, at) => cell(at)) : null
      }
    ];
  });
  return {
    students: among.length,
    columns: isTable
      ? among.map((student, at) => ({
          ...named(student),
          ...cellOf(together(sums.flatMap((own) => own.get(at) ?? [])))
        }))
      : null,
    topics: order === 'weakest' ? rows.toSorted(byWeakness) : rows
  };
}
