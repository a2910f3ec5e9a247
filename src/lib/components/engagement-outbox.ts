/** Signs of being at a page, kept on this device until the server has taken them. */
import { lateDays, type SignalKind } from '../domain/engagement';

interface Batch {
  id: string;
  device: string;
  page: { kind: string; lesson: string | null };
  signals: { at: string; kind: SignalKind }[];
}

const place = (account: string) => `palpate-engaged-${account}`;
/** So many are sent at once, which stays well below what a request may be large. */
const atOnce = 20;
/** So many are kept: a few days without a connection. */
const most = 1000;

let device: string | undefined;

function read(account: string): Batch[] {
  try {
    return JSON.parse(localStorage.getItem(place(account)) ?? '[]') as Batch[];
  } catch {
    return [];
  }
}

function write(account: string, batches: readonly Batch[]): void {
  try {
    if (batches.length === 0) localStorage.removeItem(place(account));
    else localStorage.setItem(place(account), JSON.stringify(batches));
  } catch {
    // A full or forbidden store: what cannot be kept is lost, and studying goes on.
  }
}

/** Keeps signs of one page as one batch. */
export function keep(
  account: string,
  page: Batch['page'],
  signals: readonly { at: number; kind: SignalKind }[]
): void {
  device ??= crypto.randomUUID();
  const batch: Batch = {
    ...{ id: crypto.randomUUID(), device, page },
    signals: signals.map(({ at, kind }) => ({ at: new Date(at).toISOString(), kind }))
  };
  write(account, [...read(account), batch].slice(-most));
}

/**
 * Sends what is kept; what was taken, or can never be, is forgotten. Another tab may send the same
 * meanwhile: it counts once.
 * @param keepalive whether it is to arrive though the page goes
 */
export async function deliver(account: string, keepalive = false): Promise<void> {
  const since = Date.now() - lateDays * 86_400_000;
  const batches = read(account)
    .filter(({ signals }) => Date.parse(signals[0]!.at) > since)
    .slice(0, atOnce);
  if (batches.length === 0) return write(account, []);
  const response = await fetch('/api/v1/engagements', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: new Date().toISOString(), batches }),
    keepalive
  }).catch(() => null);
  if (!response?.ok && response?.status !== 422) return;
  const sent = new Set(batches.map(({ id }) => id));
  write(
    account,
    read(account).filter(({ id }) => !sent.has(id))
  );
  if (!keepalive && batches.length === atOnce) await deliver(account);
}
