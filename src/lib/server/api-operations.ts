/** The pieces that every operation of the HTTP API is described with. */
import { ref, text, type Json } from './api-schemas';

export const body = (schema: Json) => ({
  required: true,
  content: { 'application/json': { schema } }
});
/** A reply in JSON. */
export const replies = (description: string, schema: Json): Json => ({
  description,
  content: { 'application/json': { schema } }
});
export const parameter = (
  name: string,
  description: string,
  within = 'path',
  schema: Json = text
) => ({
  name,
  in: within,
  description,
  required: within === 'path',
  schema
});

const problem = {
  description: 'A problem that says how to mend it',
  content: { 'application/problem+json': { schema: ref('Problem') } }
};
/** Of what is made by an id that the client has made. */
export const idInUse = { 409: { ...problem, description: 'Something else has the `id`' } };
/** Needs no account. */
export const open = { security: [] };
/** An operation; every one may answer with a problem. */
export const operation = (summary: string, responses: Json, more: Json = {}): Json => ({
  summary,
  responses: { ...responses, default: problem },
  ...more
});
