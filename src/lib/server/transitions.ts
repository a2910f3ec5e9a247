/** What new answers say about memory, and what they make of the cards they meet. */
import { history, type Rated } from './cards';
import type { Db } from './db/connect';
import type { Assessed } from './grading';
import type { Scheduling } from './schedulings';
import { models } from './weights';
import {
  byTime,
  isLate,
  needsReplay,
  recallOn,
  replay,
  step,
  type Card,
  type Review,
  type Schedule
} from '../domain/card';
import { grouped } from '../domain/grouped';
import { passMark } from '../domain/items/registry';
import { isQuick, rate } from '../domain/rating';

/**
 * @param current the learner's cards of these items, as far as there are any
 * @param fresh answers that are not in the log
 * @returns the answers as the log keeps them, and the cards that they lead to, by item
 */
export async function transition(
  db: Db,
  account: string,
  scheduling: Scheduling,
  current: ReadonlyMap<string, Card>,
  fresh: readonly Assessed[]
): Promise<{ rated: Rated[]; cards: Map<string, Card> }> {
  const { weightsVersion, target } = scheduling;
  const answered = fresh.map((assessed) => rated(assessed, scheduling));
  const groups = grouped(answered, ({ submission }) => submission.item);
  const crossed = [...groups].flatMap(([item, answers]) => {
    const card = current.get(item);
    return card && answers.some((answer) => needsReplay(card, reviewOf(answer))) ? [item] : [];
  });
  const past =
    crossed.length > 0 ? await history(db, account, crossed) : new Map<string, Review[]>();
  const model = await models(db, [
    weightsVersion,
    ...[...current.values()].map((card) => card.weightsVersion),
    ...[...past.values()].flatMap((reviews) => reviews.map((review) => review.weightsVersion))
  ]);

  const cards = new Map<string, Card>();
  for (const [item, answers] of groups) {
    const schedule = { item, target, model };
    const reviews = answers.map(reviewOf).sort(byTime);
    const card = current.get(item) ?? null;
    foretell(card, reviews[0]!, answers, schedule);
    const earlier = past.get(item);
    cards.set(
      item,
      earlier
        ? replay([...earlier, ...reviews], schedule)!
        : reviews.reduce<Card | null>((known, review) => step(known, review, schedule), card)!
    );
  }
  return { rated: [...groups.values()].flat(), cards };
}

function rated(assessed: Assessed, { paces, weightsVersion }: Scheduling): Rated {
  const { submission, item, grade, optionCount } = assessed;
  const { confidence, hint, latencyMs } = submission;
  const quick = isQuick(item.type, latencyMs, paces);
  const told = { confidence, hint, quick, optionCount };
  const facts = { ...told, score: grade.score, passMark: passMark(item) };
  return { ...assessed, quick, rating: rate(facts), predicted: null, weightsVersion };
}

const reviewOf = ({ submission, rating, studyDay, answeredAt, weightsVersion }: Rated): Review => ({
  id: submission.id,
  rating,
  studyDay,
  answeredAt,
  weightsVersion
});

/** Notes with the first answer of a later day what we said of it: what followed, we could see. */
function foretell(card: Card | null, first: Review, answers: Rated[], { model }: Schedule): void {
  if (!card || isLate(card, first) || first.studyDay <= card.lastDay) return;
  const answer = answers.find(({ submission }) => submission.id === first.id)!;
  answer.predicted = recallOn(card, first.studyDay, model(card.weightsVersion));
}
