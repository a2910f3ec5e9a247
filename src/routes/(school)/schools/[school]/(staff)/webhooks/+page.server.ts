import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { NewWebhook } from '$lib/domain/webhook';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as webhooks from '$lib/server/webhooks';
import { byField, fieldsOf, said } from './form';

export async function load(event) {
  const { actor, school } = await requireConnector(db, event);
  return {
    webhooks: await webhooks.list(db, actor, school.id),
    canHave: webhooks.canHave(),
    newId: randomUUID()
  };
}

export const actions = {
  async default(event) {
    const { change } = await requireConnector(db, event);
    const { values, types, input } = await fieldsOf(event.request);
    const refused = (errors: Record<string, string>) =>
      fail(422, said('add', { errors: byField(errors), values, types }));
    const parsed = parse(NewWebhook, input);
    if (!parsed.ok) return refused(parsed.errors);
    const added = await webhooks.add(db, change, parsed.data);
    if (added.outcome === 'missing') error(404, 'Not found');
    if (added.outcome === 'invalid') return refused({ [added.field]: added.error });
    const { id, secret } = added;
    return said('add', { id, secret, message: 'The webhook is added.' });
  }
};
