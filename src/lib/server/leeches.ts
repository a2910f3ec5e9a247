/** What a learner forgets again and again, why perhaps, and where to read of it. */
import * as v from 'valibot';
import { isHeld } from './card-marks';
import * as courses from './courses';
import type { Db } from './db/connect';
import { contentsFor, isVisible } from './items';
import * as taught from './taught';
import { confusionsOf } from '../domain/confusion';
import { slug } from '../domain/items/item';
import { isLeech, leechFrom } from '../domain/leech';
import type { MarkKind } from '../domain/plan';

export interface Leech {
  item: string;
  stem: string;
  lapses: number;
  lesson: { id: string; title: string };
  /** The part of the lesson to read again, `id` as in its address; null where none is known. */
  section: { id: string; title: string } | null;
  /** What was answered in place of the key, the most frequent first. */
  confusions: { about: string | null; given: string; times: number }[];
  /** What seems to be mixed up, and what is so instead. */
  misconceptions: { belief: string; instead: string }[];
  /** As what it is set aside; null where it is not. */
  aside: MarkKind | null;
}

interface Row {
  item: string;
  version: number;
  lapses: number;
  stability: number;
  lesson: string;
  title: string;
  aside: MarkKind | null;
  responses: unknown[];
}

/** Of the newest wrong answers: what was mixed up long ago may be clear since. */
const newestAnswers = 20;
const mostConfusions = 3;
/** More at once would only discourage. */
const most = 30;

/** @returns the hard ones, the most often forgotten first; none that a quiz may not tell of yet */
export async function list(db: Db, account: string, day: number): Promise<Leech[]> {
  const rows = await rowsOf(db, account, day, null);
  return explain(db, account, rows.filter(isLeech).slice(0, most));
}

/** @returns an item that the account has forgotten often; null where it has not, or it is not told */
export async function find(
  db: Db,
  account: string,
  day: number,
  item: string
): Promise<Leech | null> {
  if (!v.is(slug, item)) return null;
  const [leech] = await explain(db, account, await rowsOf(db, account, day, item));
  return leech ?? null;
}

const rowsOf = (db: Db, account: string, day: number, item: string | null) => db.$client<Row[]>`
  select item_id as item, items.version, lapses, stability, lesson_id as lesson, title,
    (select kind from card_marks where card_marks.account_id = ${account}
      and card_marks.item_id = items.id and (kind <> 'buried' or until_day > ${day})) as aside,
    coalesce((select jsonb_agg(response) from (
      select response from counting_answers
      where counting_answers.account_id = ${account} and counting_answers.item_id = items.id
        and score < 1
      order by answered_at desc limit ${newestAnswers}) as wrong), '[]') as responses
  from cards join items on items.id = item_id join lessons on lessons.id = lesson_id
  where cards.account_id = ${account} and lapses >= ${leechFrom}
    and (${item}::text is null or item_id = ${item})
    and items.retired_at is null and not reserved and ${isVisible(db, account)}
    and not ${isHeld(db, account)}
  order by lapses desc, stability, item_id`;

async function explain(db: Db, account: string, rows: Row[]): Promise<Leech[]> {
  const { misconceptions } = courses.catalogue();
  const [contents, { lessonOf, own }] = await Promise.all([
    contentsFor(db, account, rows),
    taught.read(db, account)
  ]);
  const placed = rows.map((row) => ({
    ...row,
    school: lessonOf(row.item) ?? own.get(row.lesson)
  }));
  const sections = await taught.sectionsOf(
    db,
    placed.flatMap(({ school }) => school?.id ?? [])
  );
  return placed.map(({ item, lapses, lesson, title, school, aside, responses }) => {
    const content = contents(item);
    const confusions = confusionsOf(content, responses);
    const beliefs = new Set(confusions.map(({ misconception }) => misconception));
    return {
      item,
      stem: content.stem,
      lapses,
      lesson: { id: school?.id ?? lesson, title: school?.title ?? title },
      section:
        (school ? sections.get(school.id) : courses.shipped(lesson)?.sections)?.[item] ?? null,
      confusions: confusions
        .slice(0, mostConfusions)
        .map(({ about, given, times }) => ({ about, given, times })),
      misconceptions: [...beliefs]
        .flatMap((id) => misconceptions[id ?? ''] ?? [])
        .slice(0, mostConfusions),
      aside
    };
  });
}
