/** One item of QTI 1.2, as far as all types read it alike. */
import type { Asked } from '../draft';
import type { Told } from '../told';
import { anywhere, type Element } from '../xml';
import type { Condition } from './conditions';
import { wordsOf } from './texts';

/** What the readers share of one item. */
export interface Item {
  asked: Asked;
  /** The name that its program gives to its type; '' where it gives none. */
  type: string;
  /** Of the text, with the names of blanks in brackets. */
  html: string;
  responses: Element[];
  conditions: Condition[];
  /** @returns what is said to a value, once */
  saidTo: (value: string) => string;
  told: Told;
}

export const idOf = ({ attributes }: Element) => attributes.ident ?? '';

/** @returns what there is to choose from */
export const labelsIn = (response: Element, item: Item) =>
  anywhere(response, 'response_label')
    .map((label) => ({ id: idOf(label), text: wordsOf(label, item.told), label }))
    // Canvas keeps options that were never written.
    .filter(({ text }) => text !== '');

/** @returns nothing, and tells why */
export function refused({ type, told }: Item): null {
  const named = type ? ` “${type}”` : ' of this kind';
  told.flaws.push(`Questions${named} cannot be taken over: write it anew as one of another kind`);
  return null;
}
