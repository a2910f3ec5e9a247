/** The lesson that a question stands in, as far as the question is held against it. */
import { parseItem, type Flaw, type Item } from './registry';

export interface Place {
  lesson: string;
  title: string;
  objectives: { id: string; text: string; bloom: string }[];
  /** Of the outline of its course. */
  areas: { id: string; title: string }[];
}

/** @returns the item that `raw` describes, or all that is wrong with it, there */
export function parseAt(place: Place, raw: unknown): { item: Item } | { flaws: Flaw[] } {
  const parsed = parseItem(raw);
  const { objective, area } = (raw ?? {}) as Partial<Item>;
  const flaws = 'flaws' in parsed ? parsed.flaws.filter(({ path }) => !isPlace(path)) : [];
  if (!place.objectives.some(({ id }) => id === objective))
    flaws.push({
      path: ['objective'],
      message:
        place.objectives.length > 0
          ? 'Choose what of the lesson it asks'
          : 'State objectives in the lesson first: a question asks for one of them'
    });
  if (!place.areas.some(({ id }) => id === area))
    flaws.push({ path: ['area'], message: 'Choose the area of the outline that it belongs to' });
  return 'flaws' in parsed || flaws.length > 0 ? { flaws } : parsed;
}

const isPlace = ([name]: Flaw['path']) => name === 'objective' || name === 'area';
