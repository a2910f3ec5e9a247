import type * as v from 'valibot';
import { parse } from './issues';
import { explain, type Limited } from './limits';

/** Larger than 200 answers ever are. */
const usualBytes = 512 * 1024;

/**
 * An error of the API in the form of RFC 9457.
 * @param title the same for every occurrence of this problem
 * @param detail what happened this time, and how to mend it
 * @param extra further members of the object
 */
export function problem(
  status: number,
  title: string,
  detail?: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {}
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, detail, ...extra }), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  });
}

/** 422 for one field that is well-formed but does not fit, as `readJson` says it of others. */
export const refusedField = (field: string, detail: string): Response =>
  problem(422, 'Not what this address takes', `${field}: ${detail}`, {
    errors: [{ field, detail }]
  });

/** 429, with the time to wait in words and in `Retry-After`. */
export const tooMany = (limited: Limited): Response =>
  problem(429, 'Too many tries', explain(limited), {}, { 'retry-after': String(limited.seconds) });

/**
 * Reads the JSON body of a request by a schema.
 * @param maxBytes of the body
 * @returns the data, or a problem to answer with: 413 too large, 415 not sent as JSON, 400 not
 * JSON, 422 not of this shape, naming each field and how to mend it
 */
export async function readJson<S extends v.GenericSchema<unknown, unknown>>(
  request: Request,
  schema: S,
  maxBytes = usualBytes
): Promise<{ ok: true; data: v.InferOutput<S> } | { ok: false; response: Response }> {
  const refuse = (...reason: Parameters<typeof problem>) =>
    ({ ok: false, response: problem(...reason) }) as const;

  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return refuse(415, 'Not JSON', 'Send the body with "Content-Type: application/json"');
  }
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) {
    return refuse(413, 'Too large', `Send at most ${maxBytes / 1024} kB at once`);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return refuse(400, 'Malformed JSON', (error as Error).message);
  }
  const result = parse(schema, value);
  if (result.ok) return result;

  const errors = Object.entries(result.errors).map(([field, detail]) => ({ field, detail }));
  const detail = errors.map(({ field, detail }) => (field ? `${field}: ${detail}` : detail));
  return refuse(422, 'Not what this address takes', detail.join('. '), { errors });
}

/** @returns null where the body is larger than we take, by our limit or by the server's */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length')) > maxBytes) return null;
  try {
    const bytes = await request.arrayBuffer();
    return bytes.byteLength > maxBytes ? null : new Uint8Array(bytes);
  } catch (error) {
    if ((error as { status?: number }).status === 413) return null;
    throw error;
  }
}
