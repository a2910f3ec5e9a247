import { error, fail } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { decode } from '$lib/server/exchange/decode';
import { explain } from '$lib/server/limits';
import * as rosterImport from '$lib/server/roster-import';
import { requireAdmin } from '../admin.server';

export async function load(event) {
  await requireAdmin(event);
  return {};
}

/** What was chosen or pasted, as text: it is shown again, and sent back to be accepted. */
async function textOf(request: Request): Promise<{ text: string; seen: string }> {
  const fields = await request.formData();
  const file = fields.get('file');
  const isFile = file instanceof File && file.size > 0;
  const text = isFile
    ? decode(new Uint8Array(await file.arrayBuffer())).text
    : String(fields.get('text') ?? '');
  return { text: text.replaceAll('\r\n', '\n'), seen: String(fields.get('seen') ?? '') };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const blank = { preview: null, done: null, message: null, error: null };

export const actions = {
  preview: async (event) => {
    const { change } = await requireAdmin(event);
    const { text } = await textOf(event.request);
    if (!text.trim())
      return fail(422, { ...blank, text, error: 'Choose a file, or paste the rows of a table' });
    const preview = await rosterImport.preview(db, change, bytes(text));
    if (preview?.flaw) return fail(422, { ...blank, text, error: preview.flaw });
    return { ...blank, text, preview };
  },

  accept: async (event) => {
    const { change } = await requireAdmin(event);
    const { text, seen } = await textOf(event.request);
    const result = await rosterImport.accept(db, change, bytes(text), seen);
    if (result.outcome === 'missing') error(404, 'Not found');
    if (result.outcome === 'limited') return fail(429, { ...blank, text, error: explain(result) });
    if (result.outcome === 'done') return { ...blank, text: '', done: result.preview };
    const message = 'The school has changed since you looked. This is what the file would do now.';
    return fail(409, { ...blank, text, preview: result.preview, message });
  }
};
