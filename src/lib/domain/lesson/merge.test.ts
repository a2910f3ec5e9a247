import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare';
import { conflictsIn, merge } from './merge';

const names = { ours: 'yours', theirs: 'theirs' };
const text = fc
  .array(fc.oneof(fc.constantFrom('', 'a', 'b', 'One line.', 'Another.'), fc.string()), {
    maxLength: 30
  })
  .map((lines) => lines.join('\n'));

/** A text and what one author made of it by changing some of its lines. */
const edited = (base: string) =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom('', 'x', 'y', 'z\nz')), { maxLength: 4 })
    .map((edits) => {
      const lines = base.split('\n');
      for (const [at, line] of edits) lines[at % lines.length] = line;
      return lines.join('\n');
    });
const three = text.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base)));

test('what two authors change in different places is all there', () => {
  const base = 'One\n\nTwo\n\nThree';
  expect(merge(base, 'One!\n\nTwo\n\nThree', 'One\n\nTwo\n\nThree\n\nFour', names)).toEqual({
    text: 'One!\n\nTwo\n\nThree\n\nFour',
    conflicts: 0
  });
});

test('what both change otherwise stands twice, marked', () => {
  const merged = merge('a\nTwo\nc', 'a\nTwo and\nc', 'a\nTwo or\nc', names);
  expect(merged).toEqual({
    text: 'a\n<<<<<<< yours\nTwo and\n=======\nTwo or\n>>>>>>> theirs\nc',
    conflicts: 1
  });
  expect(conflictsIn(merged.text)).toEqual([2, 6]);
});

test('what one takes out and the other changes is a conflict, and not lost', () => {
  const { text, conflicts } = merge('a\n\nTwo\n\nc', 'a\n\nc', 'a\n\nTwo, mended\n\nc', names);
  expect(conflicts).toBe(1);
  expect(text).toContain('Two, mended');
});

test('both change alike: no conflict', () => {
  expect(merge('a\nb', 'a\nc', 'a\nc', names)).toEqual({ text: 'a\nc', conflicts: 0 });
});

test('a side that changed nothing leaves the other as it is', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      const merged = { text: other, conflicts: 0 };
      expect(merge(base, other, base, names)).toEqual(merged);
      expect(merge(base, base, other, names)).toEqual(merged);
      expect(merge(base, other, other, names)).toEqual(merged);
    })
  );
});

test('no line that an author added is lost, whoever is first', () => {
  fc.assert(
    fc.property(three, ([base, ours, theirs]) => {
      const merged = merge(base, ours, theirs, names);
      const known = new Set(base.split('\n'));
      const lines = new Set(merged.text.split('\n'));
      for (const line of [...ours.split('\n'), ...theirs.split('\n')])
        if (!known.has(line)) expect(lines).toContain(line);
      expect(merge(base, theirs, ours, names).conflicts).toBe(merged.conflicts);
    })
  );
});

test('each side of a comparison, read down, is its version', () => {
  const side = (which: 'before' | 'after', rows: ReturnType<typeof compare>) =>
    rows
      .flatMap((row) => row[which] ?? [])
      .map(({ runs }) => runs.map((run) => run.text).join(''))
      .join('\n');
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = compare(before, after);
      expect(side('before', rows)).toBe(before);
      expect(side('after', rows)).toBe(after);
      for (const which of ['before', 'after'] as const)
        expect(rows.flatMap((row) => row[which]?.number ?? [])).toEqual(
          (which === 'before' ? before : after).split('\n').map((_, i) => i + 1)
        );
      expect(rows.every(({ changed }) => !changed)).toBe(before === after);
    })
  );
});

test('of a changed line the words are marked that changed', () => {
  const [row] = compare('Use firm pressure here.', 'Use light pressure here.');
  expect(row!.before!.runs).toEqual([
    { text: 'Use ', changed: false },
    { text: 'firm', changed: true },
    { text: ' pressure here.', changed: false }
  ]);
});

test('texts that have nothing in common are told apart in no time', () => {
  const lines = (letter: string) =>
    Array.from({ length: 20_000 }, (_, i) => `${letter}${i % 7}`).join('\n');
  const begin = performance.now();
  expect(merge(lines('a'), lines('b'), lines('c'), names).conflicts).toBe(1);
  expect(performance.now() - begin).toBeLessThan(5_000);
});
