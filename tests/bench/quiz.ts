/**
 * A class that finishes a timed quiz together: 200 students answer 25 questions and hand in. In a
 * school that takes its last minute; here everybody goes on as fast as replies come, so that the
 * minute is as short as the machine can make it.
 */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Db } from '../../src/lib/server/db/connect';
import * as quizzes from '../../src/lib/server/quizzes';
import * as session from '../../src/lib/server/session';
import type { Child } from './children';
import { itemId, learner } from './data';
import { median, percentile, type Row } from './figures';
import type { Floor } from './floor';
import type { Loaded } from './load';
import { lostOf, type Given } from './quiz-kept';

const students = 200;
const questions = 25;
/** Beyond the learners of other measurements. */
const firstStudent = 100_000;
/** One answer of so many is sent a second time, as after a reply that did not arrive. */
const resent = 5;
/** One student of so many hands in from two tabs at once. */
const withTwoTabs = 5;
const floorClients = 8;

interface Seat {
  token: string;
  attempt: string;
}

/** @param load the process that sends; @param port where the app listens */
export async function quizRows(db: Db, port: number, load: Child, floor: Floor): Promise<Row[]> {
  const quiz = await addQuiz(db);
  const tokens = await Promise.all(
    Array.from({ length: students }, (_, n) =>
      session.create(db, learner(firstStudent + n).id, 'bench', new Date())
    )
  );
  const send = (lanes: string[][], expect: string) =>
    load.ask<Loaded>({ port, lanes, times: 1, expect, keep: true });
  const before = await floor.measure(floorClients);

  const begun = await send(
    tokens.map((token) => [post(token, `quizzes/${quiz}/attempts`)]),
    'HTTP/1.1 201'
  );
  const seats = tokens.map((token, n): Seat => {
    const { id } = bodyOf(begun.replies[n]!) as { id: string };
    return { token, attempt: id };
  });

  // All but the last question; every answer by itself, as a browser sends it.
  const given: Given[] = [];
  const during = seats.map((seat, n) =>
    Array.from({ length: questions - 1 }, (_, position) => {
      const one = answer(seat, position, n + position);
      given.push(one);
      const request = keep(seat, one);
      return position % resent === 0 ? [request, request] : [request];
    }).flat()
  );
  const answered = await send(during, 'HTTP/1.1 200');

  // The end: the last answer, and handing in. A second tab gives another answer to the question
  // before, and hands in too: what comes too late is refused, what is acknowledged must count.
  const atEnd = seats.flatMap((seat, n) =>
    (n % withTwoTabs === 0 ? [questions - 1, questions - 2] : [questions - 1]).map((position) => {
      const one = answer(seat, position, n + 1);
      given.push(one);
      return [keep(seat, one), post(seat.token, `attempts/${seat.attempt}/finish`)];
    })
  );
  const ended = await send(atEnd, 'HTTP/1.1 200');
  const after = await floor.measure(floorClients);

  const acknowledged = new Set(
    [...answered.replies, ...ended.replies].flatMap((reply) =>
      ((bodyOf(reply) as { results?: Result[] }).results ?? []).flatMap(({ id, status }) =>
        status === 'rejected' ? [] : [id]
      )
    )
  );
  const kept = given.filter(({ id }) => acknowledged.has(id));
  const lost = await lostOf(db, quiz, kept, { students, questions });
  const handedIn = ended.latencies.filter((_, i) => i % 2 === 1);
  const perSecond = median([before.perSecond, after.perSecond]);
  const rate = answered.latencies.length / answered.seconds;
  const seconds = answered.seconds + ended.seconds;
  const pace = `median ${spell(median(answered.latencies))}, 95% ${spell(percentile(answered.latencies, 0.95))}`;
  const wait = percentile(handedIn, 0.95);
  return [
    {
      name: `Quiz, ${students} students end together`,
      measured: `${lost} of ${kept.length} acknowledged answers lost, in ${seconds.toFixed(1)} s`,
      ratio: lost,
      unit: 'lost',
      target: { atMost: 0 }
    },
    {
      name: `Quiz, answers kept, ${students} clients`,
      measured: `${Math.round(rate)}/s, floor ${Math.round(perSecond)}/s; ${pace}`,
      ratio: rate / perSecond,
      target: { atLeast: 0.1 }
    },
    {
      // Beside what the floor takes for as many answers, one by one: handing in logs them all.
      name: `Quiz, handing in, ${students} at once, 95%`,
      measured: `${spell(wait)}, median ${spell(median(handedIn))}; ${students * questions} answers at the floor ${spell((students * questions * 1000) / perSecond)}`,
      ratio: wait / ((students * questions * 1000) / perSecond),
      target: { atMost: 5 }
    }
  ];
}

type Result = { id: string; status: 'saved' | 'duplicate' | 'rejected' };

const spell = (ms: number) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Makes a school of students, and the quiz that they will sit. @returns the quiz's id */
async function addQuiz(db: Db): Promise<string> {
  const sql = db.$client;
  const school = randomUUID();
  const now = new Date();
  const ids = Array.from({ length: students }, (_, n) => learner(firstStudent + n).id);
  await sql`insert into schools (id, slug, name, created_at)
    values (${school}, 'bench', 'A school', ${now.toISOString()})`;
  await sql`insert into accounts (id, email, name, password_hash, time_zone, created_at)
    select id, id || '@bench.test', 'Student', 'none', 'UTC', now()
    from unnest(${ids}::uuid[]) id`;
  await sql`insert into members (school_id, account_id, role, joined_at)
    select ${school}, id, 'student', now() from unnest(${ids}::uuid[]) id`;
  const staff = { id: randomUUID(), memberships: [{ school, role: 'instructor' as const }] };
  const made = await quizzes.create(
    db,
    staff,
    school,
    {
      id: randomUUID(),
      title: 'The same minute',
      instructions: '',
      composition: {
        kind: 'chosen',
        items: Array.from({ length: questions }, (_, n) => itemId(n))
      },
      shuffle: true,
      minutes: 10,
      attempts: 1,
      opensAt: null,
      closesAt: null,
      passMark: 0.7,
      feedback: 'at-end',
      linear: false,
      mustFinish: false
    },
    now
  );
  if (!made || made === 'taken' || 'error' in made) throw new Error(JSON.stringify(made));
  return made.id;
}

const answer = ({ attempt }: Seat, position: number, n: number): Given => ({
  id: v7(),
  attempt,
  position,
  option: ['a', 'b', 'c'][n % 3]!,
  at: Date.now()
});

const keep = ({ token, attempt }: Seat, { id, position, option, at }: Given) =>
  post(token, `attempts/${attempt}/answers`, {
    answers: [
      {
        ...{ id, position, response: { option }, latencyMs: 4000 },
        answeredAt: new Date(at).toISOString()
      }
    ]
  });

function post(token: string, path: string, sent: object = {}): string {
  const body = JSON.stringify(sent);
  return [
    `POST /api/v1/${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body
  ].join('\r\n');
}

const bodyOf = (reply: string): unknown => JSON.parse(reply.slice(reply.indexOf('\r\n\r\n')));
