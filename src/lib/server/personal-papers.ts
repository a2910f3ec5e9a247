/** What schools have issued about somebody, and to whom they gave what, as the person may take it along. */
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { memberRecords } from './db/schema/membership';
import { disclosures, paperConsents, paperRevocations, papers } from './db/schema/papers';

export async function gatherPapers(db: Db, accountId: string) {
  const { actorId: _, ...paper } = getTableColumns(papers);
  const { actorId: __, ...revocation } = getTableColumns(paperRevocations);
  const { actorId: ___, ...disclosure } = getTableColumns(disclosures);
  const own = eq(memberRecords.accountId, accountId);
  const ofRecord = (table: typeof papers | typeof disclosures) =>
    and(eq(memberRecords.schoolId, table.schoolId), eq(memberRecords.id, table.recordId));
  const ofPaper = (table: typeof paperConsents | typeof paperRevocations) =>
    and(eq(papers.schoolId, table.schoolId), eq(papers.id, table.paperId));
  return {
    papers: await db
      .select(paper)
      .from(papers)
      .innerJoin(memberRecords, ofRecord(papers))
      .where(own),
    paper_revocations: await db
      .select(revocation)
      .from(paperRevocations)
      .innerJoin(papers, ofPaper(paperRevocations))
      .innerJoin(memberRecords, ofRecord(papers))
      .where(own),
    paper_consents: await db
      .select(getTableColumns(paperConsents))
      .from(paperConsents)
      .innerJoin(papers, ofPaper(paperConsents))
      .innerJoin(memberRecords, ofRecord(papers))
      .where(own),
    disclosures: await db
      .select(disclosure)
      .from(disclosures)
      .innerJoin(memberRecords, ofRecord(disclosures))
      .where(own)
  };
}
