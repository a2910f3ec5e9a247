/** What staff see of a thousand students, as pages through HTTP; and whether it grows with others. */
import { migrate } from '../../src/lib/server/db/migrate';
import { connect, type Db } from '../../src/lib/server/db/connect';
import { classReadiness } from '../../src/lib/server/class-readiness';
import { report } from '../../src/lib/server/completion-report';
import { syncContent } from '../../src/lib/server/content/sync';
import { catalogue } from '../../src/lib/server/courses';
import * as session from '../../src/lib/server/session';
import * as standings from '../../src/lib/server/standings';
import { grid } from '../../src/lib/server/student-grid';
import { list } from '../../src/lib/server/student-list';
import type { Actor } from '../../src/lib/domain/actor';
import { readStudentFilter } from '../../src/lib/domain/student-filter';
import type { Child } from './children';
import { emptyDatabase } from './data';
import { median, type Row } from './figures';
import type { Floor } from './floor';
import type { Loaded } from './load';
import { fillSchool, type BenchSchool } from './school';

const students = 1000;
const firstStudent = 200_000;
const each = 20;
const rounds = 5;

/** @param load the process that sends; @param port where the app listens */
export async function reportRows(db: Db, port: number, load: Child, floor: Floor): Promise<Row[]> {
  const school = await fillSchool(db.$client, { first: firstStudent, students });
  await db.$client`vacuum analyze`;
  const start = performance.now();
  await standings.rebuild(db, school.id, new Date());
  console.log(
    `${students} students reckoned in ${((performance.now() - start) / 1000).toFixed(1)} s`
  );
  await db.$client`vacuum analyze standings, area_standings`;
  const token = await session.create(db, school.staff, 'bench', new Date());
  const teach = `/teach/${school.slug}`;
  const pages: Record<string, string> = {
    'Students, by name': `${teach}/students`,
    'Students, by readiness, the last page': `${teach}/students?sort=readiness&page=20`,
    'Students at risk': `${teach}/students?risk=any&sort=risk&dir=desc`,
    'Lessons by student': `${teach}/students/grid?sort=lessons`,
    Readiness: `${teach}/students/readiness?sort=area-5`,
    'Completion report': `${teach}/completion/${school.course}`
  };
  const ask = async (path: string) => {
    const request = [
      ...[`GET ${path} HTTP/1.1`, 'Host: localhost', `Cookie: ${session.cookieName}=${token}`],
      ...['', '']
    ].join('\r\n');
    const sent = { port, lanes: [[request]], times: each, expect: 'HTTP/1.1 200' };
    return median((await load.ask<Loaded>(sent)).latencies);
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    for (let i = 0; i < 2; i++) await ask(path); // code and plans get warm
    const pairs: { ours: number; floor: number }[] = [];
    for (let i = 0; i < rounds; i++)
      pairs.push({ floor: (await floor.measure(1)).ms, ours: await ask(path) });
    const ours = median(pairs.map((pair) => pair.ours));
    const least = median(pairs.map((pair) => pair.floor));
    rows.push({
      name: `${name}, ${students} students`,
      measured: `${ours.toFixed(1)} ms, floor ${least.toFixed(2)} ms`,
      ratio: median(pairs.map((pair) => pair.ours / pair.floor)),
      target: { atMost: 150 }
    });
  }
  return rows;
}

const few = { students: 10, schools: 1 };
const many = { students: 10, schools: 100 };
const growthRounds = 15;
const perRound = 40;

/** A small school alone, and beside so many like it. @param server the address of any database there */
export async function reportGrowthRows(server: string): Promise<Row[]> {
  const alone = await schoolsOf(server, 'report_few', few);
  const among = await schoolsOf(server, 'report_many', many);
  const filter = readStudentFilter(new URLSearchParams());
  const work: Record<string, (db: Db, actor: Actor, school: BenchSchool) => Promise<unknown>> = {
    Students: (db, actor, { id }) => list(db, actor, id, filter),
    'Lessons by student': (db, actor, { id }) => grid(db, actor, id, filter),
    Readiness: (db, actor, { id }) => classReadiness(db, actor, id, filter),
    'Completion report': (db, actor, { id, course }) =>
      report(db, actor, id, course, { show: 'all', cohort: null, page: 1 }, new Date())
  };
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(work)) {
    const time = async ({ db, school }: typeof alone) => {
      const actor: Actor = {
        id: school.staff,
        memberships: [{ school: school.id, role: 'instructor' }]
      };
      const times: number[] = [];
      for (let i = 0; i < perRound; i++) {
        const start = performance.now();
        await run(db, actor, school);
        times.push(performance.now() - start);
      }
      return median(times);
    };
    await time(alone);
    await time(among);
    const pairs: { few: number; many: number }[] = [];
    for (let i = 0; i < growthRounds; i++)
      pairs.push({ few: await time(alone), many: await time(among) });
    const [small, large] = [median(pairs.map((p) => p.few)), median(pairs.map((p) => p.many))];
    rows.push({
      name: `${name} at 100 × the rows`,
      measured: `${large.toFixed(2)} ms beside 99 other schools, ${small.toFixed(2)} ms alone`,
      ratio: median(pairs.map((p) => p.many / p.few)),
      target: { atMost: 1.3 }
    });
  }
  await alone.db.$client.end();
  await among.db.$client.end();
  return rows;
}

async function schoolsOf(server: string, name: string, size: typeof few) {
  const url = await emptyDatabase(server, name);
  await migrate(url);
  const db = connect(url, 4);
  await syncContent(db, catalogue(), new Date());
  const schools: BenchSchool[] = [];
  for (let i = 0; i < size.schools; i++) {
    const first = firstStudent + i * size.students;
    schools.push(await fillSchool(db.$client, { first, students: size.students }));
  }
  await db.$client`vacuum analyze`;
  for (const { id } of schools) await standings.rebuild(db, id, new Date());
  await db.$client`vacuum analyze standings, area_standings`;
  return { db, school: schools[schools.length >> 1]! };
}
