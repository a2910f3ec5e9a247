/** The way through a case, which the learner's decisions make. */

/**
 * @param items of the case, in their order
 * @param trunk those that follow without a choice
 * @param then the item that the learner's branch goes on with, if it names one
 * @returns the item after `item`; undefined at the end
 */
export function nextOf(
  items: readonly string[],
  trunk: readonly string[],
  item: string,
  then: string | undefined
): string | undefined {
  const place = items.indexOf(item);
  return then ?? trunk.find((other) => items.indexOf(other) > place);
}

/** @returns the items from the first on, as far as `next` leads */
export function wayFrom(first: string, next: (item: string) => string | undefined): string[] {
  const way = [first];
  for (let item = next(first); item !== undefined; item = next(item)) way.push(item);
  return way;
}
