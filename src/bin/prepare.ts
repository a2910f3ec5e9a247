import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { flush } from '../lib/server/completion-queue';
import { readContent } from '../lib/server/content/read';
import { syncContent } from '../lib/server/content/sync';
import { connect } from '../lib/server/db/connect';
import { startEmbedded } from '../lib/server/db/embedded';
import { migrate } from '../lib/server/db/migrate';
import { seedDemo } from '../lib/server/demo';
import { warnWithoutSmtp } from '../lib/server/mail';
import { warnWithoutSecret } from '../lib/server/signing-keys';
import { addPracticeExams } from '../lib/server/quizzes';
import { rescheduleAll } from '../lib/server/tasks/reschedule';
import { fail } from './setup.js';

/** A demo account, to be printed at start. */
export type Login = { email: string; password: string; role: string };

/**
 * Sets DATABASE_URL: the given one, or that of the embedded server, which is then started under
 * DATA_DIR (`data`). A database that cannot be had ends the process with one line.
 * @returns `stop`, which leaves the embedded server
 */
export async function openDatabase(): Promise<{ embedded: boolean; stop(): Promise<void> }> {
  process.env.DATA_DIR = resolve(process.env.DATA_DIR || 'data');
  if (process.env.DATABASE_URL) {
    await reach(process.env.DATABASE_URL);
    return { embedded: false, stop: async () => {} };
  }
  console.log('Starting PostgreSQL …');
  const { url, stop } = await startEmbedded(process.env.DATA_DIR).catch((error) =>
    fail(error.message)
  );
  process.env.DATABASE_URL = url;
  process.env.SIGNING_SECRET ||= await ownSecret(process.env.DATA_DIR);
  process.env.WEBHOOK_RECEIVERS ||= 'loopback'; // whoever tries it has a receiver on this machine
  return { embedded: true, stop };
}

/** What seals the keys of schools where nobody has set a secret: kept beside the embedded server. */
async function ownSecret(folder: string): Promise<string> {
  const file = join(folder, 'signing-secret');
  const made = randomBytes(32).toString('base64url');
  await writeFile(file, made, { flag: 'wx', mode: 0o600 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}

/** Brings the database up to date: schema, content, and on the embedded default the demo. */
export async function prepare(): Promise<{ logins: Login[]; stop(): Promise<void> }> {
  const { embedded, stop } = await openDatabase();
  if (!embedded) {
    warnWithoutSmtp();
    warnWithoutSecret();
  }
  const url = process.env.DATABASE_URL!;
  const isUpdate = await migrate(url);
  const db = connect(url, 4);
  try {
    console.log('Reading the content …');
    await syncContent(db, await readContent('content'), new Date());
    await addPracticeExams(db, new Date());
    if (isUpdate) await rescheduleAll(db);
    return { logins: embedded ? await seedDemo(db, new Date()) : [], stop };
  } finally {
    await flush(db); // what the demo has studied
    await db.$client.end();
  }
}

/** Prints the demo accounts as a table. */
export function printLogins(logins: Login[]): void {
  if (logins.length === 0) return;
  console.log('\nDemo log-ins:');
  const width = Math.max(...logins.map(({ email }) => email.length));
  for (const { email, password, role } of logins) {
    console.log(`  ${role.padEnd(10)}  ${email.padEnd(width)}  ${password}`);
  }
}

/** Connects once, so that a wrong address is told plainly; the password is never shown. */
async function reach(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    fail('DATABASE_URL is not an address like postgres://user:password@host:5432/database.');
  }
  const { hostname, port, pathname } = new URL(url);
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await sql`select 1`;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const reason = (message || code || 'no answer').split('\n')[0];
    fail(
      `The database at ${hostname}:${port || 5432}${pathname} cannot be reached (${reason}): check DATABASE_URL.`
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
