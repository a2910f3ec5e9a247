/** The file of a lesson: frontmatter and prose, checked by parsing. */
import * as v from 'valibot';
import { title } from '../../domain/course';
import type { Known } from '../../domain/lesson/elements';
import { readProse, type Prose as Told } from '../../domain/lesson/prose';
import type { Finding } from './flaws';
import { checked, parseYaml, type Yaml } from './yaml';
import { Frontmatter } from './catalogue';

export interface Prose<Matter = Frontmatter> extends Told {
  frontmatter: Matter | undefined;
  yaml: Yaml;
}

/** How a lesson is read: what it says of itself, and what its components may name. */
export interface Reading<Matter> {
  matter: v.GenericSchema<unknown, Matter>;
  known: Known;
}

/** What ships has drawings; pictures are of schools. */
const shipped: Reading<Frontmatter> = { matter: Frontmatter, known: { Image: new Set<string>() } };

/** @returns the frontmatter with its marks, and without them; both empty where there is none */
function matterIn(text: string): [head: string, matter: string] {
  const [head = '', matter = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text) ?? [];
  return [head, matter];
}

/* YAML that is nested or strange enough keeps its parser busy for minutes, or stops the process. */
const longestMatter = 5_000;
const mostBrackets = 20;

/** Whether the frontmatter is too much for the parser: no lesson needs the like. */
const isTangled = (matter: string) =>
  matter.length > longestMatter ||
  (matter.match(/[[{]/g) ?? []).length > mostBrackets ||
  /^\s*(- +[-?]|\?)(\s|$)|\?\s+\?/m.test(matter);

/**
 * Parses a lesson and reports what a lesson may not contain.
 * @param text of the file, frontmatter included
 * @param file its name in findings
 */
export function parseProse(text: string, file: string, findings: Finding[]): Prose;
export function parseProse<Matter>(
  text: string,
  file: string,
  findings: Finding[],
  reading: Reading<Matter>
): Prose<Matter>;
export function parseProse(
  text: string,
  file: string,
  findings: Finding[],
  { matter: schema, known }: Reading<unknown> = shipped
): Prose<unknown> {
  const [head, matter] = matterIn(text);
  const isRead = matter !== '' && !isTangled(matter);
  const yaml = parseYaml(isRead ? matter : '', file, findings, 2);
  const frontmatter = isRead ? checked(yaml, schema) : undefined;
  if (!isRead)
    findings.push({
      file,
      line: 1,
      fix: matter
        ? 'Write the frontmatter plainly: title, summary and objectives, each in a few words'
        : 'Begin with frontmatter between two lines of ---'
    });
  // What is found in the prose has the lines of the file.
  const before = head.replace(/[^\n]+/g, '');
  const { prose, flaws } = readProse(before + text.slice(head.length), known);
  findings.push(...flaws.map((flaw) => ({ file, ...flaw })));
  return { ...prose, frontmatter, yaml };
}

/** @returns the title that a text gives itself, as far as that can be read */
export function titleOf(text: string): string | undefined {
  const [, matter] = matterIn(text);
  if (isTangled(matter)) return undefined;
  const parsed = v.safeParse(v.object({ title }), parseYaml(matter, '', []).value);
  return parsed.success ? parsed.output.title : undefined;
}
