/** The whole item, which our own exports carry beside what other programs show of it. */
import { parseItem, type Item } from '../items/registry';

/**
 * @returns JSON in one line of ASCII, which survives any encoding and in which who looks for
 *   `[id:` and `[tag:`, as Moodle does in comments, finds none
 */
export const keep = (item: Item): string =>
  JSON.stringify(item)
    .replace(/\[(?=(?:id|tag):)/g, '\\u005b')
    .replace(/[\x7f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * @param json what `keep` wrote, or anything
 * @param isSame whether what stands beside it is what the item shows
 * @returns the item, or a sentence for who reads why it is not taken
 */
export function recall(
  json: string,
  isSame: (item: Item) => boolean
): { item: Item } | { lost: string } {
  const item = parsed(json);
  if (!item)
    return {
      lost: 'The copy of the whole question beside it is damaged: only what is seen is read'
    };
  if (isSame(item)) return { item };
  return { lost: 'It was changed by another program: what only this one shows is left out' };
}

function parsed(json: string): Item | null {
  try {
    const result = parseItem(JSON.parse(json));
    return 'item' in result ? result.item : null;
  } catch {
    return null;
  }
}
