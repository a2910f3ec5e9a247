/** What the editor asks of the server. */
import { v7 } from 'uuid';
import type { Names } from './names';
import type { Flaw } from './writer';
import type { Outcome } from './writing.svelte';
import type { LessonContext } from '$lib/components/lesson/context';
import type { Answer, Verdict } from '$lib/domain/answer';
import type { ComponentName } from '$lib/domain/lesson/elements';
import type { Tree } from '$lib/domain/lesson/tree';

/** A text as students would meet it. */
export interface Previewed extends Pick<LessonContext, 'checks' | 'cases' | 'terms'> {
  title: string;
  summary: string;
  minutes: number;
  tree: Tree;
  components: ComponentName[];
  figures: string[];
  sources: { id: string; title: string }[];
  images: NonNullable<LessonContext['images']>;
  findings: Flaw[];
  /** By item, of what is asked. */
  versions: Record<string, number>;
}

const offline = 'No connection. Your text is kept on this device and saved when it is back.';

/** @returns the body of a response, or why there is none */
async function ask<T>(
  address: string,
  init: RequestInit
): Promise<{ status: number; body: T } | { status: number; error: string }> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/schools/${address}`, init);
  } catch {
    return { status: 0, error: offline };
  }
  const { ok, status } = response;
  const body = await response.json().catch(() => ({}));
  if (ok || status === 409) return { status, body };
  if (status === 401)
    return { status, error: 'You have been logged out. Your text is kept on this device.' };
  return { status, error: body.detail ?? 'The server could not take it. Try again in a moment.' };
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
});

/** So many characters are sent to the end though the page is closed: browsers take 64 kB. */
const outliving = 15_000;

/** @param lesson `school/lessons/id` */
export async function saveText(lesson: string, text: string, revision: number): Promise<Outcome> {
  const reply = await ask<{
    revision: number;
    theirs?: { text: string; revision: number; changedBy: string | null };
  }>(`${lesson}/text`, { ...json('PUT', { text, revision }), keepalive: text.length < outliving });
  if ('error' in reply)
    return { status: 'failed', error: reply.error, signedOut: reply.status === 401 };
  const { body } = reply;
  if (!body.theirs) return { status: 'saved', revision: body.revision };
  const { changedBy, ...saved } = body.theirs;
  return { status: 'conflict', theirs: { ...saved, by: changedBy ?? 'A colleague' } };
}

export async function preview(lesson: string, text: string): Promise<Previewed | null> {
  const reply = await ask<Previewed>(`${lesson}/preview`, json('POST', { text }));
  return 'error' in reply ? null : reply.body;
}

export async function namesOf(school: string): Promise<Names | null> {
  const reply = await ask<Names>(`${school}/lesson-names`, {});
  return 'error' in reply ? null : reply.body;
}

/** @returns the id of the picture, or why it was not taken */
export async function addPicture(
  school: string,
  file: File
): Promise<{ id: string } | { error: string }> {
  const name = encodeURIComponent(file.name);
  const reply = await ask<{ id: string }>(`${school}/images?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file
  });
  return 'error' in reply ? { error: reply.error } : reply.body;
}

/** Grades as a lesson does, and records nothing. */
export async function check(item: string, version: number, answer: Answer): Promise<Verdict> {
  const submission = {
    ...answer,
    ...{ id: v7(), item, version, context: 'lesson', answeredAt: new Date().toISOString() }
  };
  const response = await fetch('/api/v1/checks', json('POST', { answers: [submission] })).catch(
    () => null
  );
  if (!response?.ok) return { error: 'No connection. Try again in a moment.' };
  const [result] = (await response.json()).results;
  return result.status === 'rejected' ? { error: result.error } : result;
}
