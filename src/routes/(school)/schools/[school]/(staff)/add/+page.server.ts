import { error, fail } from '@sveltejs/kit';
import { NewInvitations } from '$lib/domain/invitation';
import { CodeRules } from '$lib/domain/join-code';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import * as hourSettings from '$lib/server/hour-settings';
import * as invitations from '$lib/server/invitations';
import { parse } from '$lib/server/issues';
import * as joinCodes from '$lib/server/join-codes';
import { explain } from '$lib/server/limits';
import { requireAdmin } from '../admin.server';

export async function load(event) {
  const { actor, school } = await requireAdmin(event);
  const now = new Date();
  const [waiting, codes, { timeZone: zone }, own] = await Promise.all([
    invitations.list(db, actor, school.id),
    joinCodes.list(db, actor, school.id, now),
    hourSettings.find(db, school.id),
    cohorts.list(db, actor, school.id)
  ]);
  return {
    invitations: waiting,
    cohorts: own.map(({ id, name }) => ({
      ...{ id, name },
      code: codes.find(({ cohort }) => cohort.id === id) ?? null
    })),
    origin: event.url.origin,
    ...{ now, zone }
  };
}

const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;

export const actions = {
  invite: async (event) => {
    const { change } = await requireAdmin(event);
    const form = await forms.read(event.request, NewInvitations);
    if (!form.ok) return fail(422, form.refused);
    const sent = await invitations.send(db, change, form.data);
    if (sent.outcome === 'missing') error(404, 'Not found');
    if (sent.outcome === 'limited')
      return fail(429, { ...form.refused, errors: { emails: explain(sent) } });
    if (sent.outcome === 'invalid')
      return fail(422, { ...form.refused, errors: { [sent.field]: sent.error } });
    const { invited, members } = sent;
    const already = members.length > 0 ? ` Members already: ${members.join(', ')}.` : '';
    return { message: `A letter is on its way to ${people(invited.length)}.${already}` };
  },

  resend: async (event) => {
    const { change } = await requireAdmin(event);
    const { invitation = '' } = await forms.texts(event.request);
    const sent = await invitations.resend(db, change, invitation);
    if (sent === 'missing') return { message: 'This invitation waits no more.' };
    return { message: sent === 'sent' ? 'Another letter is on its way.' : explain(sent) };
  },

  revoke: async (event) => {
    const { change } = await requireAdmin(event);
    const { invitation = '' } = await forms.texts(event.request);
    await invitations.revoke(db, change, invitation);
    return { message: 'The invitation is taken back: its link works no more.' };
  },

  open: async (event) => {
    const { change } = await requireAdmin(event);
    const { cohort = '', ...fields } = await forms.texts(event.request);
    const rules = parse(CodeRules, fields);
    if (!rules.ok)
      return fail(422, { values: {}, errors: {}, complaint: Object.values(rules.errors)[0] });
    if (!(await joinCodes.open(db, change, cohort, rules.data))) error(404, 'Not found');
    return { message: 'The code works now; an earlier one of the cohort works no more.' };
  },

  close: async (event) => {
    const { change } = await requireAdmin(event);
    const { cohort = '' } = await forms.texts(event.request);
    await joinCodes.close(db, change, cohort);
    return { message: 'The code is closed.' };
  }
};
