/** One topic of a school, for its staff: who is weak in it, and what of it is answered wrongly. */
import * as classRecall from './class-recall';
import type { Db } from './db/connect';
import { beliefOf, wrongAnswers, type Belief } from './mistakes';
import * as students from './students';
import * as topics from './topics';
import { can, type Actor } from '../domain/actor';
import { wilson } from '../domain/interval';
import { sharedConfusions, type Given } from '../domain/shared-confusions';
import { kindOf, type TopicKind } from '../domain/topic';
import {
  byWeakness,
  cellOf,
  nothing,
  standingOf,
  type Cell,
  type Standing
} from '../domain/weak-spots';
import type { Named } from './weak-spots';

export interface ItemRow {
  item: string;
  stem: string;
  /** How many students have answered it, and their mean recall of it now. */
  answered: number;
  recall: number | null;
  /** How many of them were wrong of late. */
  wrong: number;
  /** What most of these took for right, and how many; `about` names the part that was asked. */
  instead: { about: string | null; given: string; students: number } | null;
  /** What that seems to show. */
  belief: Belief | null;
}

export interface WeakTopic extends Omit<Standing, 'weakest'> {
  topic: string;
  kind: TopicKind;
  title: string;
  /** The weakest first; of whom nothing can be said last. */
  students: (Named & Cell)[];
  /** What is answered wrongly most comes first. */
  items: ItemRow[];
}

/** @returns the topic of a key as staff may see it; null where there is none, or the actor may not */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  key: string
): Promise<topics.Topic | null> {
  const kind = kindOf(key);
  if (!kind || !can(actor, 'result.view', { school })) return null;
  return (await topics.list(db, school, kind)).find((topic) => topic.key === key) ?? null;
}

/** @returns recall now of a topic by student and by item; null as `find` does */
export async function weakTopic(
  db: Db,
  actor: Actor,
  school: string,
  key: string,
  cohort: string | null,
  now: Date
): Promise<WeakTopic | null> {
  const topic = await find(db, actor, school, key);
  if (!topic) return null;
  const among = await students.list(db, actor, school, cohort, now);
  const ids = topic.items.map(({ item }) => item);
  const [[sums], recall, wrong] = await Promise.all([
    classRecall.sums(db, among, [ids]),
    classRecall.byItem(db, among, ids),
    wrongAnswers(db, among, topic.items)
  ]);
  const { weakest: _, ...standing } = standingOf(sums!);
  return {
    topic: key,
    kind: kindOf(key)!,
    title: topic.title,
    ...standing,
    students: among
      .map(({ id, name }, at) => ({ id, name, ...cellOf(sums!.get(at) ?? nothing) }))
      .sort(byWeakness),
    items: topic.items
      .map((item) => rowOf(item, recall.get(item.item), wrong.get(item.item) ?? []))
      .sort(byMistakes)
  };
}

function rowOf(
  { item, content }: topics.Topic['items'][number],
  known: { answered: number; recall: number } | undefined,
  given: readonly Given[]
): ItemRow {
  const [most] = sharedConfusions(content, given);
  return {
    item,
    stem: content.stem,
    answered: known?.answered ?? 0,
    recall: known?.recall ?? null,
    wrong: new Set(given.flatMap(({ by }) => by)).size,
    instead: most ? { about: most.about, given: most.given, students: most.by.size } : null,
    belief: beliefOf(most?.misconception ?? null)
  };
}

/** By the share that is wrong at least, as far as so few can tell it. */
const byMistakes = (a: ItemRow, b: ItemRow) => leastWrong(b) - leastWrong(a) || b.wrong - a.wrong;

const leastWrong = ({ wrong, answered }: ItemRow) =>
  answered === 0 ? 0 : wilson(Math.min(wrong, answered), answered).low;
