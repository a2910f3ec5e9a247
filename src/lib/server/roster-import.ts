/** A roster file: looked at first, then done as it was shown, or not at all. */
import { createHash } from 'node:crypto';
import { noteIn } from './audit';
import type { Change } from './cohorts';
import type { Db, Transaction } from './db/connect';
import { decode } from './exchange/decode';
import * as invitations from './invitations';
import { place, unplace } from './joining';
import { end, lockAdmins } from './leaving';
import * as limits from './limits';
import { correct } from './member-corrections';
import { giveRole } from './members';
import * as roster from './roster';
import { can } from '../domain/actor';
import { countOf, planRoster, type Deed, type Entry, type Present } from '../domain/roster/plan';
import { readRoster } from '../domain/roster/read';
import { readRosterQuery } from '../domain/roster-query';

export interface RosterPreview {
  /** What is wrong with the whole file; null where its rows were read. */
  flaw: string | null;
  entries: Omit<Entry, 'deed'>[];
  counts: ReturnType<typeof countOf>;
  ignored: string[];
  /** Of what was shown: it is sent back to have just that done. */
  seen: string;
}

/** What an accepted roster came to. */
export type Imported =
  | { outcome: 'done'; preview: RosterPreview }
  | { outcome: 'missing' }
  | limits.Limited
  /** The school has changed since it was looked at: nothing was done, look again. */
  | { outcome: 'changed'; preview: RosterPreview };

/** @returns what the file would do; null unless the actor may. Nothing is written */
export async function preview(
  db: Db,
  by: Change,
  bytes: Uint8Array
): Promise<RosterPreview | null> {
  if (!can(by.actor, 'member.manage', { school: by.school })) return null;
  return shown(await planned(db, by, bytes));
}

interface Planned {
  flaw: string | null;
  ignored: string[];
  entries: Entry[];
  present: Present;
}

async function planned(on: Pick<Db, '$client'>, by: Change, bytes: Uint8Array): Promise<Planned> {
  const { rows, flaw, ignored } = readRoster(decode(bytes).text);
  const present = await presentOf(on, by);
  return { flaw, ignored, entries: planRoster(rows, present), present };
}

function shown({ flaw, ignored, entries }: Planned): RosterPreview {
  const seen = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
  const told = entries.map(({ deed: _, ...entry }) => entry);
  return { flaw, ignored, entries: told, counts: countOf(entries), seen };
}

/** The school as it stands; within a transaction as that sees it. */
async function presentOf(on: Pick<Db, '$client'>, by: Change): Promise<Present> {
  const { actor, school, today } = by;
  const db = on as Db;
  const query = { ...readRosterQuery(new URLSearchParams()), standing: 'all' as const };
  const [all, invited, cohorts, addresses] = await Promise.all([
    roster.list(db, actor, school, query, today),
    invitations.list(db, actor, school),
    db.$client<{ id: string; name: string }[]>`
      select id, name from cohorts where school_id = ${school} order by name`,
    db.$client<{ id: string; email: string }[]>`
      select accounts.id, email from members join accounts on accounts.id = account_id
      where school_id = ${school}`
  ]);
  const addressOf = new Map(addresses.map(({ id, email }) => [id, email]));
  const isMember = ({ leftDay }: roster.Member) => leftDay === null;
  return {
    self: actor.id,
    cohorts: [...cohorts],
    invitations: invited,
    members: all.filter(isMember).map(({ account, email, ...member }) => ({
      ...{ id: member.id, account: account!, number: member.number, name: member.name },
      ...{ role: member.role, cohorts: member.cohorts },
      emails: [...new Set([email, addressOf.get(account!) ?? email])]
    })),
    formerNumbers: all.flatMap(({ leftDay, number, name, email }) =>
      leftDay !== null && number ? [{ number, name, email }] : []
    )
  };
}

/**
 * Does what was shown, all or nothing; what is refused is left out. The same file sent again
 * changes nothing more.
 * @param seen of the preview
 */
