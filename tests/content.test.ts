import { readFileSync } from 'node:fs';
import type { Component } from 'svelte';
import { compile, preprocess } from 'svelte/compiler';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import config from '../svelte.config.js';
import { loadFigures } from '../src/lib/components/figures/load';
import { loadTypes } from '../src/lib/components/items/load';
import Page from '../src/routes/(public)/courses/[course]/[lesson]/+page.svelte';
import { normalise } from '../src/lib/domain/items/cloze';
import { actions } from '../src/lib/domain/items/decision';
import { typeNames } from '../src/lib/domain/items/registry';
import { lessonsOf, type Lesson } from '../src/lib/server/content/catalogue';
import { lintContent } from '../src/lib/server/content/lint';
import { readContent } from '../src/lib/server/content/read';
import * as courses from '../src/lib/server/courses';

const prose = import.meta.glob<Component>('/content/**/lesson.mdx', { import: 'default' });

// Throws with a list of all flaws, should there be any.
const catalogue = readContent('content');
const modules = catalogue.courses.flatMap((course) => course.modules);
const lessons = catalogue.courses.flatMap(lessonsOf);
const bank = lessons.flatMap((lesson) => lesson.items);
const titled = (lesson: Lesson) => [lesson.id, lesson] as const;

test('there are lessons, and each has its prose', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(30);
  expect(modules.length).toBeGreaterThanOrEqual(7);
  expect(Object.keys(prose).toSorted()).toEqual(
    lessons.map(({ file }) => `/content/${file}`).toSorted()
  );
});

