import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { grade, keyOf, needsGrader, promptOf } from '$lib/domain/items/registry';
import { seededRandom } from '$lib/domain/shuffle';
import { SignOffForm, Withdrawal } from '$lib/domain/sign-off';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireStaff } from '$lib/server/guard';
import * as bankList from '$lib/server/bank-list';
import * as drafts from '$lib/server/item-drafts';
import { setWithdrawn } from '$lib/server/item-publishing';
import { find } from '$lib/server/mended-items';
import { findForStaff } from '$lib/server/school-items';
import * as signOffs from '$lib/server/sign-offs';

export async function load(event) {
  const { actor, account, school } = await requireStaff(db, event);
  const { item: id } = event.params;
  const found = await find(db, actor, school.id, id);
  if (!found) error(404, 'There is no such question');
  const { current, versions, ...item } = found;
  const { content } = current;
  const [standing, draft, signings, license, next] = await Promise.all([
    findForStaff(db, actor, school.id, id),
    drafts.find(db, actor, school.id, id),
    signOffs.history(db, actor, school.id, id),
    signOffs.licenseOf(db, account.id),
    bankList.nextAwaiting(db, actor, school.id, id)
  ]);
  return {
    ...item,
    version: current.version,
    versions: versions.map(({ content: _, ...version }) => version),
    // The same order at every visit, and that of no student.
    prompt: promptOf(content, seededRandom(item.item)),
    marks: grade(content, keyOf(content)).marks,
    explanation: content.explanation,
    isGraded: needsGrader(content),
    isOwn: standing?.isOwn ?? false,
    isWithdrawn: Boolean(standing?.isOwn && standing.retiredAt),
    hasDraft: draft !== null,
    signings,
    license,
    next: next && `/teach/${school.slug}/items/${next}`
  };
}

/** Takes a question out of use, or back into it. */
async function withdraw(event: RequestEvent, isWithdrawn: boolean) {
  const { actor, school } = await requireStaff(db, event);
  const item = event.params.item!;
  const done = await setWithdrawn(db, actor, school.id, item, isWithdrawn, new Date());
  if (done !== 'done') error(404, 'There is no such question of yours');
  redirect(303, `/teach/${school.slug}/items/${item}`);
}

export const actions = {
  retire: (event) => withdraw(event, true),
  restore: (event) => withdraw(event, false),
  async sign(event) {
    const { actor, school } = await requireStaff(db, event);
    const { item } = event.params;
    const goesOn = (await event.request.clone().formData()).has('go');
    const form = await forms.read(event.request, SignOffForm);
    if (!form.ok) return fail(422, form.refused);
    const done = await signOffs.sign(db, actor, school.id, item, form.data, new Date());
    if (done === 'missing') error(404, 'There is no such question');
    if (done === 'stale')
      return fail(409, {
        ...form.refused,
        message: 'The question has changed meanwhile: read it once more, then sign it off.'
      });
    const next = goesOn && (await bankList.nextAwaiting(db, actor, school.id, item));
    redirect(303, `/teach/${school.slug}/items/${next || item}`);
  },
  async withdraw(event) {
    const { actor, school } = await requireStaff(db, event);
    const { item } = event.params;
    const form = await forms.read(event.request, Withdrawal);
    if (!form.ok) return fail(422, form.refused);
    const { reason } = form.data;
    const done = await signOffs.withdraw(db, actor, school.id, item, reason, new Date());
    if (done === 'missing')
      return fail(409, {
        ...form.refused,
        message: 'Nobody’s sign-off stands any more: the question awaits review already.'
      });
    redirect(303, `/teach/${school.slug}/items/${item}`);
  }
};
