import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { settingsFrom } from '$lib/domain/hour-fields';
import { HourSettings } from '$lib/domain/hour-settings';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import { examples } from '$lib/server/hour-rules';
import * as settings from '$lib/server/hour-settings';
import { parse } from '$lib/server/issues';
import * as programs from '$lib/server/programs';

export async function load(event) {
  const { actor, school } = await requireAuthor(db, event);
  return {
    settings: await settings.find(db, school.id),
    zones: Intl.supportedValuesOf('timeZone'),
    programs: await programs.list(db, actor, school.id),
    examples: examples(),
    maySet: can(actor, 'hours.set', { school: school.id }),
    newProgram: randomUUID()
  };
}

export const actions = {
  async default(event) {
    const { actor, school, change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const parsed = parse(HourSettings, settingsFrom(fields));
    if (!parsed.ok) return fail(422, { values: fields, errors: parsed.errors });
    if (!(await settings.save(db, actor, school.id, parsed.data, change.now)))
      error(404, 'There is no such school of yours to change');
    return { saved: true };
  }
};
