import { openDatabase } from '../../src/bin/prepare';
import { connect } from '../../src/lib/server/db/connect';
import { answerRows } from './answers';
import { start, startApp } from './children';
import { fill } from './data';
import { print, type Row } from './figures';
import { openFloor } from './floor';
import { growthRows } from './growth';
import { lessonRows } from './lesson';
import { quizRows } from './quiz';
import { replayRows } from './replay';
import { reportGrowthRows, reportRows } from './report';

/**
 * Measures everything in one run, or only one part of it.
 * @returns whether every target is met
 */
export async function bench(only?: string): Promise<boolean> {
  const started: (() => Promise<void>)[] = [];
  try {
    const { stop } = await openDatabase();
    started.push(stop);
    const url = process.env.DATABASE_URL!;
    process.env.DATABASE_URL = ''; // the app finds the embedded server by itself, as it would alone
    const app = await startApp();
    started.push(app.stop);
    const load = start('load.ts');
    started.push(load.stop);
    const db = connect(url, 4);
    started.push(() => db.$client.end());
    await fill(db.$client, 10);
    const floor = await openFloor(db.$client, url);
    console.log(`The floor is ${floor.name}.`);
    const parts: Record<string, [what: string, measure: () => Promise<Row[]>]> = {
      answers: ['Answers', () => answerRows(db, app.port, load, floor)],
      quiz: ['A class that ends a quiz', () => quizRows(db, app.port, load, floor)],
      lesson: ['The lesson page', () => lessonRows(app.port, load)],
      growth: ['Growth', () => growthRows(url)],
      report: [
        'Reports of 1,000 students',
        async () => [
          ...(await reportRows(db, app.port, load, floor)),
          ...(await reportGrowthRows(url))
        ]
      ],
      replay: ['A replay', () => replayRows(url)]
    };
    const rows: Row[] = [];
    for (const [name, [what, measure]] of Object.entries(parts)) {
      if (only && name !== only) continue;
      console.log(`${what} …`);
      rows.push(...(await measure()));
    }
    return print(rows);
  } finally {
    // What was started last stops first, however far it came.
    for (const stop of started.reverse()) await stop();
  }
}
