/** Answers through HTTP, graded, scheduled and durable, beside what the database does at best. */
import * as session from '../../src/lib/server/session';
import type { Db } from '../../src/lib/server/db/connect';
import type { Child } from './children';
import { answerTo, learner } from './data';
import { median, type Row } from './figures';
import type { Floor } from './floor';
import type { Loaded } from './load';

const clients = 8;
const each = 400;
const rounds = 5;

/** @param load the process that sends; @param port where the app listens */
export async function answerRows(db: Db, port: number, load: Child, floor: Floor): Promise<Row[]> {
  const tokens = await Promise.all(
    Array.from({ length: clients }, (_, n) =>
      session.create(db, learner(n).id, 'bench', new Date())
    )
  );
  let sent = 0; // each round goes on where the last one ended, so that items are met in turn
  const send = async (tokens: string[], count: number) => {
    const lanes = tokens.map((token) =>
      Array.from({ length: count }, (_, i) => request(token, sent + i))
    );
    sent += count;
    const expect = '"status":"recorded"';
    return load.ask<Loaded>({ port, lanes, times: 1, expect });
  };

  for (let i = 0; i < 3; i++) await send(tokens, each); // plans, items and code get warm
  await floor.measure(clients);
  const one: Pair[] = [];
  const many: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    many.push({
      floor: (await floor.measure(clients)).perSecond,
      ours: rate(await send(tokens, each))
    });
    const { latencies } = await send(tokens.slice(0, 1), each);
    one.push({ floor: (await floor.measure(1)).ms, ours: median(latencies) });
  }
  return [
    {
      name: 'Answer, 8 clients',
      measured: `${Math.round(mid(many, 'ours'))}/s, floor ${Math.round(mid(many, 'floor'))}/s`,
      ratio: ratio(many),
      target: { atLeast: 0.2 }
    },
    {
      name: 'Answer, 1 client, median',
      measured: `${mid(one, 'ours').toFixed(2)} ms, floor ${mid(one, 'floor').toFixed(2)} ms`,
      ratio: ratio(one),
      target: { atMost: 10 }
    }
  ];
}

/** Measured in turn, so that what disturbs the machine disturbs both. */
type Pair = { floor: number; ours: number };
const mid = (pairs: Pair[], side: keyof Pair) => median(pairs.map((pair) => pair[side]));
const ratio = (pairs: Pair[]) => median(pairs.map(({ floor, ours }) => ours / floor));
const rate = ({ seconds, latencies }: Loaded) => latencies.length / seconds;

function request(token: string, n: number): string {
  const body = JSON.stringify({ answers: [answerTo(n)] });
  return [
    'POST /api/v1/answers HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body
  ].join('\r\n');
}
