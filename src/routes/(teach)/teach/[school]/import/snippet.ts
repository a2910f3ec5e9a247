/** The part of a text that a row was read from, so that it can be mended there. */
import type { Format } from '$lib/domain/exchange/formats';
import type { Source } from './kept';

/** Those in which a question is a stretch of lines that can be read by itself. */
const inLines: readonly (Format | null)[] = ['gift', 'aiken', 'text'];

/** @returns null where the format has no such lines */
export function snippetOf(
  { content }: Source,
  format: Format | null,
  rows: readonly { line: number }[],
  index: number
): string | null {
  const row = rows[index];
  if (!row || !inLines.includes(format)) return null;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const next = rows.slice(index + 1).find(({ line }) => line > row.line);
  const lines = text.split(/\r\n?|\n/).slice(row.line - 1, next && next.line - 1);
  return lines.join('\n').trim() || null;
}
