import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { log } from './log';

export interface Message {
  to: string;
  subject: string;
  /** Plain text: links are written out, so that they can be seen before they are followed. */
  text: string;
  headers?: Record<string, string>;
}

const pending = new Set<Promise<void>>();

/**
 * Composes and sends a message once the answer to the present request is on its way: the time
 * that the answer takes then tells nothing about whether there was anybody to write to. A failure
 * is logged; a message is lost if the process dies in between, and can be asked for again.
 * @param compose gives the message, or null where none is due
 */
export function later(compose: () => Promise<Message | null>): void {
  const work = new Promise((resolve) => setImmediate(resolve))
    .then(compose)
    .then((message) => message && send(message))
    .catch((err) => log.error({ err }, 'A message could not be sent'))
    .then(() => void pending.delete(work));
  pending.add(work);
}

/** Waits until everything that was asked for has been sent: before the process ends, in tests. */
export async function settled(): Promise<void> {
  while (pending.size > 0) await Promise.all(pending);
}

/** The address of a page of ours, for a message. Never taken from the request, which may lie. */
export const link = (path: string) =>
  new URL(path, process.env.ORIGIN ?? 'http://localhost:3000').href;

/** Says once, at start, that mail does not leave the house; harmless where we only try things out. */
export function warnWithoutSmtp(): void {
  if (!process.env.SMTP_URL) {
    log.warn(`SMTP_URL is not set: mail is not sent but written to ${outbox()}`);
  }
}

/** Sends a message now. @throws where the mail server does not take it */
export async function send({ to, subject, text, headers }: Message): Promise<void> {
  const from = process.env.MAIL_FROM ?? 'Palpate <no-reply@localhost>';
  const mail = { from, to: { name: '', address: to }, subject, text, headers };
  if (process.env.SMTP_URL) {
    await createTransport(process.env.SMTP_URL).sendMail(mail);
    return;
  }
  const toBuffer = createTransport({ streamTransport: true, buffer: true });
  const { message } = await toBuffer.sendMail(mail);
  log.info({ file: await keep(message as Buffer) }, 'A message was written to the outbox');
}

const outbox = () => resolve(process.env.DATA_DIR ?? 'data', 'outbox');

/** Writes a message where its reader can find it, whole or not at all; it may hold a link. */
async function keep(message: Buffer): Promise<string> {
  // Only the outbox is private: the database beside it belongs to another OS user.
  await mkdir(dirname(outbox()), { recursive: true });
  await mkdir(outbox(), { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replaceAll(':', '-');
  const file = join(outbox(), `${time}-${randomBytes(3).toString('hex')}.eml`);
  await writeFile(`${file}.part`, message, { mode: 0o600 });
  await rename(`${file}.part`, file);
  return file;
}
