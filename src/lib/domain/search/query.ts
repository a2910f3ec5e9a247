/** The words looked for, as a page reads them; apart from the schema, which a browser has no need of. */

/** In characters. */
export const longestQuery = 100;
/** The most that one reply has. */
export const mostResults = 50;
/** What a page shows of them: who needs others types another word. */
export const shownAtMost = 40;

/** @returns what an address or a field asks for, made to fit: a page complains of nothing */
export const readQuery = (typed: string | null): string =>
  (typed ?? '').trim().slice(0, longestQuery).trim();
