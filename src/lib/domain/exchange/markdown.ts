/** Markdown as plain text: of its signs only those go that would be read as signs. */
import { tidy } from './tidy';

/**
 * @returns the words with lists as lines that begin with "- " or a number, addresses of links in
 *   brackets; and in a sentence each what is not in them, such as a picture
 */
export function plainOfMarkdown(markdown: string): { text: string; lost: string[] } {
  const lost = new Set<string>();
  const text = tidy(markdown)
    .replace(/!\[([^\][]*)\]\(([^()]*)\)/g, (_, alt: string, address: string) => {
      const name = alt.trim() || address.trim().split(/\s/)[0]!.split('/').at(-1)!;
      lost.add(`The picture${name ? ` "${name}"` : ''} is left out`);
      return '';
    })
    .replace(/\[([^\][]+)\]\(([^()]*)\)/g, (_, words: string, target: string) => {
      const address = target.trim().split(/\s/)[0]!;
      if (!/^(https?:|mailto:|tel:)/i.test(address)) return words;
      lost.add(`The link to ${address} is text now`);
      return words === address ? words : `${words} (${address})`;
    })
    .replace(/^ {0,3}#{1,6} /gm, '')
    .replace(/^([ \t]{0,8})[*+] /gm, '$1- ')
    .replace(/(\*\*|__)(?=\S)([^*_\n]+)\1/g, '$2')
    .replace(/(^|[^\p{L}\p{N}*])\*(?=\S)([^*\n]+)\*(?![\p{L}\p{N}*])/gmu, '$1$2')
    .replace(/(^|[^\p{L}\p{N}_])_(?=\S)([^_\n]+)_(?![\p{L}\p{N}_])/gmu, '$1$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1');
  return { text: tidy(text), lost: [...lost] };
}
