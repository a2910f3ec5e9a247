import type { Component } from 'svelte';
import { loadFigures } from '$lib/components/figures/load';
import { loadTypes } from '$lib/components/items/load';

const prose = import.meta.glob<Component>('/content/**/lesson.mdx', { import: 'default' });

export async function load({ data }) {
  const { file, checks, figures } = data.lesson;
  const [Prose, drawings] = await Promise.all([
    prose[`/content/${file}`]!(),
    loadFigures(figures),
    loadTypes(checks)
  ]);
  return { ...data, Prose, drawings };
}
