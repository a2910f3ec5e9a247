import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { freeId, headOf, parted } from './matter';
import { adaptable, beginning } from './text';

const words = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.constantFrom('true', 'No', 'a: b', 'a #b', '- a', 'a:', ' a', '12', '~', '"', "'", 'ends ')
);
const matter = fc.record({
  title: words,
  summary: words,
  objectives: fc.array(fc.record({ id: words, bloom: words, text: words }), { maxLength: 4 })
});

test('what a form writes reads as the same, here and as YAML', () => {
  fc.assert(
    fc.property(matter, fc.string(), (said, rest) => {
      const body = `Text${rest}`;
      const head = headOf(said);
      expect(parted(head + body)).toEqual({ matter: said, head, body });
      expect(parse(head.replaceAll(/^---$/gm, ''))).toEqual(said);
    })
  );
});

test('whatever the text, it is parted without loss or not at all', () => {
  const line = fc.constantFrom(
    ...['---', 'title: a', 'summary: "b"', 'objectives:', 'objectives: []', '  - id: c', ''],
    ...['    bloom: d', '    text: e', 'title: >-', '  more', 'x: y', "summary: 'b'"]
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = ['---', ...lines].join('\n');
      const parts = parted(text);
      if (parts) expect(parts.head + parts.body).toBe(text);
    })
  );
});

test('what ships keeps every letter of it', () => {
  const all = readdirSync('content', { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => file.endsWith('lesson.mdx'));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const { matter, head } = parted(adaptable(readFileSync(`content/${file}`, 'utf8')))!;
    expect(headOf(matter, head)).toBe(head);
    expect(parted(headOf(matter))!.matter).toEqual(matter);
  }
});

test('a new lesson begins with an objective to fill in', () => {
  const { matter, body } = parted(beginning('Touch: a start'))!;
  expect(matter.title).toBe('Touch: a start');
  expect(matter.objectives).toHaveLength(1);
  expect(body).toBe('');
  expect(freeId([...matter.objectives, { id: 'objective-3', bloom: '', text: '' }])).toBe(
    'objective-4'
  );
});

test('what a form could not keep is left to the text', () => {
  const heads = ['weight: 3', 'title: &a b', 'title: >-\n  folded', 'title: a\ntitle: b'];
  for (const head of heads) expect(parted(`---\n${head}\n---\n`)).toBeNull();
  expect(parted('No head')).toBeNull();
});
