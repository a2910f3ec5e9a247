/** What first attempts tell of a quiz's questions: read from the sums that are kept. */
import * as courses from './courses';
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import type { Quiz } from './quizzes';
import { can, type Actor } from '../domain/actor';
import type { Share } from '../domain/interval';
import { choicesOf, type ChoiceGroup, type Count } from '../domain/item-choices';
import type { TypeName } from '../domain/items/registry';
import {
  bandOf,
  concernsOf,
  difficulty,
  discrimination,
  reliability,
  worthALook,
  type Band,
  type Concern,
  type ItemSums,
  type QuizSums
} from '../domain/psychometrics';

export interface ItemFigures {
  item: string;
  version: number;
  stem: string;
  type: TypeName;
  lesson: string | null;
  n: number;
  difficulty: Share;
  /** Null where it cannot be reckoned: all had the same score. */
  discrimination: number | null;
  band: Band | null;
  concerns: Concern[];
  choices: ChoiceGroup[];
}

export interface Analysis {
  /** First attempts that are over and graded. */
  n: number;
  /** Mean share of the points. */
  mean: number | null;
  reliability: ReturnType<typeof reliability>;
  items: ItemFigures[];
  /** Keys (`item@version`) of the questions to look at first. */
  look: string[];
}

interface Row extends ItemSums {
  item: string;
  version: number;
  lesson: string | null;
}

/** @returns the figures of a quiz, questions in the order of the course; null where not theirs */
export async function analyse(
  db: Db,
  actor: Actor,
  quiz: Pick<Quiz, 'id' | 'school'>
): Promise<Analysis | null> {
  if (quiz.school === null || !can(actor, 'result.view', { school: quiz.school })) return null;
  const sql = db.$client;
  const [[sums], rows, counts] = await Promise.all([
    sql<QuizSums[]>`
      select n, total::float8, total_square::float8 as "totalSquare"
      from quiz_statistics join quizzes on quizzes.id = quiz_id
      where quiz_id = ${quiz.id} and quizzes.school_id = ${quiz.school}`,
    sql<Row[]>`
      select item_id as item, item_version as version, title as lesson, n, score::float8,
        score_square::float8 as "scoreSquare", rest::float8, rest_square::float8 as "restSquare",
        product::float8
      from item_statistics join quizzes on quizzes.id = quiz_id
        join items on items.id = item_id left join lessons on lessons.id = lesson_id
      where quiz_id = ${quiz.id} and quizzes.school_id = ${quiz.school}
      order by lessons.position, items.position, item_version`,
    sql<(Count & { item: string; version: number })[]>`
      select item_id as item, item_version as version, part, given, n
      from item_choices join quizzes on quizzes.id = quiz_id
      where quiz_id = ${quiz.id} and quizzes.school_id = ${quiz.school}
      order by part, given`
  ]);
  const contents = await versions(db, rows);
  const { misconceptions } = courses.catalogue();
  const items = rows.map(({ item, version, lesson, ...row }): ItemFigures => {
    const content = contents.get(versionKey(item, version))!;
    const own = counts.filter((count) => count.item === item && count.version === version);
    const choices = choicesOf(content, own, row.n);
    const options = content.type === 'choice' ? choices[0]!.chosen : [];
    const value = discrimination(row);
    return {
      item,
      version,
      lesson,
      stem: content.stem,
      type: content.type,
      n: row.n,
      difficulty: difficulty(row),
      discrimination: value,
      band: value === null ? null : bandOf(value),
      concerns: concernsOf({ ...row, options }),
      choices: choices.map((group) => ({
        ...group,
        chosen: group.chosen.map((chosen) => ({
          ...chosen,
          misconception: misconceptions[chosen.misconception ?? '']?.belief ?? null
        }))
      }))
    };
  });
  const points = rows.reduce((sum, { score }) => sum + score, 0);
  const asked = rows.reduce((sum, { n }) => sum + n, 0);
  return {
    n: sums?.n ?? 0,
    mean: asked > 0 ? points / asked : null,
    reliability: sums ? reliability(sums, rows) : { withheld: 'few' },
    items,
    look: worthALook(items).map(({ item, version }) => versionKey(item, version))
  };
}
