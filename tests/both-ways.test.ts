/** Shipped lessons are compiled, those of schools are rendered from a tree: both give one page. */
import { readFileSync } from 'node:fs';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { loadFigures } from '../src/lib/components/figures/load';
import { loadTypes } from '../src/lib/components/items/load';
import { loadComponents } from '../src/lib/components/lesson/load';
import { components } from '../src/lib/domain/lesson/components.js';
import { readProse } from '../src/lib/domain/lesson/prose';
import { lessonsOf } from '../src/lib/server/content/catalogue';
import * as courses from '../src/lib/server/courses';
import type { LessonContext } from '../src/lib/components/lesson/context';
import Lesson from './both-ways/Lesson.svelte';

const compiled = import.meta.glob<Component>(['/content/**/lesson.mdx', '/tests/both-ways/*.mdx'], {
  import: 'default'
});
const lessons = courses.catalogue().courses.flatMap(lessonsOf);
const drawings = await loadFigures(lessons.flatMap(({ figures }) => figures));
const parts = await loadComponents(Object.keys(components));

async function bothWays(file: string, context: Partial<LessonContext>) {
  const text = readFileSync(file.slice(1), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  const { prose, flaws } = readProse(text);
  expect(flaws).toEqual([]);
  const lesson: LessonContext = {
    checks: [],
    cases: {},
    drawings,
    sources: [],
    terms: {},
    reportable: false,
    signedBy: () => null,
    submit: async () => ({ error: '' }),
    ...context
  };
  const html = (way: object) => settled(render(Lesson, { props: { lesson, ...way } }).body);
  return {
    ours: html({ tree: prose.tree, components: parts }),
    theirs: html({ Compiled: await compiled[file]!() })
  };
}

const blocks =
  'p|h[2-6]|blockquote|[uo]l|li|table|thead|tbody|t[rhd]|pre|aside|fig(?:ure|caption)|div|hr|br';
const aroundBlocks = new RegExp(`\\s*(</?(?:${blocks})\\b[^>]*>)\\s*`, 'g');

/**
 * Without the comments by which Svelte wakes a page, with space only where it can be seen, and
 * each tag on a line of its own, so that a difference is found.
 */
const settled = (html: string) =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replaceAll('/>', '>')
    .replace(/[ \t\n]+/g, ' ')
    .replace(aroundBlocks, '$1')
    .replace(/(?=<)/g, '\n');

test.each(lessons.map(({ id, file }) => [id, file] as const))('%s', async (id, file) => {
  const view = courses.lesson(...(id.split('/') as [string, string]))!;
  await loadTypes(view.checks);
  const { ours, theirs } = await bothWays(`/content/${file}`, view);
  expect(ours).toBe(theirs);
  expect(ours).toContain('<h2 id="section-key-points">');
});

test('all that Markdown has', async () => {
  const { ours, theirs } = await bothWays('/tests/both-ways/everything.mdx', {
    sources: ['one', 'two'].map((id) => ({ id, title: `Source ${id}` })),
    terms: { touch: { term: 'touch', definition: 'To feel.' } }
  });
  expect(ours).toBe(theirs);
});
