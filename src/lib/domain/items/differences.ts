/** Where two writers of one question differ, field by field. */
import { whereOf } from './where';

export interface Difference {
  /** `Option 2, feedback` */
  where: string;
  /** '' where one of the two has nothing there. */
  mine: string;
  theirs: string;
}

/** Ids of parts mean nothing to whoever writes. */
const hidden = new Set(['id', 'type', 'form', 'figure']);

/** @returns fields in the order in which they were typed here, then those that only the other has */
export function differences(mine: unknown, theirs: unknown): Difference[] {
  return [...compare(mine, theirs, [])];
}

function* compare(
  mine: unknown,
  theirs: unknown,
  path: (string | number)[]
): Generator<Difference> {
  if (Array.isArray(mine) || Array.isArray(theirs)) {
    const [here, there] = [mine, theirs].map((list) =>
      Array.isArray(list) ? (list as unknown[]) : []
    );
    const name = String(path.at(-1) ?? '');
    const [order, otherOrder] = [orderIn(here!, there!), orderIn(there!, here!)];
    if (order.ids !== otherOrder.ids)
      yield {
        where: `Order of the ${whereOf([name]).toLowerCase()}`,
        mine: order.texts,
        theirs: otherOrder.texts
      };
    for (const [place, [one, other]] of pairsOf(here!, there!).entries())
      yield* compare(one, other, [...path, place]);
  } else if (isFields(mine) || isFields(theirs)) {
    const [here, there] = [mine, theirs].map((value) => (isFields(value) ? value : {}));
    for (const name of new Set([...Object.keys(here!), ...Object.keys(there!)]))
      if (!hidden.has(name)) yield* compare(here![name], there![name], [...path, name]);
  } else if (said(mine) !== said(theirs)) {
    yield { where: whereOf(path), mine: said(mine), theirs: said(theirs) };
  }
}

/** Parts with one id belong together, wherever they stand; others by their place. */
function pairsOf(mine: unknown[], theirs: unknown[]): [unknown, unknown][] {
  const key = (value: unknown, i: number) =>
    isFields(value) && typeof value.id === 'string' ? value.id : i;
  const other = new Map(theirs.map((value, i) => [key(value, i), value]));
  const here = mine.map((value, i): [unknown, unknown] => [value, other.get(key(value, i))]);
  const known = new Set(mine.map(key));
  return [
    ...here,
    ...theirs
      .filter((value, i) => !known.has(key(value, i)))
      .map((value): [unknown, unknown] => [undefined, value])
  ];
}

/** The parts that both have, in the order in which one of them has them. */
function orderIn(list: unknown[], other: unknown[]): { ids: string; texts: string } {
  const idsOf = (parts: unknown[]) =>
    parts.flatMap((part) => (isFields(part) && typeof part.id === 'string' ? part.id : []));
  const known = new Set(idsOf(other));
  const both = list.filter((part) => isFields(part) && known.has(String(part.id)));
  return {
    ids: JSON.stringify(idsOf(both)),
    texts: both.map((part) => said((part as { text?: unknown }).text)).join(' · ')
  };
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const said = (value: unknown): string => {
  if (value === true) return 'yes';
  if (value === undefined || value === null || value === false) return '';
  return String(value as string | number);
};