export async function accept(
  db: Db,
  by: Change,
  bytes: Uint8Array,
  seen: string
): Promise<Imported> {
  const { actor, school } = by;
  if (!can(actor, 'member.manage', { school })) return { outcome: 'missing' };
  const { entries } = await planned(db, by, bytes);
  const letters = entries.filter(({ deed }) => deed?.kind === 'invite').length;
  // A whole day's letters suffice for one roster, however long: no day has more.
  const claim: limits.Claim = [
    ...(['invitation', school] as const),
    Math.min(letters, limits.mostOf('invitation'))
  ];
  const limited = letters > 0 ? await limits.take(db, claim) : null;
  if (limited) return limited;
  const result = await perform(db, by, bytes, seen).catch(async (refusal: unknown) => {
    if (!(refusal instanceof Overtaken)) throw refusal;
    const now = shown(await planned(db, by, bytes));
    return { outcome: 'changed' as const, preview: now };
  });
  if (result.outcome !== 'done' && letters > 0) await limits.giveBack(db, claim);
  return result;
}

async function perform(db: Db, by: Change, bytes: Uint8Array, seen: string): Promise<Imported> {
  const { actor, school, now } = by;
  return db.$client.begin(async (tx): Promise<Imported> => {
    const admins = await lockAdmins(tx, school);
    if (!admins.includes(actor.id)) return { outcome: 'missing' };
    const plan = await planned({ $client: tx as unknown as Db['$client'] }, by, bytes);
    const view = shown(plan);
    if (view.seen !== seen) return { outcome: 'changed', preview: view };
    const deeds = plan.entries.flatMap(({ deed }) => deed ?? []);
    for (const deed of deeds) await carryOut(tx, by, plan.present, deed);
    const letters = deeds.flatMap((deed) => (deed.kind === 'invite' ? [invitedBy(deed)] : []));
    await invitations.add(tx, by, letters);
    if (deeds.length > 0) {
      const { same: _, refuse: __, ...counts } = view.counts;
      const deed = { school, actor: actor.id, action: 'roster.import', subject: counts };
      await noteIn(tx, { ...deed, reason: '' }, now);
    }
    return { outcome: 'done', preview: view };
  });
}

const invitedBy = ({ row, role, cohort }: Extract<Deed, { kind: 'invite' }>) => ({
  ...{ email: row.email, name: row.name, number: row.number, role, cohort }
});

/** Somebody was faster than a deed that had been planned: then nothing of the roster is done. */
class Overtaken extends Error {}

const reason = 'Roster';

async function carryOut(tx: Transaction, by: Change, present: Present, deed: Deed): Promise<void> {
  const { school, today, now } = by;
  if (deed.kind === 'invite') return;
  if (deed.kind === 'revoke') {
    const revoked = await tx`
      update invitations set revoked_at = ${now.toISOString()}
      where id = ${deed.invitation} and school_id = ${school}
        and accepted_at is null and revoked_at is null returning 1`;
    if (revoked.length === 0) throw new Overtaken();
    return;
  }
  const member = present.members.find(({ id }) => id === deed.member)!;
  if (deed.kind === 'end')
    return end(tx, by, member.account, { kind: 'removed', day: today, reason });
  const { row, role, cohorts } = deed;
  const before = { ...member, email: member.emails[0]! };
  const corrected = {
    name: row.name ?? member.name,
    email: member.emails.includes(row.email) ? before.email : row.email,
    number: row.number ?? member.number
  };
  const { outcome } = await correct(tx, by, before, { ...corrected, reason });
  if (outcome !== 'done') throw new Overtaken();
  if (role) await giveRole(tx, by, member, role, reason);
  if (!cohorts) return;
  const wanted = new Set(cohorts.map(({ id }) => id));
  const left = member.cohorts.map(({ id }) => id).filter((id) => !wanted.has(id));
  if (left.length > 0) await unplace(tx, by, member.account, left, today, reason);
  for (const id of wanted) await place(tx, by, member.account, id, today, reason);
}
