import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContentError } from './flaws';
import { readHourRules } from './hour-rules';
import { readContent } from './read';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'palpate-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const findings = (text: string) => {
  writeFileSync(join(folder, 'hour-rules.yaml'), text);
  try {
    readHourRules(folder, {});
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.findings.map(({ line, fix }) => `${line}: ${fix}`);
  }
};

test('what ships can be read, each version of a rule later than the one before', () => {
  const rules = readHourRules('content', readContent('content').sources);
  expect(rules.washington!.map(({ hours }) => hours)).toEqual([500, 625]);
  expect(rules.georgia!.at(-1)!.subjects).toHaveLength(2);
});

test('a source that is not there, and what is not a rule, are named with their line', () => {
  const rule = 'a:\n  - version: 1\n    title: A\n    state: AL\n    hours: 5\n    asOf: 2024-01\n';
  expect(findings(rule)).toEqual([]);
  expect(findings(`${rule}    source: none\n`)).toEqual(['7: Add a source "none" to sources.yaml']);
  expect(findings(rule.replace('hours: 5', 'hours: 0')).join()).toMatch(/^5: .*more than 0/);
  expect(findings(rule.replace('2024-01', '2024-13')).join()).toMatch(/month/);
});
