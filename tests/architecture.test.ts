import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  barrels,
  closing,
  forbiddenImports,
  impureDomain,
  importsOf,
  nameless,
  tooLong
} from './layers';

const ours = /\.(ts|js|svelte)$/;
const sources = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => ours.test(file))
    .map((file) => [`src/${file}`, readFileSync(`src/${file}`, 'utf8')])
);

const rules = { forbiddenImports, impureDomain, barrels, nameless, closing, tooLong };

test.each(Object.entries(rules))('%s: none', (_, rule) => {
  expect(rule(sources)).toEqual([]);
});

describe('each rule names what breaks it', () => {
  test.each([
    ['src/lib/domain/day.ts', "import { fail } from '@sveltejs/kit';"],
    ['src/lib/domain/day.ts', "import { fsrs } from 'ts-fsrs';"],
    ['src/lib/domain/day.ts', "import { fromMarkdown } from 'mdast-util-from-markdown';"],
    ['src/lib/domain/lesson/tree.ts', "import { fsrs } from 'ts-fsrs';"],
    ['src/lib/domain/day.ts', "import { parse } from 'yaml';"],
    ['src/lib/domain/day.ts', "import { readFileSync } from 'node:fs';"],
    ['src/lib/domain/day.ts', "import type { Db } from '../server/db/connect';"],
    ['src/lib/domain/items/item.ts', "import { page } from '$app/state';"],
    ['src/lib/domain/items/item.ts', "export { x } from '../../components/dates';"],
    ['src/lib/domain/items/item.ts', "const later = await import('lodash');"],
    ['src/lib/server/answers.ts', "import { fail } from '@sveltejs/kit';"],
    ['src/lib/server/answers.ts', "import { env } from '$env/dynamic/private';"],
    ['src/lib/server/guard.ts', "import { goto } from '$app/navigation';"],
    ['src/lib/server/answers.ts', "import { step } from '$lib/domain/card';"],
    ['src/lib/server/db/pool.ts', "import '../../components/dates';"],
    ['src/lib/server/db/pool.ts', "import { load } from '../../../routes/+layout';"],
    ['src/lib/server/accounts.ts', "import { Lucia } from 'lucia';"],
    ['src/hooks.server.ts', "import { Lucia } from 'lucia';"],
    ['src/lib/components/Field.svelte', "import type { Db } from '$lib/server/db/connect';"],
    ['src/lib/components/Field.svelte', "import { enhance } from '$app/forms';"],
    ['src/lib/components/send.ts', "import { error } from '@sveltejs/kit';"],
    ['src/lib/components/lesson/Term.svelte', "import fs from 'node:fs';"],
    ['src/lib/components/lesson/Term.svelte', "import x from '../../../routes/x';"],
    ['src/routes/today/+page.svelte', "import { db } from '$lib/server/db/pool';"],
    ['src/routes/today/+page.ts', "import { type Queued, queue } from '$lib/server/reviews';"],
    ['src/routes/today/+page.ts', "const { db } = await import('$lib/server/db/pool');"],
    ['src/routes/today/+page.server.ts', "import { demo } from '../../bin/serve';"]
  ])('%s: %s', (file, text) => {
    expect(forbiddenImports({ [file]: text })).toEqual([
      expect.stringContaining(`${file} imports`)
    ]);
  });

  test.each([
    ['src/lib/domain/memory.ts', "import { fsrs } from 'ts-fsrs';"],
    ['src/lib/domain/lesson/tree.ts', "import { visit } from 'unist-util-visit';"],
    ['src/lib/domain/exchange/plain.ts', "import { Tokenizer } from 'htmlparser2';"],
    ['src/lib/domain/day.test.ts', "import fc from 'fast-check';"],
    ['src/lib/server/guard.ts', "import { error } from '@sveltejs/kit';"],
    ['src/lib/server/session.ts', "import { Lucia } from 'lucia';"],
    ['src/lib/server/answers.ts', "import { step } from '../domain/card';"],
    ['src/lib/components/Field.svelte', "import type { Grade } from '$lib/domain/items/item';"],
    ['src/lib/components/send.ts', "import type { SubmitFunction } from '@sveltejs/kit';"],
    ['src/routes/+layout.svelte', "import '../app.css';"],
    ['src/routes/today/+page.svelte', "import type { Queued } from '$lib/server/reviews';"],
    ['src/routes/today/+page.server.ts', "import { db } from '$lib/server/db/pool';"],
    ['src/routes/api/+server.ts', "import { db } from '$lib/server/db/pool';"],
    ['src/lib/domain/day.ts', "// import x from 'lodash'\n/* import y from 'lodash' */"]
  ])('%s may: %s', (file, text) => {
    expect(forbiddenImports({ [file]: text })).toEqual([]);
  });

  test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'process.env'])(
    'the domain with %s',
    (text) => {
      expect(impureDomain({ 'src/lib/domain/day.ts': `const x = ${text};` })).toHaveLength(1);
      expect(impureDomain({ 'src/lib/domain/day.test.ts': `const x = ${text};` })).toEqual([]);
      expect(impureDomain({ 'src/lib/server/day.ts': `const x = ${text};` })).toEqual([]);
    }
  );

  test('a barrel', () => {
    const file = 'src/lib/domain/items.ts';
    const handsOn = "export * from './a';\nexport { b, type C } from './b';\n";
    expect(barrels({ [file]: handsOn })).toHaveLength(1);
    expect(barrels({ [file]: `${handsOn}export const d = 1;\n` })).toEqual([]);
    expect(barrels({ [file]: "import './a';\n" })).toEqual([]);
  });

  test.each(['src/lib/utils/day.ts', 'src/lib/server/helpers.ts', 'src/lib/services/a.ts'])(
    'the name %s',
    (file) => {
      expect(nameless({ [file]: '' })).toHaveLength(1);
    }
  );

  test('a long file', () => {
    const lines = (count: number) => 'x\n'.repeat(count);
    expect(tooLong({ 'src/lib/server/a.ts': lines(251) })).toEqual([
      'src/lib/server/a.ts has 251 lines: part it, 250 are the most'
    ]);
    expect(tooLong({ 'src/routes/+page.svelte': lines(250) })).toEqual([]);
    expect(tooLong({ 'src/lib/server/a.test.ts': lines(999) })).toEqual([]);
  });

  test('details that close by themselves', () => {
    const file = 'src/lib/components/A.svelte';
    for (const wrong of ['<details open={is}>', '<details class="card"\n  open={i === 0}>'])
      expect(closing({ [file]: wrong })).toEqual([expect.stringContaining(file)]);
    for (const right of ['<details open>', '<details {...opened(is)}>', '<details bind:open>'])
      expect(closing({ [file]: right })).toEqual([]);
  });
});

