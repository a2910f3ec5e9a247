/** A receiver of webhooks, and a school that has one. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';
import type { Actor } from '../../src/lib/domain/actor';
import type { EventType } from '../../src/lib/domain/events';
import { attempt } from '../../src/lib/server/delivering';
import type { Db } from '../../src/lib/server/db/connect';
import { add } from '../../src/lib/server/jobs';
import { deliver } from '../../src/lib/server/tasks/deliver';
import * as webhooks from '../../src/lib/server/webhooks';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'never' | 'cut';

/** An HTTP server that keeps what it gets, and answers what it is told to: 204 unless told. */
export async function receiver() {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    const reply = replies.shift() ?? { status: 204 };
    if (reply === 'never') return;
    if (reply === 'cut') return void request.socket.destroy();
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    /** What it answers next, in order. */
    reply: (...next: Reply[]) => void replies.push(...next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

export async function addWebhook(
  db: Db,
  admin: Actor,
  url: string,
  types: EventType[] | null = null
): Promise<{ id: string; secret: string }> {
  const by = { actor: admin, school: admin.memberships[0]!.school, now: noon };
  const asked = { id: randomUUID(), url, description: 'Our records', types };
  const added = await webhooks.add(db, by, asked);
  if (added.outcome !== 'done' || !added.secret) throw new Error(JSON.stringify(added));
  return { id: added.id, secret: added.secret };
}

export async function hookedSchool(db: Db, url: string, types: EventType[] | null = null) {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const webhook = await addWebhook(db, admin, url, types);
  return { school, admin, webhook, by: { actor: admin, school, now: noon } };
}

interface Job {
  payload: Parameters<typeof attempt>[1];
  runAt: string;
}

/** @returns the deliveries that are queued, by when they are to be made */
export const queued = (db: Db) => db.$client<Job[]>`
  select payload, to_jsonb(run_at) as "runAt" from graphile_worker._private_jobs
  where task_id = (select id from graphile_worker._private_tasks where identifier = ${deliver.name})
  order by run_at, id`;

/** Does what is queued, as it is: whatever the time, each once. */
export async function work(db: Db, now: Date, options?: Parameters<typeof attempt>[3]) {
  const jobs = await queued(db);
  await db.$client`delete from graphile_worker._private_jobs`;
  for (const { payload } of jobs) {
    const next = await attempt(db, payload, now, options);
    if (next) await add(db.$client, deliver, payload, { runAt: next });
  }
}
