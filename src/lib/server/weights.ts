/** The memory models that answers are scheduled by, by version of their weights. */
import type { Db, Transaction } from './db/connect';
import { defaultVersion, fsrs6, memoryModel, type MemoryModel } from '../domain/memory';

/** A fit never changes, so what was read once stays true; one memory for each database. */
const modelsOf = new WeakMap<Db, Map<number, MemoryModel>>();

/**
 * @param versions those that are going to be asked for
 * @param on the transaction that asks, if one does
 * @returns the model of each of them; another version throws
 */
export async function models(
  db: Db,
  versions: Iterable<number>,
  on: Transaction | Db['$client'] = db.$client
): Promise<(version: number) => MemoryModel> {
  let known = modelsOf.get(db);
  if (!known) modelsOf.set(db, (known = new Map([[defaultVersion, fsrs6]])));
  const missing = [...new Set(versions)].filter((version) => !known.has(version));
  if (missing.length > 0) {
    const rows = await on<{ version: number; weights: number[] }[]>`
      select version, weights from fits where version = any(${missing}::int[])`;
    for (const { version, weights } of rows) known.set(version, memoryModel(weights));
  }
  return (version) => {
    const model = known.get(version);
    if (!model) throw new Error(`There are no weights of version ${version}`);
    return model;
  };
}
