/** How ready students are for the licence exam, by area: each of them, and as a class. For staff. */
import { outline } from './courses';
import type { Db } from './db/connect';
import * as rows from './student-rows';
import { examWeights } from './standings';
import { can, type Actor } from '../domain/actor';
import type { Share } from '../domain/interval';
import {
  bounded,
  classEstimate,
  readiness,
  type Averaged,
  type Estimate
} from '../domain/readiness';
import type { StudentFilter } from '../domain/student-filter';

/** A share with its bounds; null where too little is known, and `answers` says how much. */
export interface StudentArea {
  figure: Share | null;
  /** First answers without a hint. */
  answers: number;
}

export interface ReadyRow {
  /** Of the record. */
  id: string;
  name: string;
  /** All areas together; null where they cover too little of the exam. */
  figure: Share | null;
  /** Which share of the exam can be told of; null where it was not reckoned yet. */
  covers: number | null;
  /** In the order of the outline. */
  areas: StudentArea[];
}

export interface ReadyArea {
  area: string;
  title: string;
  /** Its share of the exam, in percent. */
  weight: number;
  /** Of the class; null where too few students can be told of. */
  figure: Share | null;
  /** How many students can. */
  students: number;
  /** How many questions there are to be asked. */
  questions: number;
}

export interface ClassReadiness extends rows.Counted {
  exam: string;
  /** Of the class: all areas together, and which share of the exam they make up. */
  figure: Share | null;
  covers: number;
  areas: ReadyArea[];
  rows: ReadyRow[];
}

type Selected = Pick<ReadyRow, 'id' | 'name' | 'covers'> & {
  share: number | null;
  low: number;
  high: number;
  areas: Record<string, { first: number; share: number | null; low: number; high: number }> | null;
};

/**
 * @param all every student of the filter, not one page of them
 * @returns null unless the actor may see results; three queries, however many students there are
 */
export async function classReadiness(
  db: Db,
  actor: Actor,
  school: string,
  filter: StudentFilter,
  { all = false } = {}
): Promise<ClassReadiness | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const sql = db.$client;
  const among = rows.shown(db, actor, school, filter);
  const area = /^area-(.+)$/.exec(filter.sort)?.[1];
  const by = area
    ? sql`(select share from area_standings where school_id = ${school}
        and area_standings.account_id = shown.account_id and area = ${area})`
    : filter.sort === 'readiness'
      ? sql`readiness`
      : null;
  const [[found], selected, averaged] = await Promise.all([
    sql<rows.Counted[]>`with ${among} ${rows.counted(db)}`,
    sql<Selected[]>`
      with ${among}, page as (
        select *, row_number() over () as place from (
          select * from shown ${rows.ordered(db, by, filter, all)}) as sorted)
      select record as id, name, page.readiness as share, low, high, covers,
        (select json_object_agg(area, json_build_object('first', "first", 'share', share,
            'low', of.low, 'high', of.high))
          from area_standings as of
          where of.school_id = ${school} and of.account_id = page.account_id) as areas
      from page left join standings on standings.school_id = ${school}
        and standings.account_id = page.account_id
      order by place`,
    sql<(Averaged & { area: string; questions: number })[]>`
      with ${among}
      select area, count(share)::int as students, avg(share) as share,
        avg(sqrt(sampling)) as deviation, avg(modelled) as modelled, max(items) as questions
      from shown join area_standings on area_standings.school_id = ${school}
        and area_standings.account_id = shown.account_id
      group by area`
  ]);
  const byArea = new Map(averaged.map((row) => [row.area, row]));
  const estimates = new Map<string, Estimate>();
  for (const [key, row] of byArea) {
    const estimate = classEstimate(row);
    if (estimate) estimates.set(key, estimate);
  }
  const whole = readiness(estimates, examWeights());
  const exam = outline();
  const areas = Object.entries(exam.areas);
  return {
    ...found!,
    exam: exam.title,
    figure: whole.figure && shareOf(whole.figure),
    covers: whole.covers,
    areas: areas.map(([area, { title, weight }]) => ({
      ...{ area, title, weight },
      figure: estimates.has(area) ? bounded(estimates.get(area)!) : null,
      students: byArea.get(area)?.students ?? 0,
      questions: byArea.get(area)?.questions ?? 0
    })),
    rows: selected.map(({ id, name, covers, areas: own, ...figure }) => ({
      ...{ id, name, covers, figure: figureOf(figure) },
      areas: areas.map(([area]) => {
        const known = own?.[area];
        return { figure: known ? figureOf(known) : null, answers: known?.first ?? 0 };
      })
    }))
  };
}

const shareOf = ({ share, low, high }: Share): Share => ({ share, low, high });
const figureOf = (of: { share: number | null; low: number; high: number }): Share | null =>
  of.share === null ? null : shareOf({ ...of, share: of.share });
