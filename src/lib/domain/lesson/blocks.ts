/** The passages of a lesson that reviewers speak of: what stands side by side in its tree. */
import type { Tree } from './tree';

export interface Block {
  tree: Tree;
  /** Its words; of what has none, what it is. */
  text: string;
}

/** As much of a passage as makes it known again. */
const quoteLength = 500;

/** @returns the blocks of a lesson in their order, by which comments name them */
export const blocksOf = (tree: Tree): Block[] =>
  tree
    .filter((node) => typeof node !== 'string' || node.trim() !== '')
    .map((node) => ({ tree: [node], text: quoteOf(node) }));

function quoteOf(node: Tree[number]): string {
  const words = wordsOf(node).replace(/\s+/g, ' ').trim().slice(0, quoteLength);
  // No half of a surrogate pair.
  if (words) return words.replace(/\p{Surrogate}/gu, '');
  return typeof node !== 'string' && 'component' in node ? `<${node.component}>` : '…';
}

function wordsOf(node: Tree[number]): string {
  if (typeof node === 'string') return node;
  const {
    title = '',
    alt = '',
    caption = ''
  } = 'component' in node ? node.attributes : ({} as Record<string, string>);
  return [title, alt, caption, ...node.children.map(wordsOf)].join(' ');
}

/**
 * Where the passage of a comment stands in another version.
 * @returns the place of the block that says the same, the nearest to where it stood; null where
 *   none does
 */
export function placeOf(quote: string, block: number, blocks: readonly Block[]): number | null {
  const places = blocks.flatMap(({ text }, i) => (text === quote ? [i] : []));
  const near = (place: number) => Math.abs(place - block);
  return places.sort((a, b) => near(a) - near(b))[0] ?? null;
}
