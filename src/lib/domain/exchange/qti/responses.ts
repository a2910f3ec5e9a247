/** What a QTI item declares of its answers: the key, and what each is worth. */
import { anywhere, first, textIn, within, type Element } from '../xml';

export interface Response {
  cardinality: string;
  baseType: string;
  correct: string[];
  /** What single values earn, in points of the file's own; empty where it does not say. */
  worth: Map<string, number>;
  /** What any other value earns. */
  otherwise: number;
}

const none: Response = {
  cardinality: 'single',
  baseType: 'identifier',
  correct: [],
  worth: new Map(),
  otherwise: 0
};

/** Identifiers stand among any amount of blanks. */
export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** @returns 0 where a number is missing or none */
export const numberIn = (text: string | undefined): number => Number(text ?? 0) || 0;

/** @returns what finds a response by its identifier */
export function responsesOf(item: Element): (identifier: string | undefined) => Response {
  const declared = within(item, 'response-declaration').map((declaration) => {
    const { identifier = '', cardinality, 'base-type': baseType } = declaration.attributes;
    const mapping = first(declaration, 'mapping');
    const response: Response = {
      cardinality: cardinality ?? none.cardinality,
      baseType: baseType ?? none.baseType,
      correct: within(first(declaration, 'correct-response'), 'value').map((value) =>
        squeezed(textIn(value))
      ),
      worth: new Map(
        within(mapping, 'map-entry').map(({ attributes }) => [
          squeezed(attributes['map-key'] ?? ''),
          numberIn(attributes['mapped-value'])
        ])
      ),
      otherwise: numberIn(mapping?.attributes['default-value'])
    };
    return [identifier, response] as const;
  });
  const byName = new Map(declared);
  return (identifier) => byName.get(identifier ?? '') ?? none;
}

/** What a value is, and which share of the points it earns, -1 to 1, where the file says. */
export interface Worth {
  correct: boolean;
  credit: number | undefined;
}

/** @returns what finds the worth of a value; `one`: only one of all can be given */
export function worthIn(
  { correct, worth, otherwise }: Response,
  one: boolean
): (value: string) => Worth {
  const gains = [...worth.values()].filter((points) => points > 0);
  const all = one ? Math.max(0, ...gains) : gains.reduce((sum, points) => sum + points, 0);
  const share = (value: string) =>
    all === 0 ? undefined : Math.max(-1, Math.min(1, (worth.get(value) ?? otherwise) / all));
  return (value) => {
    const credit = share(value);
    const earns = credit !== undefined && (one ? credit === 1 : credit > 0);
    return { correct: correct.length > 0 ? correct.includes(value) : earns, credit };
  };
}

/**
 * @param identifier of a response that is a number
 * @returns how far off counts, by what the item does with it; 0 where it says nothing
 */
export function toleranceOf(item: Element, identifier: string, value: number): number {
  const equal = anywhere(item, 'equal').find((one) =>
    within(one, 'variable').some(({ attributes }) => attributes.identifier === identifier)
  );
  const { tolerance = '', 'tolerance-mode': mode } = equal?.attributes ?? {};
  const [below = 0, above = below] = tolerance.trim().split(/\s+/).map(numberIn);
  const most = Math.max(Math.abs(below), Math.abs(above));
  if (mode === 'absolute') return most;
  return mode === 'relative' ? (Math.abs(value) * most) / 100 : 0;
}
