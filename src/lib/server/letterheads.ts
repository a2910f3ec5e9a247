/** How schools are named on their papers. */
import { noteIn } from './audit';
import type { Db } from './db/connect';
import { can, type Actor } from '../domain/actor';
import type { Letterhead } from '../domain/papers/paper';
import type { LetterheadInput } from '../domain/papers/request';

/** @returns it, with its name alone where it has told no more */
export async function find(db: Pick<Db, '$client'>, school: string): Promise<Letterhead> {
  const [row] = await db.$client<Letterhead[]>`
    select name, coalesce(approval, '') as approval, coalesce(address, '{}') as address,
      coalesce(contact, '') as contact, coalesce(signer, '') as signer,
      coalesce(signer_title, '') as "signerTitle"
    from schools left join letterheads on school_id = schools.id where schools.id = ${school}`;
  return row!;
}

/** @returns whether the actor may do that; papers that are issued keep theirs */
export async function save(
  db: Db,
  actor: Actor,
  school: string,
  head: LetterheadInput,
  now: Date
): Promise<boolean> {
  if (!can(actor, 'paper.issue', { school })) return false;
  const { approval, address, contact, signer, signerTitle } = head;
  await db.$client.begin(async (tx) => {
    await tx`
      insert into letterheads (school_id, approval, address, contact, signer, signer_title,
        changed_at)
      values (${school}, ${approval}, ${address}, ${contact}, ${signer}, ${signerTitle},
        ${now.toISOString()})
      on conflict (school_id) do update set approval = excluded.approval,
        address = excluded.address, contact = excluded.contact, signer = excluded.signer,
        signer_title = excluded.signer_title, changed_at = excluded.changed_at`;
    const deed = { action: 'letterhead.change', subject: { head }, reason: '' };
    await noteIn(tx, { school, actor: actor.id, ...deed }, now);
  });
  return true;
}
