/** The components of the types: each is sent only to pages that ask for it. */
import type { Component } from 'svelte';
import type { TypeControls, ItemProps } from './parts/contract';

type TypeComponent = Component<ItemProps, TypeControls, 'response'>;

/* Found by name, so that a new type needs its own file here and nothing else. The domain's
   registry is not asked: it would bring every schema into the browser. */
const files = import.meta.glob<TypeComponent>(
  ['./*.svelte', '!./Item.svelte', '!./Question.svelte'],
  { import: 'default' }
);
const loaded = new Map<string, TypeComponent>();

/** A type, and where it has several, its form. */
interface Kind {
  type: string;
  form?: string;
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const fileOf = ({ type, form = '' }: Kind) => `./${capital(type)}${form && capital(form)}.svelte`;

/**
 * For a page's `load`: what it returns may then ask prompts of these kinds, rendered by the server
 * or by the browser, without waiting.
 */
export async function loadTypes(prompts: Iterable<Kind>) {
  const wanted = new Set(Array.from(prompts, fileOf));
  await Promise.all(
    Array.from(wanted, async (file) => void loaded.set(file, await files[file]!()))
  );
}

export function componentOf(prompt: Kind): TypeComponent {
  const component = loaded.get(fileOf(prompt));
  if (!component) throw new Error(`No loadTypes for "${prompt.type}" before it is asked`);
  return component;
}
