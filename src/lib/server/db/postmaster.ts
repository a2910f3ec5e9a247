import { readFileSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The server that runs on this data, from its lock file. A lock is left behind by a crash: one
 * whose process is gone PostgreSQL clears by itself; one whose number now belongs to something
 * else (after a reboot, in a container, or a process that was never reaped) is put away here.
 * @param data the server's data folder
 */
export async function livingPostmaster(data: string): Promise<{ port: number } | undefined> {
  const lock = join(data, 'postmaster.pid');
  const text = await readFile(lock, 'utf8').catch(() => undefined);
  if (!text) return undefined;
  const [pid, , , port] = text.split('\n');
  if (!isAlive(Number(pid))) return undefined;
  if (isPostgres(Number(pid))) return { port: Number(port) };
  await putAway(lock, text);
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only a proof to the contrary counts: where it cannot be told, it is PostgreSQL. */
function isPostgres(pid: number): boolean {
  try {
    const [command] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return command!.endsWith('postgres');
  } catch {
    return true;
  }
}

/** Removes the lock that was read; if another process has since written its own, puts it back. */
async function putAway(lock: string, text: string): Promise<void> {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved === undefined) return;
  if (moved === text) await rm(aside);
  else await rename(aside, lock);
}
