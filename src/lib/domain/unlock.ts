/** Which new questions may begin today, and why others wait. */
import { groupOf, type Placed } from './apart';

/** Beyond this a day's new items crowd out what must be kept. */
export const newPerDay = 20;
/** A lesson opens once what its prerequisites taught is known so well, as a mean. */
export const knownEnough = 0.8;
/** A new item asks for so many answers within its first week. */
const answersAtFirst = 3;

/** A prerequisite that is not known well enough yet. */
export interface Lock {
  lesson: string;
  prerequisite: string;
  /** Mean recall of what was answered of it, 0 to 1. */
  recall: number;
}

/**
 * @param prerequisites of each lesson, by its id
 * @param known the learner's answered items; what was missed today counts as not known
 * @returns what keeps each of `lessons` closed; a lesson that is open is not there
 */
export function locks(
  lessons: Iterable<string>,
  prerequisites: (lesson: string) => readonly string[],
  known: readonly { lesson: string; recall: number; missed: boolean }[]
): Map<string, Lock> {
  const closed = new Map<string, Lock>();
  for (const lesson of lessons)
    for (const prerequisite of prerequisites(lesson)) {
      const answered = known.filter((card) => card.lesson === prerequisite);
      const sum = answered.reduce((all, { recall, missed }) => all + (missed ? 0 : recall), 0);
      const recall = sum / answered.length;
      if (answered.length > 0 && recall < knownEnough && !closed.has(lesson))
        closed.set(lesson, { lesson, prerequisite, recall });
    }
  return closed;
}

/**
 * @param week seconds that the coming seven days have
 * @param load seconds that they already ask for
 * @param introduced how many new items today has seen
 * @returns how many more new items today bears: fewer, the fuller the week is
 */
export function allowance(
  { week, load, introduced }: { week: number; load: number; introduced: number },
  secondsEach: number
): number {
  const room = Math.floor((week - load) / (answersAtFirst * secondsEach));
  return Math.max(0, Math.min(newPerDay, room) - introduced);
}

/**
 * Chooses so that siblings come on different days where there is something else to choose.
 * @param fresh in the order of the course
 * @returns at most `count` of them, in their order
 */
export function spread<T extends Placed>(fresh: readonly T[], count: number): T[] {
  const seen = new Map<string, number>();
  const turns = fresh.map((entry) => {
    const turn = seen.get(groupOf(entry)) ?? 0;
    seen.set(groupOf(entry), turn + 1);
    return turn;
  });
  const chosen = [...fresh.keys()].sort((a, b) => turns[a]! - turns[b]! || a - b).slice(0, count);
  return chosen.sort((a, b) => a - b).map((i) => fresh[i]!);
}
