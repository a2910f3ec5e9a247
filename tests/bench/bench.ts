import { openDatabase } from '../../src/bin/prepare';
import { connect } from '../../src/lib/server/db/connect';
import { answerRows } from './answers';
import { start, startApp } from './children';
import { fill } from './data';
import { print, type Row } from './figures';
import { openFloor } from './floor';
import { growthRows } from './growth';
import { lessonRows } from './lesson';

/** Measures everything in one run. @returns whether every target is met */
export async function bench(): Promise<boolean> {
  const { stop } = await openDatabase();
  const url = process.env.DATABASE_URL!;
  process.env.DATABASE_URL = ''; // the app finds the embedded server by itself, as it would alone
  const app = await startApp();
  const load = start('load.ts');
  const db = connect(url, 4);
  try {
    await fill(db.$client, 10);
    const floor = await openFloor(db.$client, url);
    console.log(`The floor is ${floor.name}.`);
    const rows: Row[] = [];
    const measure = async (what: string, work: Promise<Row[]>) => {
      console.log(`${what} …`);
      rows.push(...(await work));
    };
    await measure('Answers', answerRows(db, app.port, load, floor));
    await measure('The lesson page', lessonRows(app.port, load));
    await measure('Growth', growthRows(url));
    return print(rows);
  } finally {
    await db.$client.end();
    await load.stop();
    await app.stop();
    await stop();
  }
}
