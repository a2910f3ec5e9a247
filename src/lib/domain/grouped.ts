/** @returns the entries by the key that `of` gives them, keys and entries in the order of the list */
export function grouped<T>(list: readonly T[], of: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const group = groups.get(of(entry));
    if (group) group.push(entry);
    else groups.set(of(entry), [entry]);
  }
  return groups;
}
