/**
 * `npm run evaluate`: how well recall was foretold on the answers of this database, and whether
 * that holds what we promise; fails where it does not.
 */
import { connect } from '../lib/server/db/connect';
import { evaluate, ways, type Evaluation, type Row, type Way } from '../lib/server/evaluation';
import {
  calibrationOf,
  figuresOf,
  fewestTrials,
  isBetter,
  isUnbiased,
  type Bounds,
  type Figures,
  type Tally
} from '../lib/domain/evaluation';

const names: Record<Way, string> = {
  average: 'AVG: the share known before',
  moving: 'moving average of each learner',
  defaults: 'FSRS-6, defaults',
  fitted: 'FSRS-6, fitted to what came before',
  scheduled: 'as scheduled'
};
const columns: [key: keyof Figures, name: string][] = [
  ['logLoss', 'log loss'],
  ['rmse', 'RMSE(bins)'],
  ['auc', 'AUC']
];

const db = connect(process.env.DATABASE_URL!, 2);
const result = await evaluate(db);
await db.$client.end();
if (!print(result)) process.exitCode = 1;

/** @returns whether every gate holds, of those that can be judged */
function print({ learners, answers, trials, judged, unit, counted, rows, types }: Evaluation) {
  const { scheduled, average } = rows;
  console.log(`${many(answers, 'answer')} by ${many(learners, 'learner')}`);
  if (!scheduled || !average) {
    console.log(
      'Nothing can be judged yet: it takes answers to the same questions on later study days.'
    );
    return true;
  }
  console.log(
    `${whole(trials)} are the first to their item on a later study day; ${whole(judged)} of them are judged, each by what came before it`
  );
  if (judged < fewestTrials)
    console.log(`These are too few to rely on: from ${fewestTrials} on the gates are held.`);

  console.log(`\nOver all (in brackets 95%, drawn by ${unit})`);
  table(rows, ({ figures, bounds }, key) => shown(figures[key], bounds[key]));
  if (counted > 0) {
    console.log(`\nMean over ${many(counted, 'learner')} of 30 judged answers or more`);
    table(rows, ({ means }, key) => shown(means[key]?.mean ?? null, means[key]?.bounds ?? null));
  }

  console.log('\nAs scheduled: what was said, and what came');
  for (const { from, until, n, said, known } of calibrationOf(scheduled.tally))
    console.log(
      `  ${pad(`${percent(from)} to ${percent(until)}`, 14)}${padLeft(whole(n), 9)}  said ${percent(said, 1)}, known ${percent(known.share, 1)} (${percent(known.low, 1)} to ${percent(known.high, 1)})`
    );

  console.log('\nBy type of item, as scheduled');
  console.log(
    pad('', 25) +
      columns
        .map(([, name]) => pad(name, 12))
        .join('')
        .trimEnd()
  );
  for (const [type, tally] of byName(types)) {
    const figures = figuresOf(tally);
    const cells = columns.map(([key]) => pad(shown(figures[key], null), 12)).join('');
    console.log(`  ${pad(type, 12)}${padLeft(whole(tally.n), 8)}   ${cells}`.trimEnd());
  }

  console.log('\nGates');
  const gates = [
    gate('log loss below AVG’s', isBetter(scheduled.tally, average.tally), judged),
    unbiased('all items', scheduled.tally),
    ...byName(types).map(([type, tally]) => unbiased(type, tally))
  ];
  return gates.every((held) => held !== false);
}

function table(rows: Evaluation['rows'], cell: (row: Row, key: keyof Figures) => string): void {
  console.log(
    pad('', 38) +
      columns
        .map(([, name]) => pad(name, 24))
        .join('')
        .trimEnd()
  );
  for (const way of ways) {
    const row = rows[way];
    if (row)
      console.log(
        `  ${pad(names[way], 36)}${columns.map(([key]) => pad(cell(row, key), 24)).join('')}`.trimEnd()
      );
  }
}

function unbiased(name: string, tally: Tally): boolean | null {
  const { n, said, known } = tally;
  const means = `said ${percent(said / n, 1)}, known ${percent(known / n, 1)}`;
  return gate(`mean recall within 2%: ${name} (${means})`, isUnbiased(tally), n);
}

function gate(name: string, held: boolean | null, n: number): boolean | null {
  const word = held === null ? `too few (${whole(n)})` : held ? 'holds' : 'MISSED';
  console.log(`  ${pad(word, 16)}${name}`);
  return held;
}

function shown(value: number | null, bounds: Bounds | null): string {
  if (value === null) return '-';
  const figure = (number: number) => number.toFixed(4).replace('0.', '.');
  return figure(value) + (bounds ? ` [${figure(bounds.low)}, ${figure(bounds.high)}]` : '');
}

function byName(types: Evaluation['types']): [string, Tally][] {
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1));
}
function whole(number: number): string {
  return number.toLocaleString('en');
}
function many(n: number, noun: string): string {
  return `${whole(n)} ${noun}${n === 1 ? '' : 's'}`;
}
function percent(share: number, digits = 0): string {
  return `${(share * 100).toFixed(digits)}%`;
}
function pad(text: string, width: number): string {
  return text.padEnd(width);
}
function padLeft(text: string, width: number): string {
  return text.padStart(width);
}
