/** Two writers who meet: the one that comes second reads again. */

/** Another write came between the reading and the writing of a card. */
export class StaleCard extends Error {}

/** What PostgreSQL reports when two writers met: our own check, or a deadlock. */
const raced = new Set(['40001', '40P01']);

/** Two rarely meet twice; more tries than this would mean something is wrong. */
const tries = 8;

/** Whether PostgreSQL refused a row because there is one of its key. */
export const isDuplicate = (error: unknown): boolean =>
  (error as { code?: string }).code === '23505';

const isRace = (error: unknown): boolean =>
  error instanceof StaleCard || raced.has((error as { code?: string }).code ?? '');

/** @param work reads, decides and writes, all or nothing: it is done again where another came between */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isRace(error) || attempt === tries) throw error;
    }
  }
}
