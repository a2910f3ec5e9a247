import { error, fail } from '@sveltejs/kit';
import { dateOf } from '$lib/domain/day';
import { MemberChange } from '$lib/domain/member-change';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as events from '$lib/server/member-events';
import { eventRecordOf, recordOf } from '$lib/server/member-record';
import * as members from '$lib/server/members';
import { viewed } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const member = await roster.find(db, actor, school.id, event.params.member, change.today);
  if (!member) error(404, 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  const [log, own] = await Promise.all([
    events.list(db, school.id, member.id),
    cohorts.list(db, actor, school.id),
    viewed(db, look, { record: member.id }, 'membership')
  ]);
  return {
    member: recordOf(member),
    events: log.map(eventRecordOf),
    cohorts: own.map(({ id, name }) => ({ id, name })),
    today: dateOf(change.today)
  };
}

/** The fields as they were sent; cohorts may be several. */
function fieldsOf(sent: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(
    [...sent].filter(([, value]) => typeof value === 'string')
  );
  if (fields.kind === 'limited')
    fields.cohorts = fields.sees === 'all' ? null : sent.getAll('cohorts');
  return fields;
}

export const actions = {
  default: async (event) => {
    const { change } = await requireCohorts(db, event);
    const values = fieldsOf(await event.request.formData());
    const kind = String(values.kind ?? '');
    const refuse = (errors: Record<string, string>) =>
      fail(422, { kind, values: values as Record<string, string>, errors, message: null });
    const parsed = parse(MemberChange, values);
    if (!parsed.ok) return refuse(parsed.errors);
    const changed = await members.change(db, change, event.params.member, parsed.data);
    if (changed.outcome === 'missing') error(404, 'Not found');
    if (changed.outcome === 'invalid') return refuse({ [changed.field]: changed.error });
    return { kind, values: {}, errors: {}, message: 'Done, and noted below.' };
  }
};