test('imports are found however they are written', () => {
  const text = `
    import a from './a';
    import * as b from "../b";
    import {
      c,
      type D
    } from '$lib/domain/c';
    import { type E } from './e';
    import type F from './f';
    import './g.css';
    export { h } from './h';
    const i = () => import('./i');
    const said = 'import nothing from here';
  `;
  expect(
    importsOf('src/lib/server/x.ts', text).map(({ from, typeOnly }) => [from, typeOnly])
  ).toEqual([
    ['src/lib/server/a', false],
    ['src/lib/b', false],
    ['src/lib/domain/c', false],
    ['src/lib/server/e', true],
    ['src/lib/server/f', true],
    ['src/lib/server/g.css', false],
    ['src/lib/server/h', false],
    ['src/lib/server/i', false]
  ]);
});

test('migrations are numbered in the order of their time, each with its file', () => {
  const { entries } = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
    entries: { idx: number; when: number; tag: string }[];
  };
  // Drizzle applies what is later than the newest applied: one of an earlier time is left out.
  const times = entries.map(({ when }) => when);
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  expect(entries.map(({ idx }) => idx)).toEqual([...entries.keys()]);
  const files = readdirSync('drizzle').filter((name) => name.endsWith('.sql'));
  expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(files.toSorted());
});

const ofStaff = (file: string) =>
  /^src\/routes\/(\(teach\)\/teach|\(school\)\/schools\/\[school\]\/\(staff\)|api\/v1\/schools)\//.test(
    file
  ) && /\/\+(page\.server|server)\.ts$/.test(file);
/** Pages and addresses where staff see one student's record. */
const ofOneStudent = (file: string) =>
  ofStaff(file) && /\/\[(student|member|attempt|answer|paper|report|amendment)\]\//.test(file);
const reads = /export (?:async function|const) (?:load|GET)\b/;
/** What notes a look, by itself or within what it calls. */
const notes = /\b(?:viewed|viewedPaper|forStaff)\(/;
/** What reads lists of students with what they did, and what notes a look at one. */
const lists =
  /server\/(?:note-queue|weak-spots|weak-topic|student-list|student-grid|student-sheets|class-readiness|completion-report|disposals)'|\b(?:reports|papers)\.list\(/;
const notesLists = /\b(?:viewed|viewedMany|shown)\(/;

/** @returns files that show staff such a list and do not note it */
const unnotedLists = (files: Record<string, string>) =>
  Object.entries(files)
    .filter(([file, text]) => ofStaff(file) && lists.test(text) && reads.test(text))
    .filter(([, text]) => !notesLists.test(text))
    .map(([file]) => `${file} lists students: call viewedMany() before it does`);

/** @returns files that show one student's record to staff and do not note it */
const unnoted = (files: Record<string, string>) =>
  Object.entries(files)
    .filter(([file, text]) => ofOneStudent(file) && reads.test(text) && !notes.test(text))
    .map(([file]) => `${file} shows a student's record: call viewed() before it does`);

describe('whoever of staff sees one student’s record is noted', () => {
  test('everywhere', () => {
    expect(unnoted(sources)).toEqual([]);
    const shown = Object.keys(sources).filter(ofOneStudent);
    expect(shown.filter((file) => reads.test(sources[file]!)).length).toBeGreaterThan(10);
  });

  test.each([
    'src/routes/(teach)/teach/[school]/hours/students/[student]/+page.server.ts',
    'src/routes/(school)/schools/[school]/(staff)/members/[member]/new/+page.server.ts',
    'src/routes/api/v1/schools/[school]/members/[member]/+server.ts'
  ])('%s without it is named', (file) => {
    expect(unnoted({ [file]: 'export async function load() {}' })).toHaveLength(1);
    expect(unnoted({ [file]: 'export const GET = () => viewed(db, look, whose);' })).toEqual([]);
    expect(unnoted({ [file]: 'export async function POST() {}' })).toEqual([]);
  });

  test('lists that name students too', () => {
    expect(unnotedLists(sources)).toEqual([]);
    const shown = Object.keys(sources).filter(
      (file) => ofStaff(file) && lists.test(sources[file]!)
    );
    expect(shown.filter((file) => reads.test(sources[file]!)).length).toBeGreaterThan(10);
    const file = 'src/routes/api/v1/schools/[school]/notes/+server.ts';
    const text = "import * as queue from '$lib/server/note-queue'; export async function GET() {}";
    expect(unnotedLists({ [file]: text })).toHaveLength(1);
  });

  test('own pages of students are nobody’s look', () => {
    const file = 'src/routes/(study)/quizzes/[quiz]/attempts/[attempt]/+page.server.ts';
    expect(unnoted({ [file]: 'export async function load() {}' })).toEqual([]);
  });
});
