/** Feedback of a QTI item: what it says, and when, by its response processing. */
import { plainOf } from '../plain';
import type { Told } from '../told';
import { anywhere, textIn, within, type Element } from '../xml';
import { htmlIn } from './body';
import { squeezed } from './responses';

/** To whom a feedback is shown: to who gave a value, to who was right or wrong, or to everybody. */
type When = { value: string } | 'right' | 'wrong' | 'always';

export interface Said {
  /** @returns what is said to a value, or within its element, once; '' where it is nothing */
  to: (value: string, owner?: Element) => string;
  right: () => string;
  always: () => string;
  /** Tells as lost what nobody asked for. */
  tellRest: () => void;
}

const elements = ['modal-feedback', 'feedback-inline', 'feedback-block'];

/** Says nothing that the mark does not say. */
const isIdle = (text: string) => /^(?:that is |that's )?(?:in)?correct[.!]?$/i.test(text);

export function feedbackOf(item: Element, told: Told): Said {
  const rules = rulesIn(item);
  const said = elements
    .flatMap((name) => anywhere(item, name))
    .map((element) => {
      const { identifier = '', 'show-hide': shown } = element.attributes;
      const { text, lost } = plainOf(htmlIn(element));
      told.lost.push(...lost);
      const when: When[] =
        shown === 'hide' ? [] : [...(rules.get(identifier) ?? []), { value: identifier }];
      return { element, text, when, isTold: isIdle(text) };
    });
  function take(fits: (when: When) => boolean, inner: readonly Element[] = []): string {
    const found = said.filter(
      ({ element, when, isTold }) => !isTold && (when.some(fits) || inner.includes(element))
    );
    for (const one of found) one.isTold = true;
    return [...new Set(found.map(({ text }) => text))].filter(Boolean).join('\n\n');
  }
  return {
    to: (value, owner) =>
      take(
        (when) => typeof when === 'object' && when.value === value,
        elements.flatMap((name) => anywhere(owner, name))
      ),
    right: () => take((when) => when === 'right'),
    always: () => take((when) => when === 'always'),
    tellRest() {
      for (const { text, isTold } of said)
        if (!isTold && text) told.lost.push(`Feedback that has no place here: ${text}`);
    }
  };
}

/** When each identifier of a feedback is set. */
function rulesIn(item: Element): Map<string, When[]> {
  const rules = new Map<string, When[]>();
  function note(identifier: string, when: readonly When[]) {
    const known = rules.get(identifier);
    if (known) known.push(...when);
    else rules.set(identifier, [...when]);
  }
  function follow(element: Element, when: readonly When[]) {
    let before: When[] = [];
    for (const one of within(element)) {
      if (one.name === 'set-outcome-value')
        for (const value of anywhere(one, 'base-value')) note(squeezed(textIn(value)), when);
      else if (one.name === 'response-if' || one.name === 'response-else-if') {
        before = conditionsIn(within(one)[0]);
        follow(one, before);
      } else if (one.name === 'response-else')
        follow(one, before.includes('right') ? ['wrong'] : []);
      else if (one.name === 'response-condition') follow(one, when);
    }
  }
  for (const processing of within(item, 'response-processing')) follow(processing, ['always']);
  return rules;
}

/** Answers compared with the key, or with one value or another; anything else says nothing. */
function conditionsIn(condition: Element | undefined): When[] {
  const parts = within(condition);
  if (condition?.name === 'or') return parts.flatMap(conditionsIn);
  if (condition?.name === 'and') {
    // That an answer was given at all narrows nothing.
    const [one, another] = parts.map(conditionsIn).filter((found) => found.length > 0);
    return one && !another ? one : [];
  }
  if (!condition || !['match', 'member', 'equal', 'string-match'].includes(condition.name))
    return [];
  if (parts.some(({ name }) => name === 'correct')) return ['right'];
  return parts
    .filter(({ name }) => name === 'base-value')
    .map((value) => ({ value: squeezed(textIn(value)) }));
}
