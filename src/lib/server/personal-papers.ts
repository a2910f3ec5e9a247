/** What schools have issued about somebody, and to whom they gave what, as the person may take it along. */
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { memberRecords } from './db/schema/membership';
import { disclosures, paperConsents, paperRevocations, papers } from './db/schema/papers';
import { rowsAbout } from './personal-rows';

export async function gatherPapers(db: Db, accountId: string) {
  const { actorId: _, ...revocation } = getTableColumns(paperRevocations);
  const own = eq(memberRecords.accountId, accountId);
  const ofRecord = and(
    eq(memberRecords.schoolId, papers.schoolId),
    eq(memberRecords.id, papers.recordId)
  );
  const ofPaper = (table: typeof paperConsents | typeof paperRevocations) =>
    and(eq(papers.schoolId, table.schoolId), eq(papers.id, table.paperId));
  return {
    papers: await rowsAbout(db, accountId, papers, papers.issuedAt),
    paper_revocations: await db
      .select(revocation)
      .from(paperRevocations)
      .innerJoin(papers, ofPaper(paperRevocations))
      .innerJoin(memberRecords, ofRecord)
      .where(own),
    paper_consents: await db
      .select(getTableColumns(paperConsents))
      .from(paperConsents)
      .innerJoin(papers, ofPaper(paperConsents))
      .innerJoin(memberRecords, ofRecord)
      .where(own),
    disclosures: await rowsAbout(db, accountId, disclosures, disclosures.at)
  };
}
