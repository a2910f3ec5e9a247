/** What the students of a school believe that is not so, as their wrong answers of late show it. */
import { bank } from './bank';
import type { Db } from './db/connect';
import { beliefOf, wrongAnswers, type Belief } from './mistakes';
import * as students from './students';
import { can, type Actor } from '../domain/actor';
import { beliefsOf, sharedConfusions } from '../domain/shared-confusions';

/** More would be no order of what to do first. */
const most = 20;
const mostItems = 3;

export interface SharedBelief extends Belief {
  /** How many students showed it. */
  students: number;
  /** In how many questions, and those in which it showed most. */
  questions: number;
  items: { item: string; stem: string }[];
}

/**
 * @param cohort null: all students of the school
 * @returns the misconceptions, that of the most students first; null unless the actor may see results
 */
export async function misconceptions(
  db: Db,
  actor: Actor,
  school: string,
  cohort: string | null,
  now: Date
): Promise<{ students: number; misconceptions: SharedBelief[] } | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const [items, among] = await Promise.all([
    bank(db, school, null),
    students.list(db, actor, school, cohort, now)
  ]);
  const wrong = await wrongAnswers(db, among, items);
  const confusions = items.flatMap(({ item, content }) => {
    const given = wrong.get(item);
    if (!given) return [];
    return [{ item: { item, stem: content.stem }, shared: sharedConfusions(content, given) }];
  });
  const shown = beliefsOf(confusions).flatMap(({ misconception, by, items }) => {
    const belief = beliefOf(misconception);
    if (!belief) return [];
    const counts = { students: by.size, questions: items.length };
    return [{ ...belief, ...counts, items: items.slice(0, mostItems) }];
  });
  return { students: among.length, misconceptions: shown.slice(0, most) };
}
