import type { Db } from './db/connect';
import { isOfferedAt } from './items';

/** What most questions of a lesson ask for: a good guess for the next. */
export interface Usual {
  objective: string;
  area: string;
}

/** @returns null where the lesson has no question that the school offers */
export async function usualOf(db: Db, school: string, lesson: string): Promise<Usual | null> {
  const [row] = await db.$client<Usual[]>`
    select content->>'objective' as objective, content->>'area' as area
    from items join item_versions on item_id = items.id and item_versions.version = items.version
    where lesson_id = ${lesson} and retired_at is null and ${isOfferedAt(db, school)}
    group by 1, 2 order by count(*) desc, 1, 2 limit 1`;
  return row ?? null;
}
