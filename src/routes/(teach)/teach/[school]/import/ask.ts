/** Asks the API to look at a file, or to take questions over; in words what hindered it. */
import type { Acceptance } from '$lib/domain/exchange/acceptance';
import { mostBytes } from '$lib/domain/exchange/limits';
import type { Format } from '$lib/domain/exchange/formats';
import type { Place } from '$lib/domain/items/place';
import type { Batch } from '$lib/server/import-batches';
import type { Preview } from '$lib/server/import-preview';
import type { Usual } from '$lib/server/usual-place';
import type { Source } from './kept';

export interface Failure {
  error: string;
  /** Of `questions` that were sent, by their place. */
  rows?: Record<number, string>;
  isSignedOut?: boolean;
  /** It will be so however often one tries. */
  isFinal?: boolean;
}

/** @param school its slug */
export const look = async (school: string, { name, content }: Source, format: Format | null) => {
  // A browser sends all of it before it listens to the server, which stops to listen at once.
  const bytes = typeof content === 'string' ? new Blob([content]).size : content.length;
  if (bytes > mostBytes) return { error: tooLarge, isFinal: true };
  const query = new URLSearchParams({ name, ...(format && { format }) });
  return ask<Preview>(`/api/v1/schools/${school}/imports/preview?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content as BodyInit
  });
};

const tooLarge = `At most ${mostBytes / 2 ** 20} MB are read at once: part it into several, and import one after the other.`;

export const takeOver = (school: string, acceptance: Acceptance) =>
  ask<{ import: Batch }>(`/api/v1/schools/${school}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(acceptance)
  });

export const placeOf = (school: string, lesson: string) =>
  ask<{ place: Place; usual: Usual | null }>(
    `/api/v1/schools/${school}/places?${new URLSearchParams({ lesson })}`
  );

async function ask<T>(
  address: string,
  request?: RequestInit
): Promise<(T & { status: number }) | Failure> {
  let response: Response;
  try {
    response = await fetch(address, request);
  } catch {
    return { error: 'No connection. Everything is kept here: try again in a moment.' };
  }
  const { ok, status } = response;
  const said = (await response.json().catch(() => ({}))) as {
    detail?: string;
    errors?: { field: string; detail: string }[];
  };
  if (ok) return { ...(said as T), status };
  if (status === 401)
    return {
      error: 'You have been signed out. Everything is kept here: log in and go on.',
      isSignedOut: true
    };
  const rows: Record<number, string> = {};
  for (const { field, detail } of said.errors ?? []) {
    const place = /^questions\.(\d+)/.exec(field)?.[1];
    if (place) rows[Number(place)] ??= detail;
  }
  const error = said.detail ?? 'The server could not do it. Everything is kept: try again soon.';
  return Object.keys(rows).length > 0 ? { error, rows } : { error };
}
