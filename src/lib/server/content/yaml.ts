/** YAML files, read so that every complaint can name its line. */
import { existsSync, readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import * as v from 'valibot';
import { complaint } from '../../domain/complaint';
import type { Finding } from './flaws';

export type Path = readonly (string | number)[];

/** A parsed text and where its values stand. */
export interface Yaml {
  value: unknown;
  /** @returns the line of what stands at `path`, or of the nearest thing that contains it. */
  lineOf: (path: Path) => number;
  /** Adds a finding at `path`. */
  report: (path: Path, fix: string) => void;
}

/** @returns the text of a file; of one that is missing, undefined after reporting it */
export function readText(file: string, name: string, findings: Finding[]): string | undefined {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  findings.push({ file: name, line: 1, fix: 'Add this file: it is missing' });
  return undefined;
}

/**
 * Reads a YAML file. What is missing or does not parse is reported and gives `value: undefined`.
 * @param name of the file in findings
 */
export function readYaml(file: string, name: string, findings: Finding[]): Yaml {
  const text = readText(file, name, findings);
  const yaml = parseYaml(text ?? '', name, findings);
  return text === undefined ? { ...yaml, value: undefined } : yaml;
}

/** @param firstLine of `text` in its file, where it is not the whole of it */
export function parseYaml(text: string, name: string, findings: Finding[], firstLine = 1): Yaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const flaws = document.errors.map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    fix: `Mend the YAML: ${message.split('\n')[0]}`
  }));
  // A few lines of them can stand for more than fits in memory.
  visit(document, {
    Alias: (_, { source, range }) => {
      const fix = `Mend the YAML: write out what *${source} stands for`;
      flaws.push({ line: lineAt(range?.[0] ?? 0), fix });
    }
  });
  findings.push(...flaws.map((flaw) => ({ file: name, ...flaw })));
  const lineOf = (path: Path) => lineAt(offsetOf(document, path));
  return {
    value: flaws.length > 0 ? undefined : document.toJS(),
    lineOf,
    report: (path, fix) => findings.push({ file: name, line: lineOf(path), fix })
  };
}

/** @returns the value as the schema gives it, or undefined after reporting each flaw. */
export function checked<T>(yaml: Yaml, schema: v.GenericSchema<unknown, T>): T | undefined {
  return yaml.value === undefined ? undefined : checkedAt(yaml, [], yaml.value, schema);
}

/** @returns each entry of a map as the schema gives it; of a flawed one, what was written. */
export function checkedMap<T>(yaml: Yaml, schema: v.GenericSchema<unknown, T>): Record<string, T> {
  const entries = Object.entries(checked(yaml, v.record(v.string(), v.unknown())) ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [key, checkedAt(yaml, [key], value, schema) ?? (value as T)])
  );
}

function checkedAt<T>(yaml: Yaml, base: Path, value: unknown, schema: v.GenericSchema<unknown, T>) {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues) {
    const path = [...base, ...(issue.path ?? []).map((step) => step.key as string | number)];
    yaml.report(path, `${path.join('.')}: ${complaint(issue)}`);
  }
  return undefined;
}

function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    // A pair's key stands where the reader will look; its value may start lines below.
    if (isMap(parent)) {
      const pair = parent.items.find(({ key: k }) => isScalar(k) && k.value === key);
      if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
    }
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
