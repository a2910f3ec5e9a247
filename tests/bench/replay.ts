/** Whether memory still follows from the log after a hundred thousand answers of all kinds. */
import { v7 } from 'uuid';
import { record, type Learner } from '../../src/lib/server/answers';
import type { Db } from '../../src/lib/server/db/connect';
import { rebuild } from '../../src/lib/server/replay';
import { confidences } from '../../src/lib/domain/answer';
import { seededRandom } from '../../src/lib/domain/shuffle';
import { answer, learner } from '../server/fixtures';
import { databaseOf, itemCount, itemId } from './data';
import type { Row } from './figures';

const count = 100_000;
const learners = 20;
const perBatch = 100;
/** As long as a device may keep answers. */
const span = 55 * 86_400_000;

/** Answers through the write path, many of them late. @param server the address of any database */
export async function replayRows(server: string): Promise<Row[]> {
  const db = await databaseOf(server, 'replay', 0);
  try {
    const random = seededRandom('replay');
    const start = performance.now();
    for (let n = 0; n < learners; n++)
      await study(db, await learner(db, 'Europe/Zurich'), count / learners, random);
    const recorded = performance.now();
    const { answers, cards, differences } = await rebuild(db);
    const replayed = performance.now();
    return [
      {
        name: 'Replay',
        measured: `${answers} answers and ${cards} cards in ${seconds(recorded, replayed)} s, recorded in ${seconds(start, recorded)} s`,
        ratio: differences.length,
        target: { atMost: 0 },
        unit: 'differ'
      }
    ];
  } finally {
    await db.$client.end();
  }
}

const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);

async function study(db: Db, who: Learner, answers: number, random: () => number): Promise<void> {
  const now = new Date();
  for (let i = 0; i < answers; i += perBatch) {
    const batch = Array.from({ length: perBatch }, (_, j) => {
      // One in five was kept on a device for a while.
      const place = random() < 0.2 ? random() * (i + j) : i + j;
      const confidence = confidences[Math.floor(random() * 4)];
      return answer(itemId(Math.floor((random() * itemCount) / 4)), {
        id: v7(),
        answeredAt: new Date(now.getTime() - span * (1 - place / answers)).toISOString(),
        response: { option: random() < 0.8 ? 'b' : 'a' },
        latencyMs: Math.floor(random() * 60_000),
        hint: random() < 0.1,
        ...(confidence && { confidence })
      });
    });
    const refused = (await record(db, who, batch, now)).find(({ status }) => status !== 'recorded');
    if (refused) throw new Error(JSON.stringify(refused));
  }
}
