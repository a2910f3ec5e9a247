/** Questions that are answered in words, figures or with true or false: what their answer says. */
import { booleanDraft, numericDraft, shortDraft } from './draft';
import { rangeIn } from './range';
import type { Draft } from './row';

type Asked = Parameters<typeof shortDraft>[0];

/** @returns what True, T, False and F say; null for any other text */
export function verdictIn(text: string): boolean | null {
  const word = text.trim().toLowerCase().replace(/\.$/, '');
  if (word === 'true' || word === 't') return true;
  return word === 'false' || word === 'f' ? false : null;
}

/**
 * @param accept every wording that counts, at least one
 * @returns true or false, a number or a word, by what the answer is
 */
export function answeredDraft(asked: Asked, accept: readonly string[], feedback?: string): Draft {
  const [first = '', ...others] = accept;
  const said = feedback ? { feedback } : {};
  const verdict = others.length === 0 ? verdictIn(first) : null;
  if (verdict !== null) return booleanDraft(asked, verdict, { true: feedback, false: feedback });
  const range = others.length === 0 ? rangeIn(first) : null;
  if (range) return numericDraft(asked, { ...range, ...said });
  return shortDraft(asked, { accept: [...accept], ...said });
}
