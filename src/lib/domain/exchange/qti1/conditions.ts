/** What QTI 1.2 does with answers: points and feedback by condition. */
import { numberIn, squeezed } from '../qti/responses';
import { anywhere, first, textIn, within, type Element } from '../xml';

export interface Condition {
  /** What is to be given, by response; not what is to be left out. */
  equals: { response: string; value: string }[];
  /** Bounds of a number. */
  least: number | null;
  most: number | null;
  points: number;
  /** Identifiers of the feedback that it shows. */
  shows: string[];
}

export const conditionsOf = (item: Element): Condition[] =>
  anywhere(item, 'respcondition').map((condition) => {
    const given = first(condition, 'conditionvar');
    const bound = (...names: string[]) => {
      const [found] = names.flatMap((name) => anywhere(given, name));
      return found ? numberIn(textIn(found)) : null;
    };
    return {
      equals: equalsIn(given),
      least: bound('vargte', 'vargt'),
      most: bound('varlte', 'varlt'),
      points: within(condition, 'setvar').reduce((sum, one) => sum + numberIn(textIn(one)), 0),
      shows: within(condition, 'displayfeedback').map(
        ({ attributes }) => attributes.linkrefid ?? ''
      )
    };
  });

const equalsIn = (element: Element | undefined): Condition['equals'] =>
  within(element).flatMap((one) => {
    if (one.name === 'not') return [];
    if (one.name !== 'varequal') return equalsIn(one);
    return [{ response: one.attributes.respident ?? '', value: squeezed(textIn(one)) }];
  });

/** @returns what is right for a response, in the order in which it stands */
export const keysOf = (conditions: readonly Condition[], response: string): string[] => [
  ...new Set(
    conditions
      .filter(({ points }) => points > 0)
      .flatMap(({ equals }) => equals)
      .filter((one) => one.response === response)
      .map(({ value }) => value)
  )
];

/** @returns the share of the points of a choice of one, 0 to 1 */
export function shareOf(conditions: readonly Condition[], response: string, value: string): number {
  const all = Math.max(0, ...conditions.map(({ points }) => points));
  const earned = conditions
    .filter(({ equals }) => equals.some((one) => one.response === response && one.value === value))
    .map(({ points }) => points);
  return all === 0 ? 0 : Math.max(0, ...earned) / all;
}
