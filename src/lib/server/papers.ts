/** Papers of a school: issued once with a number, listed, and revoked by a row of their own. */
import { randomBytes } from 'node:crypto';
import { validate } from 'uuid';
import { noteChange, noteIn } from './audit';
import { credentialOf } from './badges';
import type { Change } from './cohorts';
import type { Db } from './db/connect';
import { disclose } from './disclosures';
import { happened } from './events';
import { once, useBefore, type Use } from './idempotency';
import { verifyPath } from './verification';
import { link } from './mail';
import { showsName } from './paper-consents';
import { dated } from './paper-dates';
import { factsOf, type Facts } from './paper-facts';
import { reportOf } from './paper-reports';
import * as roster from './roster';
import { canSign } from './signing-keys';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { codeBytes, codeOf, numberOf } from '../domain/papers/number';
import { paperTitles, recordsIn, type Paper, type PaperKind } from '../domain/papers/paper';
import type { NewPaper } from '../domain/papers/request';

export type { Change };

/** A paper in a list. */
export interface IssuedPaper {
  id: string;
  number: string;
  kind: PaperKind;
  /** As it is checked. */
  code: string;
  /** Null for reports about many. */
  student: { id: string; name: string } | null;
  by: string;
  issuedAt: string;
  /** The date that it bears, in the zone of the school when it was issued. */
  issuedOn: string;
  revoked: { by: string; at: string; on: string; reason: string } | null;
  /** Whether there is a signed credential of it. */
  hasCredential: boolean;
  /** Whether whoever checks it reads the holder's name. */
  showsName: boolean;
}

type Row = Omit<IssuedPaper, 'number'> & { year: number; serial: number };
/** @returns a paper as lists have it, from what `columns` gives */
export const toIssued = ({ year, serial, ...row }: Row): IssuedPaper => ({
  ...row,
  number: numberOf({ year, serial })
});

/** For queries from `papers`. */
export const columns = (db: Pick<Db, '$client'>) => db.$client`
  papers.id, year, serial, kind, code, papers.actor_name as by, to_jsonb(issued_at) as "issuedAt",
  ${dated(db, 'issued_at')} as "issuedOn",
  case when record_id is not null then jsonb_build_object('id', record_id,
    'name', content -> 'holder' ->> 'name') end as student,
  (select jsonb_build_object('by', actor_name, 'at', at, 'on', ${dated(db, 'at')}, 'reason', reason)
    from paper_revocations where paper_revocations.school_id = papers.school_id
      and paper_id = papers.id) as revoked,
  credential is not null as "hasCredential",
  coalesce(${showsName(db)}, false) as "showsName"`;

/** Papers about many students are for those who see all of them. */
const isShownTo = (db: Db, actor: Actor, school: string) => db.$client`
  papers.school_id = ${school} and (case when record_id is null
    then ${can(actor, 'paper.issue', { school })}::boolean
    else ${isSeenBy(
      db,
      actor,
      school,
      db.$client`(select account_id from member_records
      where member_records.school_id = papers.school_id and member_records.id = record_id)`
    )} end)`;

/**
 * @param student null: those of the whole school, reports among them
 * @returns the newest first; none unless the actor may see them
 */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  student: string | null = null
): Promise<IssuedPaper[]> {
  if (!can(actor, 'paper.view', { school }) || (student !== null && !validate(student))) return [];
  const rows = await db.$client<Row[]>`
    select ${columns(db)} from papers
    where ${isShownTo(db, actor, school)} and (${student}::uuid is null or record_id = ${student})
    order by issued_at desc, year desc, serial desc limit 500`;
  return rows.map(toIssued);
}

/** @returns one paper with what it says; null where it is not there, or not the actor's to see */
export async function find(db: Db, actor: Actor, school: string, id: string) {
  if (!can(actor, 'paper.view', { school }) || !validate(id)) return null;
  const [row] = await db.$client<(Row & { content: Paper })[]>`
    select ${columns(db)}, content from papers
    where ${isShownTo(db, actor, school)} and papers.id = ${id}`;
  if (!row) return null;
  const { content, ...rest } = row;
  return { ...toIssued(rest), content };
}

export type Issued =
  | { outcome: 'issued'; id: string }
  | { outcome: 'missing' }
  | { outcome: 'invalid'; field: string; error: string };

/**
 * Issues a paper from the records as they stand now. Asked for again by the same id, it is issued
 * once. A certificate is signed as a credential too, where this installation can sign.
 */
