/** Texts of schools' lessons, held against what their components may name. */
import { createHash } from 'node:crypto';
import { bank, type BankItem } from './bank';
import { lessonsOf, type SchoolFrontmatter } from './content/catalogue';
import { readSchoolLesson, type SchoolLesson } from './content/school-lesson';
import * as courses from './courses';
import type { Db, Transaction } from './db/connect';
import { sizesOf, type ImageSize } from './images';
import type { Item } from '../domain/items/registry';
import type { Known } from '../domain/lesson/elements';
import type { Flaw } from '../domain/lesson/markdown';
import type { Prose } from '../domain/lesson/prose';

/** A case as a lesson tells it. */
interface Case {
  items: string[];
  /** Those that follow without a choice; the others only follow from a branch that names them. */
  trunk: string[];
}

export interface LessonText {
  frontmatter: SchoolFrontmatter | undefined;
  prose: Prose;
  /** What keeps it from being published, by line. */
  findings: Flaw[];
  /** What it asks, in the order of first use, those of cases last: as members of the school get it. */
  asked: BankItem[];
  /** The cases that it tells. */
  cases: Record<string, Case>;
  images: Record<string, ImageSize>;
}

/** More names than any lesson uses. */
const mostNames = 2_000;

/**
 * Reads a text, however flawed. Of what it names only that is there which the school may use:
 * what ships or is its own, is not withdrawn, and is no quiz's.
 * @param on the transaction that asks, if one does
 */
export async function read(
  db: Db,
  school: string,
  text: string,
  on: Transaction | Db['$client'] = db.$client
): Promise<LessonText> {
  const named = [...new Set((text.match(/"[^"]*"/g) ?? []).flatMap(namesIn))].slice(0, mostNames);
  // Own cases stand in no column: to look for them is to read every question of the school.
  const hasCases = text.includes('<Case');
  const [ownCases, images] = await Promise.all([
    hasCases ? ownCasesOf(on, school, named) : ({} as Record<string, Case>),
    sizesOf(on, school, named)
  ]);
  const cases = { ...shippedCases(named), ...ownCases };
  const told = Object.values(cases).flatMap(({ items }) => items);
  const found = await bank(db, school, null, [...named, ...told], on);
  const items = new Map(
    found.filter(({ reserved }) => !reserved).map((item) => [item.item, item] as const)
  );
  const { glossary, sources } = courses.catalogue();
  const { frontmatter, prose, findings } = parsed(text, {
    Case: new Set(Object.keys(cases)),
    Check: new Set(items.keys()),
    Image: new Set(Object.keys(images)),
    Source: new Set(Object.keys(sources)),
    Term: new Set(Object.keys(glossary))
  });
  const used = Object.fromEntries(
    prose.cases.flatMap(({ id }) => (Object.hasOwn(cases, id) ? [[id, cases[id]!] as const] : []))
  );
  const ids = [...prose.checks.map(({ id }) => id), ...Object.values(used).flatMap((c) => c.items)];
  return {
    frontmatter,
    prose,
    findings,
    asked: [...new Set(ids)].flatMap((id) => items.get(id) ?? []),
    cases: used,
    images
  };
}

/** Texts that were parsed last, the newest at the end: a lesson is parsed once for all its readers. */
const recent = new Map<string, SchoolLesson>();
const mostRecent = 100;

function parsed(text: string, known: Known): SchoolLesson {
  const names = ['Case', 'Check', 'Image'] as const;
  const hash = createHash('sha256').update(text);
  // What ships is the same as long as the process lives.
  for (const name of names) hash.update(`\0${[...known[name]!].sort().join(' ')}`);
  const key = hash.digest('base64');
  const lesson = recent.get(key) ?? readSchoolLesson(text, known);
  recent.delete(key);
  recent.set(key, lesson);
  if (recent.size > mostRecent) recent.delete(recent.keys().next().value!);
  return lesson;
}

const namesIn = (quoted: string) => quoted.slice(1, -1).split(/\s+/).filter(Boolean);

/** The cases that ship, of those that are named. */
function shippedCases(named: readonly string[]): Record<string, Case> {
  const all = courses.catalogue().courses.flatMap(lessonsOf);
  return Object.fromEntries(
    all.flatMap(({ cases, checks, items }) => {
      const caseOf = new Map(items.map((item) => [item.id, item.case?.id]));
      return Object.entries(cases)
        .filter(([id]) => named.includes(id))
        .map(([id, trunk]) => [
          id,
          { trunk, items: checks.filter((item) => caseOf.get(item) === id) }
        ]);
    })
  );
}

/** The school's own cases, of those that are named. */
async function ownCasesOf(
  on: Transaction | Db['$client'],
  school: string,
  named: string[]
): Promise<Record<string, Case>> {
  const rows = await on<{ id: string; content: Item }[]>`
    select items.id, content from items join item_versions
      on item_id = items.id and item_versions.version = items.version
    where items.school_id = ${school} and retired_at is null and not reserved
      and content->'case'->>'id' = any(${named}::text[])
    order by position, items.id`;
  const cases: Record<string, Case> = {};
  for (const { id, content } of rows) {
    const whole = (cases[content.case!.id] ??= { items: [], trunk: [] });
    whole.items.push(id);
  }
  const led = new Set(rows.flatMap(({ content }) => ledTo(content)));
  for (const whole of Object.values(cases)) whole.trunk = whole.items.filter((id) => !led.has(id));
  return cases;
}

/** Items that only follow where a branch of this one is chosen. */
const ledTo = (item: Item): string[] =>
  item.type === 'decision'
    ? Object.values(item.branches).flatMap(({ then }) => (then === undefined ? [] : [then]))
    : [];
