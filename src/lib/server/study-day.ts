/** A learner's day as the domain thinks of it: what may be asked, and under which circumstances. */
import type { Learner } from './answers';
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import * as plans from './plans';
import * as rows from './study-rows';
import * as schools from './taught';
import { models } from './weights';
import type { Askable, Card, Circumstances } from '../domain/agenda';
import { paceOf, secondsFor, secondsOf } from '../domain/budget';
import { studyDay } from '../domain/day';
import { daysAhead } from '../domain/levelling';

export interface StudyDay {
  known: Card[];
  unknown: Askable[];
  now: Omit<Circumstances, 'more'>;
  /** Of what may be asked, by item. */
  rows: ReadonlyMap<string, rows.ItemRow>;
  /** Whether something was reviewed today already. */
  isBegun: boolean;
  /** The next day on which something is due. */
  next: number | null;
  /** Whose exam it is, where it is a cohort's. */
  cohort: string | null;
  /** What the lessons are called that it names. */
  nameOf: (lesson: string) => schools.LessonName;
}

export async function read(db: Db, learner: Learner, at: Date): Promise<StudyDay> {
  const day = studyDay(at, learner.timeZone);
  const [{ plan: own, cohort }, open, facts, taught] = await Promise.all([
    plans.read(db, learner.id),
    rows.fresh(db, learner.id, day),
    rows.facts(db, learner.id, day),
    schools.read(db, learner.id)
  ]);
  /** An item where the learner has read of it: perhaps in a text of the school's own. */
  const placed = <T extends rows.ItemRow>(row: T): T => {
    const own = taught.lessonOf(row.item);
    return own ? { ...row, lesson: own.id, title: own.title } : row;
  };
  const fresh = open.map(placed);
  const plan = { ...own, examDay: plans.examDayOf({ plan: own, cohort }) };
  // Before an exam all cards count; else those whose turn comes, and what opens new lessons.
  const isComing = plan.examDay !== null && plan.examDay >= day;
  const before = [...new Set(fresh.flatMap(({ lesson }) => taught.prerequisites(lesson)))];
  const found = await rows.cards(db, learner.id, day, {
    until: isComing ? null : day + daysAhead,
    lessons: before,
    items: taught.askedIn(before)
  });
  const cards = found.map(placed);
  const [model, contents] = await Promise.all([
    models(db, new Set(cards.map(({ weightsVersion }) => weightsVersion))),
    versions(db, [...cards, ...fresh, ...facts.recent, ...facts.reviewed])
  ]);
  const contentOf = (row: rows.Version) => contents.get(versionKey(row.item, row.version))!;
  const typeOf = (row: rows.Version) => contentOf(row).type;
  const pace = paceOf(facts.recent.map((row) => ({ ...row, type: typeOf(row) })));
  const askable = (row: rows.ItemRow): Askable => {
    const { objective, case: scene, type } = contentOf(row);
    const { item, lesson, place } = row;
    return { item, lesson, objective, case: scene?.id ?? null, place, secondsEach: pace(type) };
  };
  const done = facts.reviewed.map((row) => ({
    seconds: secondsFor(pace(typeOf(row)), row.predicted)
  }));
  return {
    known: cards.map((row) => ({
      ...askable(row),
      area: contentOf(row).area,
      stability: row.stability,
      difficulty: row.difficulty,
      lastDay: row.lastDay,
      dueDay: row.dueDay,
      model: model(row.weightsVersion)
    })),
    unknown: fresh.map(askable),
    now: {
      day,
      plan,
      prerequisites: taught.prerequisites,
      done: secondsOf(done),
      introduced: facts.introduced,
      lastStudied: facts.lastStudied
    },
    rows: new Map([...cards, ...fresh].map((row) => [row.item, row])),
    isBegun: facts.reviewed.length > 0,
    next: facts.next,
    cohort: own.examDay === null && cohort ? cohort.cohort : null,
    nameOf: (lesson) => schools.nameOf(taught, lesson)
  };
}
