/** Questions in an order that mixes topics: what is alike does not stand side by side. */

/** Where a question belongs. */
export interface Placed {
  lesson: string;
  /** Of the lesson. */
  objective: string;
  /** The case whose scene it shares; null for none. */
  case: string | null;
  /** Within the lesson; the questions of a case follow one another in it. */
  place: number;
}

/** @returns whether answering one gives part of the other away: same objective, or same case */
export const areSiblings = (a: Placed, b: Placed) =>
  a.lesson === b.lesson && (a.objective === b.objective || (a.case !== null && a.case === b.case));

/** Names a group of siblings: of a case, or else of an objective. */
export const groupOf = ({ lesson, objective, case: scene }: Placed) =>
  scene === null ? `${lesson} ${objective}` : `${lesson} case ${scene}`;

/**
 * Takes as far as it can the first whose lesson, or else objective and case, differs from the one
 * before. What makes up more than half of the rest goes first, since nothing else could part it
 * later. The questions of a case keep their order.
 * @param list the most important first
 * @param before what the first of them follows
 * @param count how many are needed: the rest is left out
 */
export function apart<T extends Placed>(
  list: readonly T[],
  before?: T,
  count: number = list.length
): T[] {
  const rest = list.map((entry) => ({ entry, group: groupOf(entry) }));
  const result: T[] = [];
  const groups = countBy(rest, ({ group }) => group);
  const lessons = countBy(rest, ({ entry }) => entry.lesson);
  while (rest.length > 0 && result.length < count) {
    const last = result.at(-1) ?? before;
    const half = Math.ceil((rest.length - 1) / 2);
    const differs = ({ entry }: (typeof rest)[number]) => entry.lesson !== last?.lesson;
    const isApart = ({ entry }: (typeof rest)[number]) => !last || !areSiblings(entry, last);
    const firsts = openings(rest);
    const next =
      firsts.find((each) => groups.get(each.group)! > half && isApart(each)) ??
      firsts.find((each) => lessons.get(each.entry.lesson)! > half && differs(each)) ??
      firsts.find(differs) ??
      firsts.find(isApart) ??
      firsts[0]!;
    result.push(next.entry);
    rest.splice(rest.indexOf(next), 1);
    groups.set(next.group, groups.get(next.group)! - 1);
    lessons.set(next.entry.lesson, lessons.get(next.entry.lesson)! - 1);
  }
  return result;
}

/** Of each case only the first that is left may come next. */
function openings<T extends { entry: Placed; group: string }>(rest: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const each of rest) {
    const known = first.get(each.group);
    if (each.entry.case !== null && (!known || each.entry.place < known.entry.place))
      first.set(each.group, each);
  }
  return rest.filter((each) => each.entry.case === null || first.get(each.group) === each);
}

function countBy<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of list) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return counts;
}
