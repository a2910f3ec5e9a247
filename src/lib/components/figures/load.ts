/** The drawings of figures: each is sent only to pages whose lesson names it. */
import type { Component } from 'svelte';

export type Drawing = Component<{ alt: string }>;

const files = import.meta.glob<Drawing>('./*.svelte', { import: 'default' });

/** `pressure-scale` is drawn by `PressureScale.svelte`. */
const fileOf = (name: string) =>
  `./${name.replace(/(^|-)./g, (first) => first.at(-1)!.toUpperCase())}.svelte`;

/**
 * For a page's `load`: what it returns may then show these figures, rendered by the server or by
 * the browser, without waiting.
 */
export const loadFigures = async (names: Iterable<string>): Promise<Record<string, Drawing>> =>
  Object.fromEntries(
    await Promise.all(
      Array.from(names, async (name) => [name, await files[fileOf(name)]!()] as const)
    )
  );
