import type * as v from 'valibot';
import { parse } from './issues';
import { explain, type Limited } from './limits';
import type { Flaw } from '../domain/items/registry';

/** Larger than 200 answers ever are: what a body may have where nothing else is said. */
export const usualBody = 512 * 1024;

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

/** 422 for a question that cannot be published, as `readJson` says it of fields. */
export function flawed(flaws: readonly Flaw[]): Response {
  const errors = flaws.map(({ path, message }) => ({ field: path.join('.'), detail: message }));
  const detail = errors.map(({ field, detail }) => (field ? `${field}: ${detail}` : detail));
  return problem(422, 'Not a question yet', detail.join('. '), { errors });
}

/** 409 where somebody else has changed what was read; `theirs` is what stands there now. */
export const conflicting = (theirs: unknown): Response =>
  problem(409, 'Changed meanwhile', 'Compare what stands there now, then save over it or take it', {
    theirs
  });

/** 409 where something else has the id that the client made. */
export const idTaken = (): Response =>
  problem(409, 'The id is in use', 'Something else was written by this id: make a new one');

/** What stands in the way, by its field: an `id` that is in use, or what `refusedField` says. */
export const inTheWay = (field: string, detail: string): Response =>
  field === 'id' ? idTaken() : refusedField(field, detail);

/** 429, with the time to wait in words and in `Retry-After`. */
export const tooMany = (limited: Limited): Response =>
  problem(429, 'Too many tries', explain(limited), {}, { 'retry-after': String(limited.seconds) });

const tooLarge = (most: number): Response => {
  const size = most < 1024 * 1024 ? `${most / 1024} kB` : `${most / 1024 / 1024} MB`;
  return problem(413, 'Too large', `Send at most ${size} at once`);
};

/**
 * Reads the JSON body of a request by a schema.
 * @param most its bytes
 * @returns the data, or a problem to answer with: 413 too large, 415 not sent as JSON, 400 not
 * JSON, 422 not of this shape, naming each field and how to mend it
 */
export async function readJson<S extends v.GenericSchema<unknown, unknown>>(
  request: Request,
  schema: S,
  most = usualBody
): Promise<{ ok: true; data: v.InferOutput<S> } | { ok: false; response: Response }> {
  const refuse = (...reason: Parameters<typeof problem>) =>
    ({ ok: false, response: problem(...reason) }) as const;

  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return refuse(415, 'Not JSON', 'Send the body with "Content-Type: application/json"');
  }
  const bytes = await readBody(request, most);
  if (bytes === null) return { ok: false, response: tooLarge(most) };
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

/**
 * Reads the body of a request as it is.
 * @param most its bytes
 * @returns the bytes, or a problem to answer with: 413 too large
 */
export async function readBytes(
  request: Request,
  most: number
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; response: Response }> {
  const bytes = await readBody(request, most);
  return bytes ? { ok: true, bytes } : { ok: false, response: tooLarge(most) };
}

/** @returns null where the body is larger than we take, by this limit or by the server's */
async function readBody(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length')) > most) return null;
  try {
    const bytes = await request.arrayBuffer();
    return bytes.byteLength > most ? null : new Uint8Array(bytes);
  } catch (error) {
    if ((error as { status?: number }).status === 413) return null;
    throw error;
  }
}
