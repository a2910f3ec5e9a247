import type * as v from 'valibot';
import { parse } from './issues';

/** A form that cannot be taken: what was typed, without passwords, and what to mend where. */
export interface Refused {
  values: Record<string, string>;
  errors: Record<string, string>;
  /** What is about none of the fields. */
  message?: string;
}

/** Of a page that was gone back to, and sent once more with something else in it. */
export const sentBefore =
  'This form was sent before with something else in it: open the page again and look at what stands there';

/** @returns the text fields of a submitted form, of several with one name the last */
export async function texts(request: Request): Promise<Record<string, string>> {
  const fields = [...(await request.formData())];
  return Object.fromEntries(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string')
  );
}

/**
 * Reads a submitted form by a schema of text fields.
 * @returns the data, or what to show again
 */
export async function read<S extends v.GenericSchema<unknown, unknown>>(
  request: Request,
  schema: S
): Promise<
  { ok: true; data: v.InferOutput<S>; refused: Refused } | { ok: false; refused: Refused }
> {
  const fields = await texts(request);
  const values = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !/password/i.test(name))
  );
  const result = parse(schema, fields);
  return result.ok
    ? { ...result, refused: { values, errors: {} } }
    : { ok: false, refused: { values, errors: result.errors } };
}
