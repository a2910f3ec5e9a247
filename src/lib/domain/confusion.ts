/** What a learner takes for right in place of the key, again and again. */
import { actions } from './items/decision';
import type { Mark } from './items/item';
import { namesOf } from './item-choices';
import { grade, needsGrader, parseResponse, type Item } from './items/registry';

export interface Confusion {
  /** The part that was asked for; null where the item is one question. */
  about: string | null;
  given: string;
  /** Which misconception it shows, by id. */
  misconception: string | null;
  times: number;
}

/** What is said of one part, or of one answer to it. */
interface Said {
  misconception?: string;
}

/**
 * @param responses of one learner, as they were recorded; those of another version are left out
 *   where this one cannot read them
 * @returns what was answered wrongly, the most frequent first
 */
export function confusionsOf(item: Item, responses: readonly unknown[]): Confusion[] {
  const found = new Map<string, Confusion>();
  for (const { key, ...confusion } of responses.flatMap((raw) => confusionsIn(item, raw)))
    found.set(key, { ...confusion, times: (found.get(key)?.times ?? 0) + 1 });
  return [...found.values()].sort((a, b) => b.times - a.times);
}

/** What one answer mixes up; of the same item the same has the same `key`. */
export function confusionsIn(item: Item, raw: unknown): Told[] {
  if (needsGrader(item)) return [];
  const parsed = parseResponse(item, raw);
  if ('error' in parsed) return [];
  return grade(item, parsed.response).marks.flatMap((mark) => {
    const confusion = confusionIn(item, mark);
    return confusion ? [{ ...confusion, key: JSON.stringify([mark.part, confusion.given]) }] : [];
  });
}
type Told = Omit<Confusion, 'times'> & { key: string };

function confusionIn(item: Item, mark: Mark): Omit<Confusion, 'times'> | null {
  const { part, key, given, right } = mark;
  if (right || given === null || given === false) return null;
  if (given === true) {
    const option = optionsOf(item).find(({ id }) => id === part);
    if (!option) return null;
    return { about: null, given: option.text, misconception: option.misconception ?? null };
  }
  // A point of a picture has no name.
  if (typeof key === 'boolean') return null;
  const names = namesOf(item);
  return {
    about: names.get(part) ?? null,
    given: names.get(given) ?? given,
    misconception: saidOf(item, mark)?.misconception ?? null
  };
}

/** What may be chosen; empty where nothing is. */
function optionsOf(item: Item): ({ id: string; text: string } & Said)[] {
  switch (item.type) {
    case 'choice':
    case 'multiple':
      return item.options;
    case 'hotspot':
      return item.choices;
    case 'decision':
      return actions.map((id) => ({ id, ...item.branches[id] }));
    case 'boolean': {
      const verdicts = item.verdicts.map(({ value, ...verdict }) => ({
        ...verdict,
        id: String(value),
        text: value ? 'True' : 'False'
      }));
      return [...verdicts, ...item.reasons];
    }
    default:
      return [];
  }
}

/** A slip that was expected is known by what is said to it. */
function saidOf(item: Item, { part, feedback }: Mark): Said | undefined {
  const isThis = (entry: { id: string }) => entry.id === part;
  const isSaid = (slip: { feedback: string }) => slip.feedback === feedback;
  switch (item.type) {
    case 'classify':
    case 'order':
      return item.entries.find(isThis);
    case 'match':
      return item.left.find(isThis);
    case 'cloze':
      return item.gaps.find(isThis)?.wrong.find(isSaid);
    case 'numeric':
      return item.wrong.find(isSaid);
    case 'note':
      return item.form === 'sorting' ? item.phrases.find(isThis) : undefined;
    default:
      return undefined;
  }
}
