import { afterAll, beforeAll, expect, test } from 'vitest';
import { answered } from './answered';
import { freshDatabase } from './database';
import { learner, noon, ship } from './fixtures';
import { defaultWeights } from '../../src/lib/domain/memory';
import { isBetter } from '../../src/lib/domain/evaluation';
import type { Db } from '../../src/lib/server/db/connect';
import { evaluate } from '../../src/lib/server/evaluation';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterAll(() => database.close());

const forgetful = defaultWeights.map((weight, i) => (i < 4 ? weight / 3 : weight));

test('of an empty database nothing is said', async () => {
  const result = await evaluate(db);
  expect(result).toMatchObject({ learners: 0, answers: 0, trials: 0, judged: 0, rows: {} });
  expect(result.types.size).toBe(0);
});

test('each way is judged on the same answers, the same for the same seed', async () => {
  const items = Array.from({ length: 40 }, (_, i) => `item-${i}`);
  await ship(db, ...items);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push((await learner(db)).id);
  const answers = await answered(db, ids, items, { weights: forgetful, seed: 'evaluate' });

  const result = await evaluate(db);
  expect(result).toMatchObject({ learners: 5, answers, unit: 'card', counted: 5 });
  const { average, moving, defaults, fitted, scheduled } = result.rows;
  for (const row of [average, moving, defaults, fitted, scheduled])
    expect(row!.tally.n).toBe(result.judged);
  expect(result.judged).toBeGreaterThan(0.8 * result.trials);
  expect(result.judged).toBeLessThan(result.trials);

  // Nothing was fitted yet: what was scheduled was so by the defaults.
  expect(scheduled!.figures).toEqual(defaults!.figures);
  expect(fitted!.figures.logLoss).toBeLessThan(defaults!.figures.logLoss - 0.005);
  expect(isBetter(fitted!.tally, average!.tally)).toBe(true);
  expect(average!.figures.auc).toBeCloseTo(0.5, 1);
  expect(fitted!.figures.auc).toBeGreaterThan(average!.figures.auc!);
  for (const key of ['logLoss', 'rmse', 'auc'] as const) {
    const { low, high } = fitted!.bounds[key]!;
    expect(fitted!.figures[key]).toBeGreaterThan(low);
    expect(fitted!.figures[key]).toBeLessThan(high);
  }
  expect([...result.types].map(([type, { n }]) => [type, n])).toEqual([['choice', result.judged]]);
  expect(await evaluate(db)).toEqual(result);
});

test('what was scheduled is judged by the weights that held then', async () => {
  const [fit] = await db.$client<{ version: number }[]>`
    insert into fits (scope, weights, trained_on, tested_on, log_loss, log_loss_before, made_at)
    values ('platform', ${forgetful}, 1, 1, 0.3, 0.4, ${noon.toISOString()}) returning version`;
  await db.$client`alter table answers disable trigger answers_append_only`;
  await db.$client`update answers set weights_version = ${fit!.version}`;
  const { scheduled, defaults } = (await evaluate(db)).rows;
  expect(scheduled!.figures.logLoss).toBeLessThan(defaults!.figures.logLoss - 0.01);
  expect(Math.abs(scheduled!.tally.said - scheduled!.tally.known)).toBeLessThan(
    0.03 * scheduled!.tally.n
  );
});
