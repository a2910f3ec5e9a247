/** Lessons as folders that drop into a module of `content/`. */
import { stringify } from 'yaml';
import { actions } from '../../items/decision';
import type { Item } from '../../items/registry';

export interface Lesson {
  slug: string;
  title: string;
  /** Of `lesson.mdx`; null where there are questions alone. */
  text: string | null;
  items: readonly Item[];
}

export interface Folder {
  /** By their paths from the module on, such as `01-strokes/questions.yaml`. */
  files: { path: string; text: string }[];
  /** What the folder does not hold as it was, by question. */
  lost: { item: string; text: string }[];
}

/** Of the frontmatter that objectives fill, in characters: the reader of content takes 5,000. */
const longestMatter = 4_000;

/** What an item means that leaves these out. */
const usual: Record<string, unknown> = {
  correct: false,
  feedback: '',
  explanation: '',
  wrong: [],
  sources: [],
  levels: [],
  reasons: []
};
const isUsual = (key: string, value: unknown) =>
  Object.hasOwn(usual, key) && JSON.stringify(value) === JSON.stringify(usual[key]);

/** @returns the same without what goes without saying */
function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isUsual(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, lean(inner)]));
}

/** @returns the ids of the items of each case that the file can hold: it has two of them or more */
function casesIn(items: readonly Item[]): Map<string, string[]> {
  const scenes = new Map<string, string>();
  const members = new Map<string, string[]>();
  for (const { id, case: scene } of items) {
    if (!scene) continue;
    const told = JSON.stringify(scene);
    // Somebody may have changed the scene of one of them alone.
    if ((scenes.get(scene.id) ?? told) !== told) continue;
    scenes.set(scene.id, told);
    members.set(scene.id, [...(members.get(scene.id) ?? []), id]);
  }
  return new Map([...members].filter(([, ids]) => ids.length > 1));
}

/** @returns the list that stands for the items, and what of them it does not hold */
function entriesOf(items: readonly Item[]): { entries: object[]; lost: Folder['lost'] } {
  const cases = casesIn(items);
  const told = new Set<string>();
  const lost: Folder['lost'] = [];
  const entries = items.flatMap((item): object[] => {
    const { case: scene, ...rest } = item;
    const members = scene ? (cases.get(scene.id) ?? []) : [];
    const own = withoutStrayWays(rest as Item, members, lost);
    if (!scene) return [own];
    if (!members.includes(item.id)) {
      lost.push({
        item: item.id,
        text: 'Its scene stands in the question: no other one shares it'
      });
      return [{ ...own, stem: [...scene.vignette, item.stem].join('\n\n') }];
    }
    if (told.has(scene.id)) return [own];
    told.add(scene.id);
    const { id, title, vignette } = scene;
    return [{ case: id, title, vignette, items: members }, own];
  });
  return { entries, lost };
}

/** A branch may only lead to a later item of the same case. */
function withoutStrayWays(item: Item, members: string[], lost: Folder['lost']): Item {
  if (item.type !== 'decision') return item;
  const later = members.slice(members.indexOf(item.id) + 1);
  const branches = { ...item.branches };
  for (const action of actions) {
    const { then, ...branch } = branches[action];
    if (then === undefined || (members.includes(item.id) && later.includes(then))) continue;
    branches[action] = branch;
    lost.push({
      item: item.id,
      text: 'A way on to a question that is no later one of its case'
    });
  }
  return { ...item, branches };
}

/** A lesson that does nothing but ask. */
function bare(title: string, items: readonly Item[]): string {
  const objectives = [...new Set(items.map(({ objective }) => objective))];
  const frontmatter = {
    title,
    summary: 'Questions.',
    prerequisites: [],
    objectives: objectives.map((id) => ({
      id,
      bloom: 'remember',
      text: `${id.replaceAll('-', ' ')}.`
    }))
  };
  const asked = items.filter(({ reserved }) => !reserved).map(({ id }) => id);
  const check = asked.length > 0 ? `<Check items="${asked.join(' ')}" />\n` : '';
  return `---\n${stringify(frontmatter)}---\n\n## Questions\n\n${check}`;
}

/**
 * @param items in their order; those of a case stay together
 * @returns lessons that do nothing but ask, as many as the objectives need
 */
export function asking(title: string, items: readonly Item[]): Lesson[] {
  const parts: { items: Item[]; objectives: Set<string>; length: number }[] = [];
  const homes = new Map<string, (typeof parts)[number]>();
  for (const item of items) {
    const home = item.case && homes.get(item.case.id);
    let part = home ?? parts.at(-1);
    const more = part?.objectives.has(item.objective) ? 0 : 2 * item.objective.length + 50;
    if (!part || (!home && part.length + more > longestMatter))
      parts.push((part = { items: [], objectives: new Set(), length: 0 }));
    part.items.push(item);
    part.objectives.add(item.objective);
    part.length += more;
    if (item.case) homes.set(item.case.id, part);
  }
  return parts.map(({ items }, i) => ({
    slug: i === 0 ? 'questions' : `questions-${i + 1}`,
    title: i === 0 ? title : `${title} ${i + 1}`,
    text: null,
    items
  }));
}

/** @returns what `write` says to be lost, without writing */
export const lostOf = (lessons: readonly Lesson[]): Folder['lost'] =>
  lessons.flatMap(({ items }) => entriesOf(items).lost);

/**
 * @param lessons in their order, with slugs of their own
 * @returns files that the reader of content takes as they are, where its lists know their sources
 */
export function write(lessons: readonly Lesson[]): Folder {
  const lost: Folder['lost'] = [];
  const files = lessons.flatMap(({ slug, title, text, items }, i) => {
    const path = `${String(i + 1).padStart(2, '0')}-${slug}`;
    const questions = entriesOf(items);
    lost.push(...questions.lost);
    // Aliases are refused: a few lines of them can stand for more than fits in memory.
    const yaml = stringify(lean(questions.entries), {
      lineWidth: 100,
      aliasDuplicateObjects: false
    });
    return [
      { path: `${path}/lesson.mdx`, text: text ?? bare(title, items) },
      { path: `${path}/questions.yaml`, text: yaml }
    ];
  });
  return { files, lost };
}
