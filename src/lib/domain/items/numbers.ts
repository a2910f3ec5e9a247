/** Numbers as people write them; apart from their schema, which a browser has no need of. */

const plain = /^([+-]?)(\d+[.,]?\d*|[.,]\d+)$/;
/** Digits in groups of three. One comma before three digits may be either, so it is asked back. */
const grouped = /^[+-]?(?!0)\d{1,3}(([.,' ’]\d{3})+[.,]\d*|(\.\d{3}){2,}|([,' ’]\d{3})+)$/;
const alone = /^([+-]?\d[\d.,]*)\s*(?!\d)(\D+)$/;

/**
 * Reads a number with a point or a comma.
 * @returns the number, null where nothing is written, or a sentence on how to write it
 */
export function readNumber(text: string): number | null | { error: string } {
  if (text.length > 100) return { error: 'Write a shorter number.' };
  const typed = text.normalize('NFKC').trim().replace(/^−/, '-').replace(/\s+/g, ' ');
  const compact = typed.replace(/^([+-]) /, '$1');
  if (compact === '') return null;
  if (grouped.test(compact))
    return {
      error: 'Leave out the separators of thousands: 1250, not 1,250. For decimals use a point.'
    };
  const number = plain.test(compact) ? Number(compact.replace(',', '.')) : NaN;
  // Adding 0 turns -0, which no form of storage keeps, into 0.
  if (Number.isFinite(number)) return number + 0;
  if (alone.test(compact)) return { error: 'Write the number by itself, without words or signs.' };
  return { error: 'Write a number in figures, such as 12 or 12.5.' };
}
