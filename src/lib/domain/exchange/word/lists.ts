/** Lists that number themselves: their numbers are in no text (ECMA-376, part 1, 17.9). */
import { first, within, type Element } from '../xml';
import { valueOf, type Place } from './styles';

/** What a list writes before a paragraph. */
export interface Label {
  kind: 'number' | 'letter' | 'bullet';
  level: number;
  /** From 1 on. */
  count: number;
}

interface Level {
  /** 'none' where nothing is written. */
  format: string;
  start: number;
}

const levelsOf = (root: Element): Map<number, Level> =>
  new Map(
    within(root, 'lvl').map((level) => [
      Number(valueOf(level, 'ilvl')),
      {
        format:
          valueOf(first(level, 'lvlText'))?.trim() === ''
            ? 'none'
            : (valueOf(first(level, 'numFmt')) ?? 'decimal'),
        start: Number(valueOf(first(level, 'start')) ?? 1)
      }
    ])
  );

/**
 * @param root of `word/numbering.xml`; null where there is none
 * @returns what counts on: asked in the order of the document, it gives each paragraph its label
 */
export function countingOf(root: Element | null): (place: Place) => Label | null {
  const kinds = new Map(
    (root ? within(root, 'abstractNum') : []).map((one) => [
      valueOf(one, 'abstractNumId'),
      levelsOf(one)
    ])
  );
  const lists = new Map(
    (root ? within(root, 'num') : []).map((one) => [valueOf(one, 'numId'), one])
  );
  /** Of a kind of list, not of each list: lists of one kind go on where the other stopped. */
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();

  return ({ list, level }) => {
    const entry = lists.get(list);
    const kind = valueOf(entry && first(entry, 'abstractNumId'));
    if (!entry || kind === undefined) return null;
    const overrides = within(entry, 'lvlOverride').filter(
      (one) => Number(valueOf(one, 'ilvl')) === level
    );
    const own = overrides.flatMap((one) => [...levelsOf(one).values()])[0];
    const { format, start } = own ?? kinds.get(kind)?.get(level) ?? { format: 'decimal', start: 1 };
    if (format === 'none') return null;
    const restart = valueOf(overrides.map((one) => first(one, 'startOverride')).find(Boolean));
    const count = counts.get(kind) ?? [];
    const isFirst = !begun.has(`${list} ${level}`);
    begun.add(`${list} ${level}`);
    const next =
      restart !== undefined && isFirst ? Number(restart) : (count[level] ?? start - 1) + 1;
    // Deeper levels begin anew.
    counts.set(kind, Object.assign(count.slice(0, level), { [level]: next }));
    return { kind: kindOf(format), level, count: next };
  };
}

function kindOf(format: string): Label['kind'] {
  if (format === 'bullet') return 'bullet';
  return /letter|roman/i.test(format) ? 'letter' : 'number';
}
