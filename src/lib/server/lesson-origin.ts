/** What has become of a shipped lesson since a school made a text of its own of it. */
import * as courses from './courses';
import type { Db } from './db/connect';
import { keep, lock, theirs, write, type Saved } from './lesson-rows';
import type { Change } from './school-courses';
import type { SchoolLesson } from './school-lessons';
import { merge, type Merged } from '../domain/lesson/merge';

export interface OriginChange {
  origin: { id: string; title: string };
  /** Its text when it was last taken over, and its text now. */
  before: string;
  now: string;
  /** What the school's text would be with the changes in it. */
  merged: Merged;
}

const names = { ours: 'your text', theirs: 'the original' };

type Adapted = Pick<SchoolLesson, 'origin' | 'originText'>;

/** @returns the original as it is now; null where it is as it was, ships no more, or is none */
function originNow({ origin, originText }: Adapted): string | null {
  if (origin === null || originText === null) return null;
  const now = courses.adaptableText(origin);
  return now === undefined || now === originText ? null : now;
}

/** @returns whether `changeOf` gives one: without merging the texts */
export const isChanged = (lesson: Adapted): boolean => originNow(lesson) !== null;

/** @returns null where it is no adapted lesson, or its original is as it was, or ships no more */
export function changeOf(lesson: Adapted & Pick<SchoolLesson, 'text'>): OriginChange | null {
  const now = originNow(lesson);
  if (now === null) return null;
  const [origin, originText] = [lesson.origin!, lesson.originText!];
  return {
    origin: { id: origin, title: courses.shipped(origin)!.title },
    before: originText,
    now,
    merged: merge(originText, lesson.text, now, names)
  };
}

/**
 * Settles what has changed of the original: takes it into the text, with conflicts marked there for
 * an author to settle, or leaves the text as it is.
 * @returns 'missing' also where nothing has changed
 */
export const settle = (
  db: Db,
  change: Change,
  lesson: string,
  revision: number,
  how: 'take-over' | 'leave'
): Promise<Saved & { conflicts?: number }> =>
  db.$client.begin(async (tx) => {
    const row = await lock(tx, change, lesson);
    const changed = row && changeOf(row);
    if (!row || !changed) return { outcome: 'missing' };
    if (row.revision !== revision) return { outcome: 'stale', theirs: theirs(row) };
    const { text, conflicts } = how === 'leave' ? { text: row.text, conflicts: 0 } : changed.merged;
    if (how === 'take-over') await keep(tx, row, row.text, 'saved', row.author, change.now);
    const now = await write(tx, change, row, text);
    if (how === 'take-over') await keep(tx, row, text, 'taken-over', change.actor.id, change.now);
    await tx`
      update school_lessons set origin_text = ${changed.now}
      where lesson_id = ${lesson} and school_id = ${change.school}`;
    return { outcome: 'done', revision: now, conflicts };
  });
