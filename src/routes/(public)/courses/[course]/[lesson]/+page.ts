import type { Component } from 'svelte';
import { loadTypes } from '$lib/components/items/load';

const prose = import.meta.glob<Component>('/content/**/lesson.mdx', { import: 'default' });

export async function load({ data }) {
  const { file, checks } = data.lesson;
  const [Prose] = await Promise.all([prose[`/content/${file}`]!(), loadTypes(checks)]);
  return { ...data, Prose };
}
