/** A report as staff decide it: what the student saw, beside the question as it is now. */
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import { find, type StaffReport } from './reports';
import type { Actor } from '../domain/actor';
import { wilson, type Share } from '../domain/interval';
import type { Mark } from '../domain/items/item';
import {
  grade,
  parseResponse,
  promptOf,
  type Item,
  type Prompt,
  type Response
} from '../domain/items/registry';
import { seededRandom } from '../domain/shuffle';

/** How a version was answered by members of the school. */
export interface Figures extends Share {
  answers: number;
  /** Answers by option, for a question of one choice; empty for others. */
  options: { id: string; text: string; answers: number; right: boolean }[];
}

export interface ReportView {
  report: StaffReport;
  lesson: string;
  /** What the student was told; null where that was nothing yet. */
  told: Mark[] | null;
  /** The question as members of the school get it now, with its key. */
  current: { version: number; prompt: Prompt; marks: Mark[]; explanation: string };
  /** Of the version that was reported; null where nobody's answer counts. */
  figures: Figures | null;
}

/** @returns null where there is no such report at the school, or it is not the actor's to see */
export async function view(
  db: Db,
  actor: Actor,
  school: string,
  id: string
): Promise<ReportView | null> {
  const report = await find(db, actor, school, id);
  if (!report) return null;
  const { item, version, seen } = report;
  const [now] = await db.$client<{ version: number; lesson: string }[]>`
    select lesson_id as lesson, greatest(items.version, (select max(version) from item_versions
      where item_id = items.id and school_id = ${school})) as version
    from items where id = ${item}`;
  const contents = await versions(db, [
    { item, version },
    { item, version: now!.version }
  ]);
  const before = contents.get(versionKey(item, version))!;
  const after = contents.get(versionKey(item, now!.version))!;
  return {
    report,
    lesson: now!.lesson,
    told: seen.told ? grade(before, seen.response ?? emptyTo(before)).marks : null,
    current: {
      version: now!.version,
      prompt: promptOf(after, seededRandom(seen.showing)),
      marks: grade(after, emptyTo(after)).marks,
      explanation: after.explanation
    },
    figures: await figuresOf(db, school, item, version, before)
  };
}

/** Leaving everything out is a valid answer of every type. */
const emptyTo = (item: Item): Response =>
  (parseResponse(item, {}) as { response: Response }).response;

async function figuresOf(
  db: Db,
  school: string,
  item: string,
  version: number,
  content: Item
): Promise<Figures | null> {
  const rows = await db.$client<{ option: string | null; answers: number; points: number }[]>`
    select response->>'option' as option, count(*)::int as answers, sum(score)::float8 as points
    from members join counting_answers on counting_answers.account_id = members.account_id
    where school_id = ${school} and item_id = ${item} and item_version = ${version}
      and score is not null
    group by 1`;
  const answers = rows.reduce((sum, row) => sum + row.answers, 0);
  if (answers === 0) return null;
  const points = rows.reduce((sum, row) => sum + row.points, 0);
  const options = content.type === 'choice' ? content.options : [];
  return {
    answers,
    ...wilson(points, answers),
    options: options.map(({ id, text, correct }) => {
      const given = rows.find(({ option }) => option === id)?.answers ?? 0;
      return { id, text, answers: given, right: correct };
    })
  };
}
