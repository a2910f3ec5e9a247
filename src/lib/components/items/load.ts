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

/**
 * For a page's `load`: what it returns may then ask prompts of these types, rendered by the server
 * or by the browser, without waiting.
 */
export async function loadTypes(prompts: Iterable<{ type: string }>) {
  const types = new Set(Array.from(prompts, ({ type }) => type));
  await Promise.all(
    Array.from(types, async (type) => {
      const file = `./${type[0]!.toUpperCase()}${type.slice(1)}.svelte`;
      loaded.set(type, await files[file]!());
    })
  );
}

export function componentOf(type: string): TypeComponent {
  const component = loaded.get(type);
  if (!component) throw new Error(`No loadTypes for "${type}" before it is asked`);
  return component;
}
