/** How schools see somebody stand, for that person. */
import { eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { schools } from './db/schema/accounts';
import { areaStandings, standings } from './db/schema/standings';

export async function gatherStandings(db: Db, accountId: string) {
  const { schoolId: _, accountId: __, ...standing } = getTableColumns(standings);
  const { schoolId: ___, accountId: ____, ...area } = getTableColumns(areaStandings);
  const school = schools.name;
  return {
    standings: await db
      .select({ school, ...standing })
      .from(standings)
      .innerJoin(schools, eq(schools.id, standings.schoolId))
      .where(eq(standings.accountId, accountId)),
    area_standings: await db
      .select({ school, ...area })
      .from(areaStandings)
      .innerJoin(schools, eq(schools.id, areaStandings.schoolId))
      .where(eq(areaStandings.accountId, accountId))
  };
}
