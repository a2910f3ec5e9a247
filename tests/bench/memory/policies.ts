/** Half a year under each scheduler: the answers that it takes, and what is known meanwhile. */
import { atLeast, atMost, recallNear, within, type Figure } from './bands';
import { overSeeds, run, type Outcome } from './course';
import { ankiSm2, every, fsrs, leitner, sm2, type Scheduler } from './schedulers';

const halfYear = (scheduler: () => Scheduler): Outcome =>
  overSeeds((seed) => run({ seed, days: 180, scheduler: scheduler() }));

const published: [name: string, scheduler: () => Scheduler, answers: number, recall: number][] = [
  ['FSRS-6, target .95', () => fsrs(0.95), 11_232, 0.976],
  ['FSRS-6, target .90', () => fsrs(0.9), 7_251, 0.952],
  ['FSRS-6, target .85', () => fsrs(0.85), 5_564, 0.925],
  ['FSRS-6, target .80', () => fsrs(0.8), 5_178, 0.903],
  ['SM-2', sm2, 7_199, 0.948],
  ["Anki's SM-2", ankiSm2, 7_998, 0.96],
  ['Leitner 1-2-4-8-16', leitner, 14_488, 0.986],
  ['weekly', every(7), 22_654, 0.984],
  ['every 14 days', every(14), 11_736, 0.947]
];

/** Targets between those of the table, for a comparison at equal recall. */
const between = [0.88, 0.92, 0.935, 0.965, 0.975, 0.985];

export function policyFigures(): Figure[] {
  const table = published.map(([name, scheduler, answers, recall]) => ({
    name,
    is: halfYear(scheduler),
    was: { answers, recall }
  }));
  const named = (name: string) => table.find((row) => row.name === name)!.is;
  const ours = named('FSRS-6, target .90');
  const curve = [
    ...table.filter(({ name }) => name.startsWith('FSRS')).map(({ is }) => is),
    ...between.map((target) => halfYear(() => fsrs(target)))
  ].sort((a, b) => a.recall - b.recall);
  const atEqualRecall = (name: string) =>
    named(name).answers / answersFor(named(name).recall, curve);

  return [
    ...table.flatMap(({ name, is, was }) => [
      within(`${name}: answers`, is.answers, was.answers),
      recallNear(`${name}: mean recall`, is.recall, was.recall)
    ]),
    atMost('FSRS-6 .90 ÷ Leitner', ours.answers / named('Leitner 1-2-4-8-16').answers, 0.52),
    atMost('FSRS-6 .90 ÷ weekly', ours.answers / named('weekly').answers, 0.34),
    atLeast('FSRS-6 .90: mean recall', ours.recall, 0.945, 3),
    {
      name: 'FSRS-6 .90 ÷ SM-2',
      value: ours.answers / named('SM-2').answers,
      digits: 2,
      band: [0.97, 1.1]
    },
    atMost('FSRS-6 .85 ÷ .90', named('FSRS-6, target .85').answers / ours.answers, 0.8),
    atLeast('weekly ÷ FSRS-6 at equal recall', atEqualRecall('weekly'), 1.5),
    atLeast('every 14 days ÷ FSRS-6 at equal recall', atEqualRecall('every 14 days'), 1.5),
    within('SM-2 ÷ FSRS-6 at equal recall', atEqualRecall('SM-2'), 1.02, 2),
    within("Anki's SM-2 ÷ FSRS-6 at equal recall", atEqualRecall("Anki's SM-2"), 0.93, 2),
    within('Leitner ÷ FSRS-6 at equal recall', atEqualRecall('Leitner 1-2-4-8-16'), 0.92, 2)
  ];
}

/** The answers that FSRS-6 takes for a mean recall: read off between two measured targets. */
function answersFor(recall: number, curve: readonly Outcome[]): number {
  const at = Math.max(
    1,
    curve.findIndex((point) => point.recall >= recall)
  );
  const [below, above] = [curve[at - 1]!, curve[at]!];
  const share = (recall - below.recall) / (above.recall - below.recall);
  return below.answers + share * (above.answers - below.answers);
}
