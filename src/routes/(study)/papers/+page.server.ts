import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import * as forms from '$lib/server/forms';
import { requireAccount } from '$lib/server/guard';
import * as papers from '$lib/server/own-papers';

export async function load(event) {
  const { account } = requireAccount(event);
  const [list, given] = await Promise.all([
    papers.list(db, account.id),
    disclosures.own(db, account.id)
  ]);
  return { papers: list, disclosures: given };
}

const Choice = v.object({ paper: v.string(), name: v.picklist(['shown', 'hidden']) });

export const actions = {
  async default(event) {
    const { account } = requireAccount(event);
    const form = await forms.read(event.request, Choice);
    if (!form.ok) return fail(422, form.refused);
    const { paper, name } = form.data;
    const isOwn = await papers.consent(db, account.id, paper, name === 'shown', new Date());
    if (!isOwn) error(404, 'There is no such paper of yours');
    return { paper, name };
  }
};
