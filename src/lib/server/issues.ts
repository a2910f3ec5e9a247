import * as v from 'valibot';
import { complaint } from '../domain/complaint';

type Schema = v.GenericSchema<unknown, unknown>;

/** What was typed, read: either as the schema gives it, or what to mend in which field. */
export type Parsed<S extends Schema> =
  { ok: true; data: v.InferOutput<S> } | { ok: false; errors: Record<string, string> };

/**
 * Reads a value by its schema.
 * @returns of each wrong field the first complaint; what is about the whole stands under `''`
 */
export function parse<S extends Schema>(schema: S, value: unknown): Parsed<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, data: result.output };
  const errors: Record<string, string> = {};
  for (const issue of result.issues) errors[v.getDotPath(issue) ?? ''] ??= complaint(issue);
  return { ok: false, errors };
}