export async function issue(db: Db, change: Change, asked: NewPaper): Promise<Issued> {
  const { actor, school, today, now } = change;
  if (!can(actor, 'paper.issue', { school })) return { outcome: 'missing' };
  const wish = { id: asked.id, asked: { as: 'paper', school, ...asked }, now };
  // Before the records, which may have changed since it was issued.
  const before = await useBefore(db, wish);
  if (before !== 'first') return issuedBefore(asked.id, before);
  const facts = await gather(db, change, asked);
  if (!facts) return { outcome: 'missing' };
  if (!facts.ok) return { outcome: 'invalid', field: facts.field, error: facts.error };
  const { paper } = facts;
  const { use } = await once(db, wish, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`papers ${school}`}, 0))`;
    const year = new Date(today * 86_400_000).getUTCFullYear();
    const code = codeOf(randomBytes(codeBytes));
    const address = link(verifyPath(code));
    const signed =
      paper.kind === 'certificate' && canSign()
        ? await credentialOf(tx, school, paper, { address, now })
        : null;
    const [made] = await tx<{ serial: number }[]>`
      insert into papers (school_id, id, year, serial, code, kind, record_id, content, credential,
        status_list, status_index, actor_id, actor_name, issued_at)
      select ${school}, ${asked.id}, ${year}::int, (
          select coalesce(max(serial), 0) + 1 from papers where school_id = ${school} and year = ${year}),
        ${code}, ${paper.kind}, ${'student' in asked ? asked.student : null},
        ${JSON.stringify(paper)}::text::jsonb, ${signed?.credential ?? null},
        ${signed?.list ?? null}, ${signed?.index ?? null}, id, name, ${now.toISOString()}
      from accounts where id = ${actor.id} returning serial`;
    const records = recordsIn(paper);
    if (asked.to) {
      const what = paperTitles[paper.kind];
      await disclose(tx, change, { id: asked.id, records, paper: asked.id, what, ...asked.to });
    }
    const subject = { paper: asked.id, kind: paper.kind, to: asked.to?.recipient ?? null, records };
    await noteChange(tx, change, 'paper.issue', subject);
    const number = numberOf({ year, serial: made!.serial });
    const fact = {
      paper: { id: asked.id, number, kind: paper.kind },
      member: 'student' in asked ? asked.student : null
    };
    await happened(tx, school, 'paper.issued', fact, now);
  });
  return issuedBefore(asked.id, use);
}

/** What came of it where the id is known by now. */
const issuedBefore = (id: string, use: Use): Issued =>
  use === 'taken'
    ? { outcome: 'invalid', field: 'id', error: 'This id is taken: make a new UUID' }
    : { outcome: 'issued', id };

async function gather(db: Db, change: Change, asked: NewPaper): Promise<Facts | null> {
  const { actor, school, today, now } = change;
  if (!('student' in asked)) return reportOf(db, school, asked, now);
  const member = await roster.find(db, actor, school, asked.student, today);
  return member && factsOf(db, school, member, asked);
}

/**
 * Revokes a paper for good; done twice it is done once, and the first reason stays.
 * @returns 'missing' where there is none, or the actor may not
 */
export async function revoke(
  db: Db,
  { actor, school, now }: Pick<Change, 'actor' | 'school' | 'now'>,
  id: string,
  reason: string
): Promise<'done' | 'missing'> {
  if (!can(actor, 'paper.issue', { school }) || !validate(id)) return 'missing';
  return db.$client.begin(async (tx) => {
    const [paper] = await tx<(Pick<Row, 'year' | 'serial' | 'kind'> & { member: string | null })[]>`
      select year, serial, kind, record_id as member from papers
      where school_id = ${school} and id = ${id}`;
    if (!paper) return 'missing';
    const rows = await tx`
      insert into paper_revocations (school_id, paper_id, reason, actor_id, actor_name, at)
      select ${school}, ${id}, ${reason}, accounts.id, name, ${now.toISOString()}
      from accounts where accounts.id = ${actor.id}
      on conflict do nothing returning 1`;
    if (rows.length === 0) return 'done';
    const deed = { action: 'paper.revoke', subject: { paper: id }, reason };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
    const { member, kind } = paper;
    const fact = { paper: { id, number: numberOf(paper), kind }, member };
    await happened(tx, school, 'paper.revoked', fact, now);
    return 'done';
  });
}
