import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { Once } from '$lib/domain/client-id';
import { WebhookChange } from '$lib/domain/webhook';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireConnector } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as deliveries from '$lib/server/webhook-deliveries';
import { rotate } from '$lib/server/webhook-rotation';
import * as webhooks from '$lib/server/webhooks';
import type { RequestEvent } from './$types';
import { byField, fieldsOf, said, Which } from '../form';

export async function load(event) {
  const { actor, account, school } = await requireConnector(db, event);
  const id = event.params.webhook;
  const before = event.url.searchParams.get('before');
  const [webhook, sent] = await Promise.all([
    webhooks.find(db, actor, school.id, id),
    deliveries.list(db, actor, school.id, id, before)
  ]);
  if (!webhook || !sent) error(404, 'There is no such webhook of this school');
  return {
    ...{ webhook, deliveries: sent, before, newId: randomUUID() },
    hasMore: sent.length === deliveries.mostDeliveries,
    timeZone: account.timeZone
  };
}

/** Leaves it as it is, but for whether it is active. */
async function be(event: RequestEvent, state: 'active' | 'paused', message: string) {
  const { actor, school, change } = await requireConnector(db, event);
  const id = event.params.webhook;
  const webhook = await webhooks.find(db, actor, school.id, id);
  if (!webhook) error(404, 'Not found');
  const { url, description, types } = webhook;
  const changed = await webhooks.change(db, change, id, { url, description, types, state });
  if (changed.outcome === 'missing') error(404, 'Not found');
  if (changed.outcome === 'invalid')
    return fail(422, said('state', { errors: { '': changed.error } }));
  return said('state', { message });
}

export const actions = {
  async ping(event) {
    const { change } = await requireConnector(db, event);
    const form = await forms.read(event.request, Once);
    if (!form.ok) return fail(422, said('ping', { errors: { '': 'Open the page again' } }));
    const sent = await deliveries.ping(db, change, event.params.webhook, form.data.id);
    if (sent.outcome === 'missing') error(404, 'Not found');
    return said('ping', { message: 'A test event is on its way. It stands first in the list.' });
  },

  resume: (event) => be(event, 'active', 'It is told again what happens.'),
  pause: (event) => be(event, 'paused', 'It is paused: what happens waits until you resume.'),

  async resend(event) {
    const { change } = await requireConnector(db, event);
    const form = await forms.read(event.request, Which);
    if (!form.ok) error(404, 'Not found');
    const { webhook } = event.params;
    const sent = await deliveries.resend(db, change, webhook, form.data.event);
    if (sent.outcome === 'missing') error(404, 'Not found');
    if (sent.outcome === 'invalid')
      return fail(409, said('delivery', { errors: { '': sent.error } }));
    return said('delivery', { message: 'It is sent again.' });
  },

  async rotate(event) {
    const { change } = await requireConnector(db, event);
    const form = await forms.read(event.request, Once);
    if (!form.ok) return fail(422, said('secret', { errors: { '': 'Open the page again' } }));
    const rotated = await rotate(db, change, event.params.webhook, form.data.id);
    if (!rotated) error(404, 'Not found');
    if (rotated === 'taken' || rotated.secret === null)
      return fail(409, said('secret', { errors: { '': forms.sentBefore } }));
    return said('secret', { secret: rotated.secret, message: 'It has a new secret.' });
  },

  async change(event) {
    const { actor, school, change } = await requireConnector(db, event);
    const id = event.params.webhook;
    const webhook = await webhooks.find(db, actor, school.id, id);
    if (!webhook) error(404, 'Not found');
    const { values, types, input } = await fieldsOf(event.request);
    const refused = (errors: Record<string, string>) =>
      fail(422, said('change', { errors: byField(errors), values, types }));
    const state = webhook.state === 'paused' ? 'paused' : 'active';
    const parsed = parse(WebhookChange, { ...input, state });
    if (!parsed.ok) return refused(parsed.errors);
    const changed = await webhooks.change(db, change, id, parsed.data);
    if (changed.outcome === 'missing') error(404, 'Not found');
    if (changed.outcome === 'invalid') return refused({ [changed.field]: changed.error });
    return said('change', { message: 'Saved.' });
  },

  async remove(event) {
    const { school, change } = await requireConnector(db, event);
    if (!(await webhooks.remove(db, change, event.params.webhook))) error(404, 'Not found');
    redirect(303, `/schools/${school.slug}/webhooks`);
  }
};
