/** Four months with an exam on day 120: what each way takes, and what is known on that day. */
import {
  finalDays,
  lastLook,
  rankForExam,
  withinAnswers,
  type ExamCard
} from '../../../src/lib/domain/exam-date';
import { gain } from '../../../src/lib/domain/gain';
import { atMost, recallNear, told, within, type Figure } from './bands';
import { overSeeds, run, type Outcome, type Today } from './course';
import { fsrs, type OurScheduler } from './schedulers';

const examDay = 120;
/** Answers a day that the learner has in the final days. */
const budget = 80;

type Chooser = (today: Today, cards: ExamCard[]) => ExamCard[] | undefined;

/** @param choose gives undefined on days on which all that is due is asked */
export const towardsExam = (target: number, choose?: Chooser): Outcome =>
  overSeeds((seed) => {
    const scheduler = fsrs(target);
    return run({
      seed,
      days: examDay,
      scheduler,
      choose: (today) =>
        choose?.(today, cardsOf(scheduler))?.map(({ item }) => Number(item)) ?? today.due
    });
  });

const cardsOf = ({ cards }: OurScheduler): ExamCard[] =>
  cards.map((card, item) => ({ item: String(item), ...card }));

/** By worth within the budget, in the final days. */
const byWorth: Chooser = ({ day }, cards) =>
  day < examDay - finalDays
    ? undefined
    : withinAnswers(rankForExam(cards, day, examDay), budget, day);

/** By gain alone: what fades fast is not left to the eve. */
const byGain: Chooser = ({ day }, cards) => {
  if (day < examDay - finalDays) return undefined;
  const gains = cards.map((card) => ({
    card,
    gain: gain({ memory: card, days: day - card.lastDay }, examDay - day)
  }));
  const ranked = gains.sort((a, b) => b.gain - a.gain).map(({ card }) => card);
  return withinAnswers(ranked, budget, day);
};

/** By worth, and the day's share of the last look whatever the budget. */
const withLastLook: Chooser = (today, cards) => {
  const chosen = byWorth(today, cards);
  return chosen && [...new Set([...lastLook(cards, today.day, examDay), ...chosen])];
};

export function examFigures(): Figure[] {
  const high = towardsExam(0.95);
  const usual = towardsExam(0.9);
  const mode = towardsExam(0.85, byWorth);
  const look = towardsExam(0.85, withLastLook);
  return [
    within('target .90: answers', usual.answers, 6_329),
    recallNear('target .90: recall at the exam', usual.recallAtEnd, 0.961),
    within('target .95: answers', high.answers, 9_489),
    recallNear('target .95: recall at the exam', high.recallAtEnd, 0.978),
    within('exam mode: answers', mode.answers, 5_732),
    recallNear('exam mode: recall at the exam', mode.recallAtEnd, 0.977),
    told('the same by gain alone: recall at the exam', towardsExam(0.85, byGain).recallAtEnd, 3),
    // Fewer than in our research: what was answered within the last week is not asked again.
    atMost('exam mode and last look: answers', look.answers, 6_906, 0),
    recallNear('exam mode and last look: recall at the exam', look.recallAtEnd, 0.993),
    atMost('exam mode ÷ target .95', mode.answers / high.answers, 0.62),
    atMost(
      'recall that exam mode lacks to target .95',
      high.recallAtEnd - mode.recallAtEnd,
      0.002,
      4
    )
  ];
}
