/** Forms of a webhook, as text fields and boxes. */
import * as v from 'valibot';

export interface Said {
  about: 'add' | 'change' | 'secret' | 'ping' | 'delivery' | 'state';
  message: string;
  errors: Record<string, string>;
  values: Record<string, string>;
  /** The boxes that are ticked. */
  types: string[];
  /** Told this once. */
  secret: string | null;
  /** Of one that was added. */
  id: string | null;
}

export const said = (about: Said['about'], more: Partial<Said> = {}): Said => ({
  ...{ about, message: '', errors: {}, values: {}, types: [], secret: null, id: null },
  ...more
});

/** @returns what was typed, and what the schema of a webhook reads of it */
export async function fieldsOf(request: Request) {
  const form = await request.formData();
  const texts = [...form].filter(
    (field): field is [string, string] => typeof field[1] === 'string'
  );
  const types = texts.filter(([name]) => name === 'type').map(([, type]) => type);
  const values = Object.fromEntries(texts.filter(([name]) => name !== 'type'));
  return { values, types, input: { ...values, types: values.hears === 'some' ? types : null } };
}

/** @returns errors by field: which of several types is wrong helps nobody */
export const byField = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [name.replace(/\.\d+$/, ''), error])
  );

/** A button beside a delivery. */
export const Which = v.object({ event: v.pipe(v.string(), v.uuid()) });
