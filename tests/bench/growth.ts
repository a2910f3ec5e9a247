/** Whether one learner's Today and answer take longer when others have left much more behind. */
import { record, type Learner } from '../../src/lib/server/answers';
import { flush } from '../../src/lib/server/completion-queue';
import type { Db } from '../../src/lib/server/db/connect';
import { today } from '../../src/lib/server/reviews';
import { answersEach, answerTo, databaseOf, learner } from './data';
import { median, type Row } from './figures';

const learners = { few: 10, many: 1000 };
const rounds = 15;
const perRound = 30;

/** Two databases, asked in turn. @param server the address of any database there */
export async function growthRows(server: string): Promise<Row[]> {
  const few = await databaseOf(server, 'few', learners.few);
  const many = await databaseOf(server, 'many', learners.many);
  const work: Record<string, (db: Db, me: Learner, n: number) => Promise<unknown>> = {
    Today: (db, me) => today(db, me, 20, new Date()),
    Answer: (db, me, n) => record(db, me, [answerTo(n)], new Date())
  };
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(work)) {
    await time(few, run);
    await time(many, run);
    const pairs: { few: number; many: number }[] = [];
    for (let i = 0; i < rounds; i++) {
      pairs.push({ few: await time(few, run), many: await time(many, run) });
    }
    const [small, large] = [median(pairs.map((p) => p.few)), median(pairs.map((p) => p.many))];
    rows.push({
      name: `${name} at 100 × the rows`,
      measured: `${large.toFixed(2)} ms at ${count(learners.many)}, ${small.toFixed(2)} ms at ${count(learners.few)} answers`,
      ratio: median(pairs.map((p) => p.many / p.few)),
      target: { atMost: 1.3 }
    });
  }
  for (const db of [few, many]) {
    await flush(db); // what the answers have queued
    await db.$client.end();
  }
  return rows;
}

const count = (accounts: number) => `${(accounts * answersEach) / 1000}k`;

let next = 0;

/** @returns the median of some runs, in milliseconds */
async function time(db: Db, run: (db: Db, me: Learner, n: number) => Promise<unknown>) {
  const times: number[] = [];
  for (let i = 0; i < perRound; i++) {
    const start = performance.now();
    await run(db, learner(0), next++);
    times.push(performance.now() - start);
  }
  return median(times);
}
