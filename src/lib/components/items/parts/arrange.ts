import { seededRandom, shuffle } from '$lib/domain/shuffle';

/**
 * Puts options in the order of one showing. The order they come in does not matter: it may differ
 * from one request to the next, while what is on the screen must stay where it is.
 */
export function arrange<T extends { id: string }>(list: readonly T[], showing: string): T[] {
  const sorted = [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return shuffle(sorted, seededRandom(showing));
}
