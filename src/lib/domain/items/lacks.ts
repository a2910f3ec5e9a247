/** What a question may do without, but what ships may not: what teaches, and what shows that it is so. */
import type { Item } from './registry';
import { sections } from './soap';
import type { Advice } from './wording';

/** @returns what to add, and where in the item as it is written */
export function lacks(item: Item): Advice[] {
  const advice: Advice[] = [...blanksIn(item)];
  if (item.explanation === '') advice.push({ path: ['explanation'], fix: 'Say why it is so' });
  if (item.sources.length === 0)
    advice.push({ path: ['sources'], fix: 'Cite at least one source' });
  if (item.type === 'note' && item.form === 'written')
    for (const { id, text } of sections)
      if (item.model[id] === '')
        advice.push({ path: ['model', id], fix: `Write the part "${text}" of a good note` });
  const few = fewIn(item);
  return few ? [...advice, few] : advice;
}

function fewIn(item: Item): Advice | null {
  if (item.type === 'choice' && item.options.length < 3)
    return {
      path: ['options'],
      fix: 'Give at least 3 options: of two a guess is right half the time'
    };
  if (item.type === 'multiple' && item.options.length < 4)
    return { path: ['options'], fix: 'Give at least 4 options' };
  if (item.type === 'boolean' && item.reasons.length < 3)
    return { path: ['reasons'], fix: 'Give at least 3 reasons: a verdict alone is a coin toss' };
  return null;
}

/** Wherever a type keeps its feedback. */
function* blanksIn(value: unknown, path: (string | number)[] = []): Generator<Advice> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === 'feedback' && inner === '')
      yield { path: here, fix: 'Write feedback: say what whoever answers so should learn' };
    else yield* blanksIn(inner, here);
  }
}
