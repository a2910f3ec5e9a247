/** What anybody may learn who holds a paper: that it is ours, and whether it stands. */
import { createHash } from 'node:crypto';
import type { Db } from './db/connect';
import * as limits from './limits';
import { showsName } from './paper-consents';
import { dated } from './paper-dates';
import type { StatementOnPaper } from '../domain/amendment';
import { numberOf, printed, readCode } from '../domain/papers/number';
import type { PaperKind, Report } from '../domain/papers/paper';
import { stateCsv } from '../domain/papers/report';

/** The address of the page of a paper. */
export const verifyPath = (code: string): string => `/verify/${printed(code)}`;

/** All that is told; nothing else of the paper leaves the school this way. */
export interface Verified {
  kind: PaperKind;
  school: string;
  number: string;
  /** When it was issued. */
  issuedAt: string;
  /** The date that it bears. */
  issuedOn: string;
  /** Null while it stands. */
  revokedAt: string | null;
  revokedOn: string | null;
  /** The holder's, where the holder has said that it be shown. */
  name: string | null;
  /** Of a table: the SHA-256 of the file, so that a copy can be compared. */
  sha256: string | null;
  /**
   * What the student says to a refusal to amend what the paper tells. Only of papers that are given
   * as a credential too, which cannot carry it; on every other it stands itself.
   */
  statements: StatementOnPaper[];
}

interface Row extends Omit<Verified, 'number' | 'sha256'> {
  year: number;
  serial: number;
  report: Report | null;
}

/**
 * @param text the code, as somebody types it from paper
 * @param address the network address of the one who asks: whoever guesses is held up
 * @returns null where no paper has that code
 */
export async function verify(
  db: Db,
  text: string,
  address: string
): Promise<{ outcome: 'found'; paper: Verified } | { outcome: 'missing' } | limits.Limited> {
  const claim: limits.Claim = ['verify-address', limits.network(address)];
  const limited = await limits.take(db, claim);
  if (limited) return limited;
  const code = readCode(text);
  const paper = code && (await find(db, code));
  if (!paper) return { outcome: 'missing' };
  await limits.giveBack(db, claim);
  return { outcome: 'found', paper };
}

async function find(db: Db, code: string): Promise<Verified | null> {
  const sql = db.$client;
  const [row] = await sql<Row[]>`
    select kind, schools.name as school, year, serial, to_jsonb(issued_at) as "issuedAt",
      ${dated(db, 'issued_at')} as "issuedOn", ${dated(db, 'at')} as "revokedOn",
      to_jsonb(at) as "revokedAt",
      case when ${showsName(db)} then content -> 'holder' ->> 'name' end as name,
      case when kind = 'state-csv' then content end as report,
      coalesce(case when credential is not null then content -> 'statements' end, '[]')
        as statements
    from papers join schools on schools.id = papers.school_id
      left join paper_revocations on paper_revocations.school_id = papers.school_id
        and paper_id = papers.id
    where code = ${code}`;
  if (!row) return null;
  const { year, serial, report, ...told } = row;
  const number = numberOf({ year, serial });
  const sha256 = report && createHash('sha256').update(stateCsv(report, number)).digest('hex');
  return { ...told, number, sha256 };
}