describe.each(lessons.map(titled))('%s', (_, lesson) => {
  const text = readFileSync(`content/${lesson.file}`, 'utf8');

  test('has 600 to 1,100 words', () => {
    expect(lesson.words).toBeGreaterThanOrEqual(600);
    expect(lesson.words).toBeLessThanOrEqual(1100);
  });

  test('has 8 to 14 items beside its cases, and one at least for each objective', () => {
    const alone = lesson.items.filter((item) => !item.case);
    expect(alone.length).toBeGreaterThanOrEqual(8);
    expect(alone.length).toBeLessThanOrEqual(14);
    expect(lesson.checks.length).toBeGreaterThanOrEqual(3);
    const asked = lesson.items.map((item) => item.objective);
    expect(lesson.objectives.filter(({ id }) => !asked.includes(id))).toEqual([]);
    // So that who keeps forgetting one can be told where to read of it.
    expect(lesson.items.filter(({ id }) => !lesson.sections[id]).map(({ id }) => id)).toEqual([]);
  });

  test('cites its sources and says where they disagree', () => {
    expect(lesson.sources.length).toBeGreaterThanOrEqual(3);
    expect(text).toContain('<Callout kind="dispute"');
  });

  test('works an example, and ends in its key points', () => {
    expect(text).toContain('<Callout kind="example"');
    expect(lesson.passages.at(-1)!.section!.title).toBe('Key points');
  });

  test('is rendered on the server, as a page, with all that it names', async () => {
    const [course, slug] = lesson.id.split('/') as [string, string];
    const view = courses.lesson(course, slug)!;
    const Prose = await prose[`/content/${lesson.file}`]!();
    await loadTypes(view.checks);
    const drawings = await loadFigures(view.figures);
    const data = { lesson: view, Prose, drawings, account: null };
    const props = { data, params: {}, form: null };
    const { body, head } = render(Page as unknown as Component<typeof props>, { props });

    expect(head).toContain(lesson.title);
    // Of a case only how it begins: where it goes on is for the learner to decide.
    const later = view.checks.filter(
      ({ item, case: scene }) => scene && view.cases[scene.id] && view.cases[scene.id]![0] !== item
    );
    const asked = view.checks.filter((check) => !later.includes(check));
    for (const { stem } of later) expect(textOf(body)).not.toContain(textOf(stem));
    for (const paragraph of asked.flatMap((check) => check.case?.vignette ?? []))
      expect(textOf(body)).toContain(textOf(paragraph));
    for (const { stem } of asked) expect(textOf(body)).toContain(textOf(stem));
    const sections = Object.values(lesson.sections).map(({ id, title }) => [id, title]);
    const headings = body.matchAll(/<h2 id="([^"]+)">(.*?)<\/h2>/g);
    const shown = [...headings].map(([, id, title]) => [id, textOf(title!)]);
    expect(shown).toEqual(expect.arrayContaining(sections));
    for (const id of lesson.terms)
      expect(textOf(body)).toContain(catalogue.glossary[id]!.definition);
    for (const [i, id] of lesson.sources.entries())
      expect(body).toMatch(new RegExp(`href="#source-${id}"[^>]*>${i + 1}</a>`));
    expect(body.match(/id="source-/g)).toHaveLength(lesson.sources.length);
    const figures = [...text.matchAll(/<Figure [^>]*alt="([^"]+)"/g)];
    expect(figures).toHaveLength(text.match(/<Figure /g)?.length ?? 0);
    for (const [, alt] of figures)
      expect(textOf(body.match(/aria-label="[^"]+"/g)?.join(' ') ?? '')).toContain(textOf(alt!));
    expect(body).not.toMatch(/undefined|\[object|&lt;(Source|Term|Check|Callout)/);
  });

  test('gives away no key and no feedback where it asks', async () => {
    const [course, slug] = lesson.id.split('/') as [string, string];
    const sent = JSON.stringify(courses.lesson(course, slug)!.checks);
    for (const item of lesson.items) {
      expect(sent).not.toContain(JSON.stringify(item.explanation));
      for (const feedback of feedbackOf(item)) expect(sent).not.toContain(JSON.stringify(feedback));
    }
  });
});

/** As a reader sees it: one space between words, quotes of one kind. */
function textOf(html: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html
    .replace(/<!--.*?-->|<[^>]+>/gs, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name]!)
    .replace(/\s+/g, ' ');
}

/** Every text within an item that tells what comes of an answer, wherever its type keeps them. */
function feedbackOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'feedback' || name === 'leads' ? [String(value)] : feedbackOf(value)
  );
}

describe.each(modules.map((module) => [module.slug, module] as const))('module %s', (_, module) => {
  test('has items of every type', () => {
    const types = module.lessons.flatMap((lesson) => lesson.items.map(({ type }) => type));
    expect(typeNames.filter((name) => !types.includes(name))).toEqual([]);
  });
});

test('nobody would send it back: the lint finds nothing', () => {
  expect(lintContent('content', catalogue)).toEqual([]);
});

test('the glossary is one that a student can rely on', () => {
  expect(Object.keys(catalogue.glossary).length).toBeGreaterThanOrEqual(120);
});

test('every statement of the texts that the course began from is mapped', () => {
  const statements = { S0: 14, S1: 9, S2: 26, S3: 9, S4: 7 };
  const ids = Object.entries(statements).flatMap(([text, count]) =>
    Array.from({ length: count }, (_, i) => `${text}-${i + 1}`)
  );
  expect(Object.keys(catalogue.claims)).toEqual(ids);
});

describe('the bank', () => {
  const options = bank.flatMap((item) =>
    item.type === 'choice' ? [item.options] : item.type === 'boolean' ? [item.reasons] : []
  );

  test('is large enough for a term', () => {
    expect(bank.length).toBeGreaterThanOrEqual(270);
  });

  test('asks nothing twice', () => {
    const stems = bank.map(({ stem }) => normalise(stem));
    expect(stems.filter((stem, i) => stems.indexOf(stem) !== i)).toEqual([]);
  });

  test('has its keys at every place', () => {
    const places = options.map((list) => list.findIndex(({ correct }) => correct));
    for (const place of [0, 1, 2]) {
      const share = places.filter((key) => key === place).length / places.length;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.5);
    }
  });

  test('does not give the key away by its length', () => {
    const longest = options.filter((list) => {
      const key = list.find(({ correct }) => correct)!;
      return list.every((other) => other === key || other.text.length < key.text.length);
    });
    expect(longest.length / options.length).toBeLessThan(1 / 3);
  });

  test('does not give a missing word away in its own question', () => {
    const told = bank.flatMap((item) => {
      if (item.type !== 'cloze') return [];
      const shown = ` ${normalise(`${item.stem} ${item.text}`).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
      return item.gaps
        .map((gap) => gap.accept[0]!)
        .filter((word) => shown.includes(` ${normalise(word)} `));
    });
    expect(told).toEqual([]);
  });
});

test('cases are branching: each asks for a decision, and its branches lead on differently', () => {
  const cases = lessons.flatMap((lesson) => Object.keys(lesson.cases));
  expect(cases.length).toBeGreaterThanOrEqual(8);
  for (const id of cases) {
    const decisions = bank.flatMap((item) =>
      item.type === 'decision' && item.case?.id === id ? [item.branches] : []
    );
    const next = decisions.flatMap((branches) => actions.map((action) => branches[action].then));
    expect(decisions.length).toBeGreaterThanOrEqual(1);
    expect(new Set(next).size).toBeGreaterThanOrEqual(2);
  }
});

test('a lesson may have line ends as on Windows', async () => {
  const text = readFileSync(`content/${lessons[0]!.file}`, 'utf8').replaceAll('\n', '\r\n');
  const { code } = await preprocess(text, config.preprocess ?? [], { filename: 'lesson.mdx' });
  expect(code).toContain("import Callout from '$lib/components/lesson/Callout.svelte'");
  expect(code).not.toContain('objectives:\r\n');
  expect(compile(code, { generate: 'server' }).js.code).toContain('export default');
});
