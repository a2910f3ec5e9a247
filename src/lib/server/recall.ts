/** What a learner remembers now: by item, and so by lesson, by objective and by area. */
import * as courses from './courses';
import type { Db } from './db/connect';
import { isVisible } from './items';
import { read as readTaught } from './taught';
import { models } from './weights';
import { recallOn } from '../domain/card';
import type { Held } from '../domain/forecast';
import { grouped } from '../domain/grouped';
import type { MarkKind } from '../domain/plan';

/** Some questions, and what is known of them. */
export interface Known {
  items: number;
  /** How many of them have been answered. */
  answered: number;
  /** Mean probability of recall now over those, 0 to 1; null where there are none. */
  recall: number | null;
}

export interface ObjectiveProgress extends Known {
  id: string;
  text: string;
}

export interface LessonProgress extends Known {
  lesson: string;
  title: string;
  completedAt: string | null;
  /** In the order of the lesson; those that no question asks are left out. */
  objectives: ObjectiveProgress[];
}

/** Of the outline; an area without items is one that the courses do not cover yet. */
export interface AreaProgress extends Known {
  area: string;
  title: string;
  /** Its share of the outline, in percent. */
  weight: number;
}

/** An item that may be asked, and the learner's memory of it. */
export interface OwnItem {
  item: string;
  lesson: string;
  title: string;
  completedAt: string | null;
  /** Of the lesson, in its order. */
  objectives: { id: string; text: string }[];
  objective: string;
  area: string;
  /** Null where it was not answered yet. */
  card: (Held & { recall: number }) | null;
  mark: MarkKind | null;
}

type Row = Omit<OwnItem, 'card' | 'objectives'> &
  Held & { reps: number | null; weightsVersion: number; completedAt: string | null };

/** @returns every item that is asked, in the order of the courses, with what `account` knows of it */
export async function ownItems(db: Db, account: string, today: number): Promise<OwnItem[]> {
  const [rows, taught] = await Promise.all([
    db.$client<Row[]>`
    select items.id as item, lessons.id as lesson, title, completed_at as "completedAt",
      content->>'objective' as objective, content->>'area' as area,
      reps, stability, difficulty, last_day as "lastDay", due_day as "dueDay",
      weights_version as "weightsVersion", kind as mark
    from lessons join items on items.lesson_id = lessons.id
      join item_versions on item_versions.item_id = items.id
        and item_versions.version = items.version
      left join cards on cards.account_id = ${account} and cards.item_id = items.id
      left join card_marks on card_marks.account_id = ${account} and card_marks.item_id = items.id
      left join completions
        on completions.account_id = ${account} and completions.lesson_id = lessons.id
    where items.retired_at is null and not reserved and ${isVisible(db, account)}
      and (lessons.retired_at is null or (items.school_id is not null and reps is not null))
    order by lessons.position, items.position`,
    readTaught(db, account)
  ]);
  const seen = rows.filter(({ reps }) => reps !== null);
  const model = await models(
    db,
    seen.map(({ weightsVersion }) => weightsVersion)
  );
  return rows.map(({ reps, stability, difficulty, lastDay, dueDay, weightsVersion, ...row }) => {
    const memory = { stability, difficulty, lastDay, dueDay };
    const known = (): OwnItem['card'] => ({
      ...memory,
      recall: recallOn(memory, today, model(weightsVersion))
    });
    const card = reps === null ? null : known();
    const own = taught.lessonOf(row.item) ?? taught.own.get(row.lesson);
    if (!own) {
      const objectives = courses.shipped(row.lesson)?.objectives ?? [];
      return { ...row, objectives, card };
    }
    const { id, title, objectives } = own;
    // Who has finished what it was adapted from has finished it.
    const completedAt = own.completedAt ?? row.completedAt;
    return { ...row, lesson: id, title, completedAt, objectives, card };
  });
}

/** @returns each lesson that asks anything, with its objectives */
export function byLesson(items: readonly OwnItem[]): LessonProgress[] {
  return [...grouped(items, ({ lesson }) => lesson)].map(([lesson, own]) => {
    const { title, completedAt, objectives } = own[0]!;
    const asked = grouped(own, ({ objective }) => objective);
    const texts = new Map(objectives.map(({ id, text }) => [id, text]));
    const inOrder = [...new Set([...texts.keys(), ...asked.keys()])];
    return {
      lesson,
      title,
      completedAt: completedAt && new Date(completedAt).toISOString(),
      ...known(own),
      objectives: inOrder.flatMap((id) => {
        const about = asked.get(id);
        return about ? [{ id, text: texts.get(id) ?? id, ...known(about) }] : [];
      })
    };
  });
}

/** @returns every area of the outline in its order, those without items too */
export function byArea(items: readonly OwnItem[]): AreaProgress[] {
  const asked = grouped(items, ({ area }) => area);
  return Object.entries(courses.outline().areas).map(([area, { title, weight }]) => ({
    area,
    title,
    weight,
    ...known(asked.get(area) ?? [])
  }));
}

/** @returns what is known of some items as a whole */
export function known(items: readonly OwnItem[]): Known {
  const recalls = items.flatMap(({ card }) => (card ? [card.recall] : []));
  const sum = recalls.reduce((total, recall) => total + recall, 0);
  return {
    items: items.length,
    answered: recalls.length,
    recall: recalls.length > 0 ? sum / recalls.length : null
  };
}
