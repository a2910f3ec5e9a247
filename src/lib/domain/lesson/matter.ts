/** What a lesson says of itself before its text: frontmatter, as a form writes it. */

/** How far an objective goes, by Bloom: from knowing again to making. */
export const blooms = ['remember', 'understand', 'apply', 'analyze', 'evaluate', 'create'] as const;

export interface Objective {
  id: string;
  bloom: string;
  text: string;
}
export interface Matter {
  title: string;
  summary: string;
  objectives: Objective[];
}
export interface Parted {
  matter: Matter;
  /** The frontmatter as it stands, with its marks and the empty line below. */
  head: string;
  body: string;
}

/**
 * @param text of a lesson
 * @returns its two parts; null where its frontmatter is written in a way that no form could keep
 */
export function parted(text: string): Parted | null {
  const [head, lines] = /^---\n([\s\S]*?)\n---\n\n?/.exec(text) ?? [];
  const matter = lines === undefined ? null : matterOf(lines.split('\n'));
  return matter && { matter, head: head!, body: text.slice(head!.length) };
}

/**
 * @param before as it stood, of which lines that still say the same are kept as they were written
 * @returns the frontmatter that says this, with its marks and the empty line below
 */
export function headOf({ title, summary, objectives }: Matter, before = ''): string {
  const kept = new Map(before.split('\n').map((line) => [saidBy(line), line]));
  return [
    '---',
    `title: ${written(title)}`,
    `summary: ${written(summary)}`,
    objectives.length > 0 ? 'objectives:' : 'objectives: []',
    ...objectives.flatMap(({ id, bloom, text }) => [
      `  - id: ${written(id)}`,
      `    bloom: ${written(bloom)}`,
      `    text: ${written(text)}`
    ]),
    '---',
    '',
    ''
  ]
    .map((line) => kept.get(saidBy(line)) ?? line)
    .join('\n');
}

/** @returns the same of two lines that say the same, quoted or not */
function saidBy(line: string): string {
  const [, name, value] = /^( *(?:- )?[a-z]+:) +(.*)$/.exec(line) ?? [];
  return name === undefined ? line : `${name} ${readOf(value) ?? value}`;
}

/** @returns an id that none of the objectives has */
export function freeId(objectives: readonly Objective[]): string {
  let number = objectives.length + 1;
  while (objectives.some(({ id }) => id === `objective-${number}`)) number++;
  return `objective-${number}`;
}

const field = /^(title|summary|objectives):(?: +(.*))?$/;
const entry = /^ {2}- (id|bloom|text):(?: +(.*))?$/;
const more = /^ {4}(id|bloom|text):(?: +(.*))?$/;

function matterOf(lines: readonly string[]): Matter | null {
  const matter: Matter = { title: '', summary: '', objectives: [] };
  const seen = new Set<string>();
  let last: Partial<Objective> | undefined;
  const told: Partial<Objective>[] = [];
  for (const line of lines) {
    const [, key, value] = field.exec(line) ?? [];
    const [, first, firstValue] = entry.exec(line) ?? [];
    const [, next, nextValue] = more.exec(line) ?? [];
    if (key) {
      if (seen.has(key)) return null;
      seen.add(key);
      const isList = key === 'objectives';
      const read = isList ? (value === undefined || value === '[]' ? '' : null) : readOf(value);
      if (read === null) return null;
      if (!isList) matter[key as 'title' | 'summary'] = read;
      last = isList && value === undefined ? {} : undefined;
      continue;
    }
    const name = (first ?? next) as keyof Objective | undefined;
    if (!name || !last) return null;
    if (first) told.push((last = {}));
    const read = readOf(first ? firstValue : nextValue);
    if (read === null || name in last || told.length === 0) return null;
    last[name] = read;
  }
  for (const { id, bloom, text } of told) {
    if (id === undefined || bloom === undefined || text === undefined) return null;
    matter.objectives.push({ id, bloom, text });
  }
  return matter;
}

/** Words that YAML takes as they stand, and as words. */
const plain = /^\p{L}(?:(?!: | #)[^\n\r\t\0-\x1f\x7f\x85\u2028\u2029\ufeff])*(?<![\s:])$/u;
const meaning = /^(true|false|null|yes|no|on|off|y|n)$/i;
const isPlain = (text: string) => plain.test(text) && !meaning.test(text);

const written = (text: string) => (isPlain(text) ? text : JSON.stringify(text));

/** @returns what a value says; null where it is written in another way than a form does */
function readOf(value = ''): string | null {
  const trimmed = value.trim();
  if (isPlain(trimmed)) return trimmed;
  if (/^'(?:[^']|'')*'$/.test(trimmed)) return trimmed.slice(1, -1).replaceAll("''", "'");
  if (!trimmed.startsWith('"')) return null;
  try {
    return JSON.parse(trimmed) as string;
  } catch {
    return null;
  }
}
