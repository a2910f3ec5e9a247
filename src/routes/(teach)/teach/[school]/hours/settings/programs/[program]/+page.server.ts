import { error, fail, redirect } from '@sveltejs/kit';
import { validate } from 'uuid';
import { can } from '$lib/domain/actor';
import { dateOf, studyDay } from '$lib/domain/day';
import { fieldsOf, programFrom } from '$lib/domain/hour-fields';
import { fromRule, Program } from '$lib/domain/program';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import { examples } from '$lib/server/hour-rules';
import * as settings from '$lib/server/hour-settings';
import { parse } from '$lib/server/issues';
import * as programs from '$lib/server/programs';

const missing = 'There is no such program of this school';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const { program } = event.params;
  const versions = await programs.versions(db, actor, school.id, program);
  const maySet = can(actor, 'hours.set', { school: school.id });
  if (versions[0])
    return {
      ...{ maySet, seen: versions[0].version, rule: null },
      fields: fieldsOf(versions[0].content),
      earlier: versions.map(({ version, by, at, content }) => ({
        version,
        by,
        at,
        hours: content.hours
      }))
    };
  if (!maySet || !validate(program)) error(404, missing);
  const asked = event.url.searchParams.get('rule') ?? '';
  const rule = examples().find(({ id }) => id === asked) ?? null;
  const { timeZone } = await settings.find(db, school.id);
  const today = dateOf(studyDay(change.now, timeZone));
  const begun = parse(
    Program,
    rule
      ? fromRule(rule, today)
      : { name: 'New program', hours: 500, effective: today, subjects: [] }
  );
  if (!begun.ok) error(404, missing);
  return { maySet, seen: 0, rule, fields: fieldsOf(begun.data), earlier: [] };
}

export const actions = {
  async default(event) {
    const { school, change } = await requireAuthor(db, event);
    const fields = await forms.texts(event.request);
    const given = programFrom(fields) as { subjects: unknown[] };
    const parsed = parse(Program, given);
    if (!parsed.ok) {
      // `subjects.0.hours` is the first row that has a title.
      const rows = Object.keys(fields)
        .filter((name) => name.startsWith('title-') && fields[name]!.trim() !== '')
        .map((name) => Number(name.slice(6)))
        .sort((a, b) => a - b);
      const errors = Object.fromEntries(
        Object.entries(parsed.errors).map(([path, text]) => {
          const [, place, field] = /^subjects\.(\d+)\.(\w+)/.exec(path) ?? [];
          return [place ? `${field}-${rows[Number(place)]}` : path, text];
        })
      );
      return fail(422, { values: fields, errors });
    }
    const example = examples().find(({ id }) => id === fields.rule);
    const rule = example ? { id: example.id, version: example.version } : null;
    const at = { id: event.params.program, seen: Number(fields.seen), rule };
    const saved = await programs.save(db, change, at, parsed.data);
    if (saved.outcome === 'missing') error(404, missing);
    if (saved.outcome === 'conflict')
      return fail(409, {
        values: fields,
        errors: {
          '': `A colleague has saved version ${saved.version} meanwhile. Open the page in another tab to compare, then make your change there`
        }
      });
    redirect(303, `/teach/${school.slug}/hours/settings`);
  }
};
