/** A process that sends HTTP requests and does little else: it shares the machine with the app. */
import { connect } from 'node:net';

export interface Load {
  port: number;
  /** Whole requests as sent on the wire; each lane is a connection that sends its own in turn. */
  lanes: string[][];
  /** How often each lane is sent. */
  times: number;
  /** What every reply contains, or the run counts for nothing. */
  expect: string;
  /** Whether to hand back what was replied. */
  keep?: boolean;
}

/** `seconds` for all; milliseconds for each reply, and the replies where they are kept, lane by lane. */
export type Loaded = { seconds: number; latencies: number[]; replies: string[] };

process.on('message', async (load: Load) => {
  const start = performance.now();
  const lanes = await Promise.all(load.lanes.map((lane) => send(load, lane)));
  const seconds = (performance.now() - start) / 1000;
  const latencies = lanes.flatMap((lane) => lane.latencies);
  const replies = lanes.flatMap((lane) => lane.replies);
  process.send!({ seconds, latencies, replies } satisfies Loaded);
});

function send(
  { port, times, expect, keep }: Load,
  lane: string[]
): Promise<Omit<Loaded, 'seconds'>> {
  const total = lane.length * times;
  const latencies: number[] = [];
  const replies: string[] = [];
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let reply: Buffer | undefined;
    const next = () => {
      sentAt = performance.now();
      socket.write(lane[latencies.length % lane.length]!, 'latin1');
    };
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection')));
    socket.on('data', (chunk: Buffer) => {
      reply = reply ? Buffer.concat([reply, chunk]) : chunk;
      if (!isWhole(reply)) return;
      latencies.push(performance.now() - sentAt);
      if (!reply.includes(expect)) {
        socket.destroy();
        return reject(new Error(`Not the expected reply:\n${reply}`));
      }
      if (keep) replies.push(reply.toString());
      reply = undefined;
      if (latencies.length < total) return next();
      resolve({ latencies, replies });
      socket.destroy();
    });
  });
}

function isWhole(reply: Buffer): boolean {
  const end = reply.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(reply.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new Error('A reply without Content-Length');
  return reply.length >= end + 4 + Number(length);
}
