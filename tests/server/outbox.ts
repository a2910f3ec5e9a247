import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settled } from '../../src/lib/server/mail';

/**
 * An outbox of one's own: call it in `beforeAll`.
 * @returns `read`, which waits for all mail and gives the messages to an address, oldest first
 */
export async function freshOutbox() {
  const folder = await mkdtemp(join(tmpdir(), 'palpate-mail-'));
  process.env.DATA_DIR = folder;
  return {
    async read(to: string): Promise<string[]> {
      await settled();
      const outbox = join(folder, 'outbox');
      const all = await readdir(outbox).catch(() => []);
      // Those that are being written have another name yet.
      const names = all.filter((name) => name.endsWith('.eml')).sort();
      const messages = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
      return messages.filter((message) => message.includes(`\nTo: ${to}\r\n`));
    },
    close: () => rm(folder, { recursive: true })
  };
}

/** The token of the link in a message. */
export const tokenIn = (message = '') =>
  /\/(?:reset|confirm|unsubscribe|invitations)\/([\w-]+)/.exec(message)?.[1] ?? '';
