/** Asks the API to look at a correction, or to make it. */
import type { Preview } from '$lib/server/mending-plan';

export type Reply =
  | { preview: Preview; changed: boolean }
  | { done: true }
  /** What is wrong, by the field that has to be mended; '' where it is none of them. */
  | { errors: Record<string, string> };

/** @param address of the corrections of a school, or of their preview */
export async function ask(address: string, data: unknown): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(data)
    });
  } catch {
    return { errors: { '': 'No connection. What you entered is kept: try again in a moment.' } };
  }
  const said = (await response.json().catch(() => ({}))) as {
    preview?: Preview;
    detail?: string;
    errors?: { field: string; detail: string }[];
  };
  if (said.preview) return { preview: said.preview, changed: response.status === 409 };
  if (response.ok) return { done: true };
  const named = (said.errors ?? []).map(({ field, detail }) => [field.split('.')[0]!, detail]);
  if (named.length > 0) return { errors: Object.fromEntries(named) };
  return { errors: { '': said.detail ?? 'The server could not do it: try again in a moment.' } };
}
