/** The questions of lessons as they stand in `content/`. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Node } from 'yaml';
import * as v from 'valibot';
import { Scene } from '../../items/item';
import { parseItem } from '../../items/registry';
import { finished, type Notes } from '../made';
import type { Draft, Found, Remark, Row } from '../row';

/** Deeper than any question; a file of nothing but brackets would have no end. */
const deepest = 40;

interface Entry {
  line: number;
  value: unknown;
}

/** @returns the entries of the list and their lines, or what is wrong with the YAML */
function entriesIn(text: string): { entries: Entry[] } | { flaws: Remark[] } {
  if (isTooDeep(text))
    return { flaws: [{ line: 1, text: 'Mend the YAML: it is nested too deep' }] };
  const counter = new LineCounter();
  const lineAt = (offset: number | undefined) => counter.linePos(offset ?? 0).line || 1;
  try {
    const document = parseDocument(text, {
      lineCounter: counter,
      // A frame of the text about each error takes time and memory in proportion to all of it.
      prettyErrors: false,
      logLevel: 'error'
    });
    const flaws = document.errors.slice(0, 20).map(({ pos, message }) => ({
      line: lineAt(pos[0]),
      text: `Mend the YAML: ${message.split('\n')[0]}`
    }));
    const refuse = (offset: number | undefined, fix: string) => {
      flaws.push({ line: lineAt(offset), text: `Mend the YAML: ${fix}` });
      return visit.BREAK;
    };
    visit(document, {
      Alias: (_, { range }) => refuse(range?.[0], 'write out what * stands for'),
      // A key that is a list is written out anew in each key that it is part of.
      Pair: (_, { key }) =>
        isScalar(key)
          ? undefined
          : refuse((key as Node | null)?.range?.[0], 'give each field a name')
    });
    if (flaws.length > 0) return { flaws };
    const list = document.contents;
    if (!isSeq(list))
      return {
        flaws: [{ line: 1, text: 'Write a list of questions, each beginning with "- id:"' }]
      };
    return {
      entries: list.items.map((node) => ({
        line: lineAt(isMap(node) ? node.range?.[0] : undefined),
        value: isMap(node) ? node.toJSON() : null
      }))
    };
  } catch {
    return { flaws: [{ line: 1, text: 'Mend the YAML: it cannot be read' }] };
  }
}

/** Counts brackets and indents, by which alone YAML nests; texts have brackets too, mostly closed. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const sign of text.matchAll(/^- |[[\]{}]/gm)) {
    if (sign[0] === '- ') open = 0;
    else if (sign[0] === '[' || sign[0] === '{') open++;
    else open = Math.max(0, open - 1);
    if (open > deepest) return true;
  }
  return /^ *(?: {200}|(?:[-?:][ \t]+){40})/m.test(text);
}

/** An entry that begins with "- case:", whose scene its items share. */
const Case = v.pipe(
  v.object({
    ...v.omit(Scene, ['id']).entries,
    case: Scene.entries.id,
    items: v.array(v.string())
  }),
  v.transform(({ case: id, title, vignette, items }) => ({ scene: { id, title, vignette }, items }))
);

/**
 * @param files of a folder: each `questions.yaml` is read
 * @returns their questions; lines are those of each file, which the category names
 */
export function readFolder(files: readonly { path: string; text: string }[]): Found {
  const found: Found = { rows: [], flaws: [], lost: [] };
  for (const { path, text } of files) {
    if (!/(?:^|\/)questions\.yaml$/.test(path)) continue;
    const category = path.split('/').at(-2)?.replace(/^\d+-/, '') ?? null;
    const { rows, flaws } = readOne(text, category);
    found.rows = found.rows.concat(rows);
    found.flaws = found.flaws.concat(
      category ? flaws.map((flaw) => ({ ...flaw, text: `${path}: ${flaw.text}` })) : flaws
    );
  }
  if (found.rows.length + found.flaws.length === 0)
    found.flaws.push({ line: 1, text: 'There is no questions.yaml with a question in it' });
  return found;
}

/** @param text of one `questions.yaml` */
export const read = (text: string): Found => readFolder([{ path: 'questions.yaml', text }]);

function readOne(text: string, category: string | null): { rows: Row[]; flaws: Remark[] } {
  const list = entriesIn(text);
  if ('flaws' in list) return { rows: [], flaws: list.flaws };
  const flaws: Remark[] = [];
  const scenes = new Map<string, Scene>();
  for (const { line, value } of list.entries) {
    if (!isCase(value)) continue;
    const parsed = v.safeParse(Case, value);
    if (!parsed.success) flaws.push({ line, text: `Mend the case: ${parsed.issues[0].message}` });
    else for (const id of parsed.output.items) scenes.set(id, parsed.output.scene);
  }
  const rows = list.entries
    .filter(({ value }) => !isCase(value))
    .map(({ line, value }) => rowOf(line, value, scenes, category));
  return { rows, flaws };
}

const isCase = (value: unknown) => typeof value === 'object' && value !== null && 'case' in value;

function rowOf(
  line: number,
  value: unknown,
  scenes: Map<string, Scene>,
  category: string | null
): Row {
  const raw = (value ?? {}) as Record<string, unknown>;
  const notes: Notes = { flaws: [], lost: [] };
  const name = typeof raw.id === 'string' ? raw.id : null;
  const scene = name === null ? undefined : scenes.get(name);
  const whole = { ...raw, ...(scene && { case: scene }) };
  const parsed = parseItem(whole);
  const row = { line, name, category, tags: [] };
  if ('item' in parsed) return finished({ ...row, draft: parsed.item }, notes);
  if (typeof raw.stem === 'string' && typeof raw.type === 'string')
    return finished({ ...row, draft: whole as unknown as Draft }, notes);
  notes.flaws.push({ line, text: 'Give each question a type and a stem' });
  return finished({ ...row, draft: null }, notes);
}
