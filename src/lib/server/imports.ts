/** Files of questions, taken over as a whole by whoever has looked at them. */
import { noteIn } from './audit';
import type { Db, Transaction } from './db/connect';
import { find, type Batch } from './import-batches';
import * as lessonPlaces from './lesson-places';
import { retrying } from './races';
import { publishChange, publishMany } from './school-items';
import { can, type Actor } from '../domain/actor';
import type { Acceptance, Accepted, Replaced } from '../domain/exchange/acceptance';
import { grouped } from '../domain/grouped';
import { parseAt, type Place } from '../domain/items/place';
import type { Flaw, Item } from '../domain/items/registry';

/** What to mend in which of `Acceptance.questions`, from 0 on. */
export interface RowFlaw extends Flaw {
  row: number;
}

export type Taken =
  | { status: 'accepted' | 'duplicate'; batch: Batch }
  /** Nothing was done. */
  | { status: 'refused'; flaws: RowFlaw[] };

interface Placed {
  row: number;
  lesson: string;
  item: Item;
  replaces: string | null;
}

/**
 * Takes questions over, all or none, as one deed that can be undone; sent twice it is done once.
 * @returns null where the actor may not, or the deed's id is taken by another school's
 */
export async function accept(
  db: Db,
  actor: Actor,
  school: string,
  acceptance: Acceptance,
  now: Date
): Promise<Taken | null> {
  if (!can(actor, 'content.publish', { school })) return null;
  const read = await placed(db, school, acceptance.questions);
  if ('flaws' in read) return { status: 'refused', flaws: read.flaws };
  try {
    const status = await retrying(() =>
      db.$client.begin((tx) => store(tx, actor, school, acceptance, read.questions, now))
    );
    const batch = await find(db, actor, school, acceptance.id);
    return batch && { status, batch };
  } catch (error) {
    if (error instanceof Refusal) return { status: 'refused', flaws: error.flaws };
    throw error;
  }
}

/** What only shows while it is being done. */
class Refusal extends Error {
  constructor(readonly flaws: RowFlaw[]) {
    super('Some questions cannot be taken over');
  }
}

/** How many are read before others of this process have their turn. */
const stride = 500;

/** The questions as items, each held against its lesson. */
async function placed(
  db: Db,
  school: string,
  questions: readonly Accepted[]
): Promise<{ questions: Placed[] } | { flaws: RowFlaw[] }> {
  const places = new Map<string, Place | null>();
  for (const lesson of new Set(questions.map(({ lesson }) => lesson)))
    places.set(lesson, await lessonPlaces.find(db.$client, school, lesson));
  const read: Placed[] = [];
  const flaws: RowFlaw[] = [];
  for (const [row, { lesson, content, replaces }] of questions.entries()) {
    if (row % stride === stride - 1) await new Promise(setImmediate);
    const place = places.get(lesson);
    if (!place) {
      flaws.push({ row, path: ['lesson'], message: 'Choose a lesson of this school' });
      continue;
    }
    const parsed = parseAt(place, { ...content, id: replaces ?? content.id ?? 'new' });
    if ('flaws' in parsed) flaws.push(...parsed.flaws.map((flaw) => ({ row, ...flaw })));
    else read.push({ row, lesson, replaces, item: parsed.item });
  }
  return flaws.length > 0 ? { flaws } : { questions: read };
}

async function store(
  tx: Transaction,
  actor: Actor,
  school: string,
  { id, name, format, questions }: Acceptance,
  read: readonly Placed[],
  now: Date
): Promise<'accepted' | 'duplicate'> {
  // Whoever sends the same at the same time waits here until this is done.
  const [first] = await tx`
    insert into import_batches (id, school_id, lesson_id, name, format, items, actor_id, created_at)
    values (${id}, ${school}, ${questions[0]!.lesson}, ${name}, ${format}, '{}', ${actor.id},
      ${now.toISOString()})
    on conflict (id) do nothing returning id`;
  if (!first) return 'duplicate';
  const made: string[] = [];
  const added = read.filter(({ replaces }) => replaces === null);
  for (const [lesson, some] of grouped(added, ({ lesson }) => lesson)) {
    const contents = some.map(({ item }) => item);
    made.push(...(await publishMany(tx, school, lesson, contents, now))!);
  }
  const replaced = await replace(
    tx,
    school,
    read.filter(({ replaces }) => replaces !== null),
    now
  );
  await tx`
    update import_batches set items = ${made}, replaced = ${JSON.stringify(replaced)}::jsonb
    where id = ${id}`;
  const subject = { import: id, name, format, made: made.length, replaced: replaced.length };
  const reason = 'Taken over from a file';
  await noteIn(tx, { school, actor: actor.id, action: 'content.publish', subject, reason }, now);
  return 'accepted';
}

/** @returns those that are another version now, with both */
async function replace(
  tx: Transaction,
  school: string,
  questions: readonly Placed[],
  now: Date
): Promise<Replaced[]> {
  const ids = questions.map(({ item }) => item.id);
  // In one order, so that two who replace the same wait for each other and not in a ring.
  const rows = await tx<{ id: string; version: number; lesson: string }[]>`
    select id, version, lesson_id as lesson from items
    where id = any(${ids}::text[]) and school_id = ${school} and retired_at is null
    order by id for no key update`;
  const known = new Map(rows.map((row) => [row.id, row]));
  const replaced: Replaced[] = [];
  for (const { row, item, lesson } of questions) {
    const before = known.get(item.id);
    const message =
      !before || before.lesson !== lesson
        ? 'The question that it is to replace is not in this lesson any more: look again'
        : ids.indexOf(item.id) !== ids.lastIndexOf(item.id)
          ? 'Another row replaces the same question: take one of them'
          : null;
    if (message) throw new Refusal([{ row, path: ['replaces'], message }]);
    const done = await publishChange(tx, school, lesson, item, now);
    if (done?.status === 'refused') throw new Refusal(done.flaws.map((flaw) => ({ row, ...flaw })));
    if (done?.status === 'published')
      replaced.push({ item: item.id, from: before!.version, to: done.version });
  }
  return replaced;
}
