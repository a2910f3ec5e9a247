/** How an item was answered, part by part, in words that stand in the item. */
import { actions } from './items/decision';
import { grade, parseResponse, type Item } from './items/registry';
import { sections } from './items/soap';

/** One way to answer: an option, or an answer to one part. */
export interface Chosen {
  /** What the option or the answer is called in the log. */
  id: string;
  text: string;
  isKey: boolean;
  /** Which misconception choosing this shows, by id. */
  misconception: string | null;
  /** How many gave it, and their share of all takers. */
  n: number;
  share: number;
}

export interface ChoiceGroup {
  /** The part of the item that was to be answered; null where the item is one question. */
  about: string | null;
  /** Options in the author's order; free answers, the key first, then the most frequent. */
  chosen: Chosen[];
  /** Whether options were given to choose from. */
  isList: boolean;
}

/** How often a part was answered how. */
export interface Count {
  part: string;
  given: string;
  n: number;
}

interface Named {
  id: string;
  text: string;
  correct?: boolean;
  misconception?: string;
}

/** Free answers beyond these are too rare to tell anything. */
const mostAnswers = 6;

/**
 * @param counts from first attempts
 * @param n takers
 */
export function choicesOf(item: Item, counts: readonly Count[], n: number): ChoiceGroup[] {
  const listOf = (options: Named[], about: string | null): ChoiceGroup => ({
    about,
    isList: true,
    chosen: options.map(({ id, text, correct = false, misconception = null }) => {
      const chosen = counts.find(({ part, given }) => part === id && given === 'true')?.n ?? 0;
      return { id, text, isKey: correct, misconception, n: chosen, share: n ? chosen / n : 0 };
    })
  });
  if (item.type === 'choice' || item.type === 'multiple') return [listOf(item.options, null)];
  if (item.type === 'hotspot') return [listOf(item.choices, null)];
  if (item.type === 'decision') {
    const branches = actions.map((id) => {
      const { text, credit, misconception } = item.branches[id];
      return { id, text, correct: credit === 1, misconception };
    });
    return [listOf(branches, null)];
  }
  if (item.type === 'boolean') {
    const verdicts = item.verdicts.map(({ value, ...rest }) => ({
      ...rest,
      id: String(value),
      text: value ? 'True' : 'False'
    }));
    return [listOf(verdicts, 'True or false'), listOf(item.reasons, 'The reason')];
  }
  // Nothing is counted of what an instructor grades.
  if (item.type === 'note' && item.form === 'written') return [];
  const names = namesOf(item);
  const empty = parseResponse(item, {});
  if (!('response' in empty)) return [];
  return grade(item, empty.response).marks.map(({ part, key }) => {
    const given = counts.filter((count) => count.part === part);
    const right = given.find((count) => count.given === key) ?? { part, given: String(key), n: 0 };
    const others = given.filter((count) => count.given !== key).toSorted((a, b) => b.n - a.n);
    return {
      about: names.get(part) ?? null,
      isList: false,
      chosen: [right, ...others.slice(0, mostAnswers - 1)].map(({ given: answer, n: count }) => ({
        id: answer,
        text: names.get(answer) ?? answer,
        isKey: answer === key,
        misconception: null,
        n: count,
        share: n ? count / n : 0
      }))
    };
  });
}

/** @returns the words for the ids of an item’s parts */
export function namesOf(item: Item): Map<string, string> {
  const named: { id: string; text: string }[] =
    item.type === 'classify'
      ? [...item.bins, ...item.entries]
      : item.type === 'order'
        ? item.entries
        : item.type === 'match'
          ? [...item.left, ...item.right]
          : item.type === 'note' && item.form === 'sorting'
            ? [...sections, ...item.phrases]
            : [];
  const texts = new Map(named.map(({ id, text }) => [id, text]));
  if (item.type === 'cloze') item.gaps.forEach(({ id }, i) => texts.set(id, `Gap ${i + 1}`));
  if (item.type === 'numeric') texts.set('value', 'The number').set('unit', 'The unit');
  return texts;
}
