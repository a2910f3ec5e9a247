/** Places in an order, as one says them; apart from its schema, which a browser has no need of. */

const endings: Record<number, string> = { 1: 'st', 2: 'nd', 3: 'rd' };

/** @returns the name of a place, counted from 0, of the first ten: `1st`, `2nd` */
export const placeName = (index: number): string => `${index + 1}${endings[index + 1] ?? 'th'}`;
