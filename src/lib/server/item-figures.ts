/** What a school's quizzes tell of one question: read from the sums that are kept. */
import * as courses from './courses';
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import { can, type Actor } from '../domain/actor';
import type { Share } from '../domain/interval';
import { choicesOf, type ChoiceGroup, type Count } from '../domain/item-choices';
import {
  bandOf,
  difficulty,
  discrimination,
  type Band,
  type ItemSums
} from '../domain/psychometrics';

/** How a version did in one quiz, of first attempts. */
export interface QuizFigures {
  quiz: string;
  title: string;
  version: number;
  n: number;
  difficulty: Share;
  /** Null where it cannot be reckoned. */
  discrimination: number | null;
  band: Band | null;
}

export interface ItemFigures {
  /** The newest quiz first. */
  quizzes: QuizFigures[];
  /** How the version that is asked was answered, over all quizzes. */
  choices: ChoiceGroup[];
}

/** @returns nothing of a question that no quiz has asked, or where the actor may not see results */
export async function figuresOf(
  db: Db,
  actor: Actor,
  school: string,
  item: string,
  version: number
): Promise<ItemFigures> {
  if (!can(actor, 'result.view', { school })) return { quizzes: [], choices: [] };
  const sql = db.$client;
  const [rows, counts] = await Promise.all([
    sql<(ItemSums & Pick<QuizFigures, 'quiz' | 'title' | 'version'>)[]>`
      select quizzes.id as quiz, rules->>'title' as title, item_version as version, n,
        score::float8, score_square::float8 as "scoreSquare", rest::float8,
        rest_square::float8 as "restSquare", product::float8
      from item_statistics join quizzes on quizzes.id = quiz_id
      where item_id = ${item} and school_id = ${school} and n > 0
      order by created_at desc, quizzes.id, item_version desc`,
    sql<Count[]>`
      select part, given, sum(n)::int as n from item_choices join quizzes on quizzes.id = quiz_id
      where item_id = ${item} and item_version = ${version} and school_id = ${school}
      group by part, given order by part, given`
  ]);
  const contents = await versions(db, [{ item, version }]);
  const content = contents.get(versionKey(item, version));
  const { misconceptions } = courses.catalogue();
  const n = rows.filter((row) => row.version === version).reduce((sum, row) => sum + row.n, 0);
  return {
    quizzes: rows.map((row) => {
      const value = discrimination(row);
      return {
        ...{ quiz: row.quiz, title: row.title, version: row.version, n: row.n },
        difficulty: difficulty(row),
        discrimination: value,
        band: value === null ? null : bandOf(value)
      };
    }),
    choices: content && n > 0 ? choicesOf(content, counts, n).map(withBeliefs) : []
  };

  function withBeliefs(group: ChoiceGroup): ChoiceGroup {
    const chosen = group.chosen.map((choice) => ({
      ...choice,
      misconception: misconceptions[choice.misconception ?? '']?.belief ?? null
    }));
    return { ...group, chosen };
  }
}
