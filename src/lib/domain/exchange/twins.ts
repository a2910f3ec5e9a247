/** Rows of a file that ask what the bank, or an earlier row, asks already. */
import { duplicatesAmong, wordingOf, type Known } from '../items/duplicates';
import type { Draft, Row } from './row';

/** The likest of all; of equally like ones that in the bank. */
export type Twin =
  /** `likeness` is 1 where both say the same or have the same id, and above 0 otherwise. */
  | { kind: 'bank'; item: string; likeness: number }
  /** `row` counts from 0 on. */
  | { kind: 'file'; row: number; likeness: number };

/**
 * @param bank what the school's members may be asked
 * @returns for each row its twin, null where it has none
 */
export function twinsOf(rows: readonly Row[], bank: readonly Known[]): (Twin | null)[] {
  const inBank = duplicatesAmong(bank);
  const ids = new Set(bank.map(({ id }) => id));
  const inFile = duplicatesAmong(
    rows.flatMap(({ draft }, row) => (draft ? [{ id: String(row), ...wordingOf(draft) }] : []))
  );
  return rows.map(({ draft }, row) => {
    if (!draft) return null;
    const id = idOf(draft);
    if (id !== null && ids.has(id)) return { kind: 'bank', item: id, likeness: 1 };
    const wording = wordingOf(draft);
    const [known] = inBank(wording);
    const earlier = inFile(wording).find(({ id }) => Number(id) < row);
    if (known && known.likeness >= (earlier?.likeness ?? 0))
      return { kind: 'bank', item: known.id, likeness: known.likeness };
    return earlier ? { kind: 'file', row: Number(earlier.id), likeness: earlier.likeness } : null;
  });
}

const idOf = ({ id }: Draft) => (typeof id === 'string' ? id : null);
