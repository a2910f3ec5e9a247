import type { Component } from 'svelte';

const prose = import.meta.glob<Component>('/content/**/lesson.mdx', { import: 'default' });

export async function load({ data }) {
  return { ...data, Prose: await prose[`/content/${data.lesson.file}`]!() };
}
