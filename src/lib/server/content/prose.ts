/** The file of a lesson: frontmatter and prose, checked by parsing. */
import { readProse, type Prose as Told } from '../../domain/lesson/prose';
import type { Finding } from './flaws';
import { checked, parseYaml, type Yaml } from './yaml';
import { Frontmatter } from './catalogue';

export interface Prose extends Told {
  frontmatter: Frontmatter | undefined;
  yaml: Yaml;
}

/** What ships has drawings; pictures are of schools. */
const known = { Image: new Set<string>() };

/**
 * Parses a lesson and reports what a lesson may not contain.
 * @param text of the file, frontmatter included
 * @param file its name in findings
 */
export function parseProse(text: string, file: string, findings: Finding[]): Prose {
  const [head, matter = ''] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text) ?? [''];
  const yaml = parseYaml(matter, file, findings, 2);
  const frontmatter = matter ? checked(yaml, Frontmatter) : undefined;
  if (!matter)
    findings.push({ file, line: 1, fix: 'Begin with frontmatter between two lines of ---' });
  // What is found in the prose has the lines of the file.
  const before = head.replace(/[^\n]+/g, '');
  const { prose, flaws } = readProse(before + text.slice(head.length), known);
  findings.push(...flaws.map((flaw) => ({ file, ...flaw })));
  return { ...prose, frontmatter, yaml };
}
