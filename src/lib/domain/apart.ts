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
 * later. The questions of a case keep their order, one other or two between them.
 * @param list the most important first
 * @param before what the first of them follows
 * @param count how many are needed: the rest is left out
 */
export function apart<T extends Placed>(
  list: readonly T[],
  before?: T,
  count: number = list.length
): T[] {
  const rest = list.map((entry) => ({ entry, kinds: kindsOf(entry) }));
  const result: T[] = [];
  const begun = new Set<string>();
  const counts = new Map<string, number>();
  for (const kind of rest.flatMap(({ kinds }) => kinds))
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  while (rest.length > 0 && result.length < count) {
    const last = result.at(-1) ?? before;
    const half = Math.ceil((rest.length - 1) / 2);
    const crowds = (kind: string | undefined) => (counts.get(kind!) ?? 0) > half;
    const differs = ({ entry }: (typeof rest)[number]) => entry.lesson !== last?.lesson;
    const isApart = ({ entry }: (typeof rest)[number]) => !last || !areSiblings(entry, last);
    // A scene that was told is gone on with before it fades.
    const isBegun = ({ entry }: (typeof rest)[number]) =>
      entry.case !== null && begun.has(groupOf(entry));
    const firsts = openings(rest);
    const next =
      firsts.find((each) => isApart(each) && each.kinds.slice(1).some(crowds)) ??
      firsts.find((each) => isApart(each) && isBegun(each)) ??
      firsts.find((each) => differs(each) && crowds(each.kinds[0])) ??
      firsts.find(differs) ??
      firsts.find(isApart) ??
      firsts[0]!;
    result.push(next.entry);
    begun.add(groupOf(next.entry));
    rest.splice(rest.indexOf(next), 1);
    for (const kind of next.kinds) counts.set(kind, counts.get(kind)! - 1);
  }
  return result;
}

/** What it has in common with others: its lesson, then what makes siblings. */
function kindsOf({ lesson, objective, case: scene }: Placed): string[] {
  const kinds = [lesson, `${lesson} ${objective}`];
  return scene === null ? kinds : [...kinds, `${lesson} case ${scene}`];
}

/** Of each case only the first that is left may come next: in the place of its most important. */
function openings<T extends { entry: Placed }>(rest: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const each of rest) {
    const known = first.get(groupOf(each.entry));
    if (each.entry.case !== null && (!known || each.entry.place < known.entry.place))
      first.set(groupOf(each.entry), each);
  }
  return [
    ...new Set(
      rest.map((each) => (each.entry.case === null ? each : first.get(groupOf(each.entry))!))
    )
  ];
}
