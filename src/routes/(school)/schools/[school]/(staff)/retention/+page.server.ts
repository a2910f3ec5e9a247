import { error, fail } from '@sveltejs/kit';
import { RetentionInput, retentionRules } from '$lib/domain/retention';
import { db } from '$lib/server/db/pool';
import * as disposals from '$lib/server/disposals';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { standing } from '$lib/server/record-holds';
import { viewedMany } from '$lib/server/record-views';
import * as retention from '$lib/server/retention';

const missing = 'Only administrators of the school set how long records are kept';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const settings = await retention.find(db, actor, school.id, change.now);
  if (!settings) error(404, missing);
  const [holds, removed] = await Promise.all([
    standing(db, actor, school.id),
    disposals.list(db, actor, school.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'whole', holds.length + removed.length);
  return { settings, holds, removed };
}

const monthsFrom = (text = '') => {
  const trimmed = text.trim();
  return trimmed === '' ? null : /^\d+$/.test(trimmed) ? Number(trimmed) : NaN;
};

export const actions = {
  /** Saves the months; whether removing is on stays as it is. */
  async save(event) {
    const { actor, school, change } = await requireAuthor(db, event);
    const values = await forms.texts(event.request);
    const now = await retention.find(db, actor, school.id, change.now);
    if (!now) error(404, missing);
    const parsed = parse(RetentionInput, {
      months: Object.fromEntries(retentionRules.map((rule) => [rule, monthsFrom(values[rule])])),
      on: now.onFrom !== null
    });
    if (!parsed.ok) return fail(422, { values, errors: parsed.errors, said: '' });
    await retention.save(db, change, parsed.data);
    return { values: {}, errors: {}, said: 'Saved. Look below at what it would remove.' };
  },
  /** Turns removing on or off, by the months that the page showed. */
  async turn(event) {
    const { actor, school, change } = await requireAuthor(db, event);
    const values = await forms.texts(event.request);
    const now = await retention.find(db, actor, school.id, change.now);
    if (!now) error(404, missing);
    const on = values.on === 'on';
    const seen = values.seen ?? '';
    if (on && seen !== JSON.stringify(now.months)) {
      const stale =
        'A colleague has changed the months meanwhile: look at them again, then turn it on';
      return fail(409, { values: {}, errors: { '': stale }, said: '' });
    }
    await retention.save(db, change, { months: now.months, on });
    const said = on ? 'Removing is on.' : 'Removing is off: nothing goes any more.';
    return { values: {}, errors: {}, said };
  }
};
