/** The components of a lesson that is rendered from a tree: a page is sent those that it shows. */
import type { Component } from 'svelte';

// Each is given what its text says, which the tree's maker has checked.
// eslint-disable-next-line
export type Components = Record<string, Component<any>>;

const files = import.meta.glob<Component>(
  './{BodyMap,Callout,Case,Check,Compare,Figure,Image,Source,Term}.svelte',
  { import: 'default' }
);

/**
 * For a page's `load`: what it returns may then show trees that hold these components, rendered by
 * the server or by the browser, without waiting.
 */
export const loadComponents = async (names: Iterable<string>): Promise<Components> =>
  Object.fromEntries(
    await Promise.all(
      Array.from(names, async (name) => [name, await files[`./${name}.svelte`]!()] as const)
    )
  );
