/** Names in addresses, made of titles. */

/**
 * @param taken those that others have
 * @param otherwise what to begin with where the title has no letters that an address takes
 * @returns a slug that is not taken
 */
export function slugFor(title: string, taken: ReadonlySet<string>, otherwise: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  // Every object of JavaScript answers to this one.
  const begin = plain && plain !== 'constructor' ? plain : otherwise;
  for (let number = 1; ; number++) {
    const name = number === 1 ? begin : `${begin}-${number}`;
    if (!taken.has(name)) return name;
  }
}
