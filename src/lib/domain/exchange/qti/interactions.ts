/** Interactions of QTI that stand by themselves, each as the type of ours that it comes nearest to. */
import {
  booleanDraft,
  choiceDraft,
  classifyDraft,
  matchDraft,
  multipleDraft,
  noteDraft,
  orderDraft,
  type Asked
} from '../draft';
import { verdictOf } from '../pieces';
import { plainOf } from '../plain';
import type { Draft } from '../row';
import type { Told } from '../told';
import { picked } from '../view';
import { within, type Element } from '../xml';
import { htmlIn } from './body';
import type { Said } from './feedback';
import { worthIn, type Response } from './responses';

/** What the readers share of one item. */
export interface Context {
  asked: Asked;
  response: Response;
  said: Said;
  /** For whoever grades. */
  guide: string;
  told: Told;
}
type Reader = (interaction: Element, context: Context) => Draft;

/** @returns the words of an element; feedback within it is read elsewhere */
export function wordsOf(element: Element, told: Told): string {
  const html = htmlIn(element, ({ name }) => (name.startsWith('feedback-') ? '' : undefined));
  const { text, lost } = plainOf(html);
  told.lost.push(...lost);
  return text;
}

const idOf = ({ attributes }: Element) => attributes.identifier ?? '';

const choice: Reader = (interaction, { asked, response, said, told }) => {
  const one = response.cardinality === 'single';
  const worth = worthIn(response, one);
  const options = within(interaction, 'simple-choice').map((element) => ({
    text: wordsOf(element, told),
    feedback: said.to(idOf(element), element),
    ...worth(idOf(element))
  }));
  if (!options.some(({ correct }) => correct))
    told.flaws.push('The file does not say which answer is right: mark it');
  const keys = options.filter(({ correct }) => correct);
  if (one && keys.length === 1) keys[0]!.feedback ||= said.right();
  const verdict = verdictOf(options.map((option) => picked(option.text, option)));
  if (one && verdict) return booleanDraft(asked, verdict.value, verdict.feedback);
  return one || keys.length === 1 ? choiceDraft(asked, options) : multipleDraft(asked, options);
};

/** What belongs to several is a bin, on whichever side it stands. */
const match: Reader = (interaction, { asked, response, said, told }) => {
  const sets = within(interaction, 'simple-match-set').map((set) =>
    within(set, 'simple-associable-choice').map((element) => ({
      id: idOf(element),
      text: wordsOf(element, told),
      feedback: said.to(idOf(element), element)
    }))
  );
  const pairs = pairsIn(response);
  const isTurned = hasTwice(pairs.map(([left]) => left));
  const [entries = [], others = []] = isTurned ? sets.toReversed() : sets;
  const partners = new Map(
    pairs.map(([left, right]) => (isTurned ? [right, left] : [left, right]))
  );
  if (partners.size < pairs.length)
    told.flaws.push('Something belongs to several things at once: part it into several entries');
  if (pairs.length === 0)
    told.flaws.push('The file does not say what belongs together: write the pairs anew');
  const placed = entries.flatMap(({ id, text, feedback }) => {
    const at = others.findIndex((other) => other.id === partners.get(id));
    if (at < 0) told.lost.push(`“${text}” belongs to nothing and is left out`);
    return at < 0 ? [] : [{ text, feedback, bin: at }];
  });
  if (isTurned || hasTwice(placed.map(({ bin }) => bin)))
    return classifyDraft(
      asked,
      others.map(({ text }) => text),
      placed
    );
  const used = new Set(placed.map(({ bin }) => bin));
  return matchDraft(
    asked,
    placed.map(({ text, feedback, bin }) => ({ left: text, right: others[bin]!.text, feedback })),
    others.filter((_, i) => !used.has(i)).map(({ text }) => text)
  );
};

/** `A B`, in the key or, where there is none, among what earns points. */
export function pairsIn({ correct, worth }: Response): [string, string][] {
  const earning = [...worth].filter(([, points]) => points > 0).map(([pair]) => pair);
  return (correct.length > 0 ? correct : earning).flatMap((pair) => {
    const [left, right] = pair.split(' ');
    return left && right ? [[left, right] as [string, string]] : [];
  });
}

const hasTwice = (list: readonly unknown[]) => new Set(list).size < list.length;

const order: Reader = (interaction, { asked, response, said, told }) => {
  const entries = within(interaction, 'simple-choice').map((element) => ({
    id: idOf(element),
    text: wordsOf(element, told),
    feedback: said.to(idOf(element), element)
  }));
  const place = (id: string) => response.correct.indexOf(id);
  const left = entries.filter(({ id }) => place(id) < 0);
  if (response.correct.length === 0)
    told.flaws.push('The file does not say which order is right: put the entries in order');
  else told.lost.push(...left.map(({ text }) => `“${text}” has no place and is left out`));
  const ordered = entries
    .filter(({ id }) => response.correct.length === 0 || place(id) >= 0)
    .toSorted((a, b) => place(a.id) - place(b.id));
  return orderDraft(
    asked,
    ordered.map(({ text, feedback }) => ({ text, feedback }))
  );
};

const extendedText: Reader = (_, { asked, response, guide }) =>
  noteDraft(asked, [guide, ...response.correct].filter(Boolean).join('\n\n'));

export const readers: Partial<Record<string, Reader>> = {
  'choice-interaction': choice,
  'match-interaction': match,
  'order-interaction': order,
  'extended-text-interaction': extendedText
};
