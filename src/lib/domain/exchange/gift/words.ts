/** The texts within a GIFT question. */
import { plainOfMarkdown } from '../markdown';
import { isHtml, plainOf } from '../plain';
import { tidy } from '../tidy';

export const formats = ['moodle', 'html', 'plain', 'markdown'] as const;
export type Format = (typeof formats)[number];

const prefix = new RegExp(`^\\s*\\[(${formats.join('|')})\\]`);

/** Moodle's own way with a text of unknown format: HTML where it has tags, else lines. */
const byFormat: Record<Format, (text: string) => { text: string; lost: string[] }> = {
  html: plainOf,
  markdown: plainOfMarkdown,
  plain: (text) => ({ text: tidy(text), lost: [] }),
  moodle: (text) =>
    isHtml(text) ? plainOf(text.replaceAll('\n', '<br>')) : { text: tidy(text), lost: [] }
};

const unescaped = (text: string) =>
  text.replace(/\\([\\:#={}~n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/**
 * @param raw as it stands in the file, escapes included
 * @param usual the format of a text that does not name its own
 * @returns its words, the format that it has, and what of its meaning is not in the words
 */
export function wordsOf(raw: string, usual: Format = 'moodle') {
  const named = prefix.exec(raw);
  const format = (named?.[1] as Format | undefined) ?? usual;
  const lines = raw.slice(named?.[0].length ?? 0).split('\n');
  const text = unescaped(lines.map((line) => line.trim()).join('\n'));
  return { ...byFormat[format](text), format };
}
