/**
 * The whole item, in a comment of the XML that shows it: other programs pass it over, and what they
 * cannot show is there again when the file comes back.
 */
import type { Item } from '../items/registry';
import { keep, recall } from './kept';
import { isSame, parseXml, type Element } from './xml';

const label = ' palpate ';

/** @returns a comment with the item as it is stored; it may hold no two hyphens in a row */
export const copyOf = (item: Item): string =>
  `<!--${label}${keep(item).replace(/-(?=-)/g, '\\u002d')} -->`;

/**
 * @param write what wrote the element; a pure function of the item
 * @returns the item whose copy an element holds, or why that does not count; null where it holds none
 */
export function restored(
  element: Element,
  write: (item: Item) => string
): { item: Item } | { lost: string } | null {
  const copy = element.comments.find((comment) => comment.startsWith(label));
  if (copy === undefined) return null;
  return recall(copy.slice(label.length), (item) => {
    const written = write(item);
    if (written === element.source) return true;
    const { root } = parseXml(written);
    return root !== null && isSame(root, element);
  });
}

/** @returns the item that a text was written from, if it is just as `write` has it: quick, for many */
export function unchanged(text: string, write: (item: Item) => string): Item | null {
  const from = text.indexOf(`<!--${label}`);
  if (from < 0) return null;
  const copy = text.slice(from + 4 + label.length, text.indexOf('-->', from));
  const recalled = recall(copy, (item) => write(item) === text);
  return 'item' in recalled ? recalled.item : null;
}
