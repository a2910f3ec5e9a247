/** Who has attested the hours that a paper prints. */
import { listOf } from './attestations';
import type { Db } from './db/connect';
import type { Owner } from './hour-ledger';
import { dateAt, dateOf } from '../domain/day';
import type { Attested } from '../domain/papers/paper';

/** @returns attestations that stand, the newest first */
export async function attestationsOf(db: Db, owner: Owner, zone: string): Promise<Attested[]> {
  const all = await listOf(db, owner);
  return all
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ by, at, fromDay, untilDay }) => ({
      ...{ by, on: dateAt(new Date(at), zone) },
      ...{ from: dateOf(fromDay), until: dateOf(untilDay) }
    }));
}
