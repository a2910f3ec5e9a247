import { describe, expect, test } from 'vitest';
import { commandOf, nextOpen, nth, type Focus } from './keys';

const press = (key: string, focus: Focus = 'other', more = {}) =>
  commandOf(
    { key, altKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...more },
    focus
  );

describe('commandOf', () => {
  test.each([
    ['Enter', 'enter'],
    ['h', 'hint'],
    ['H', 'hint'],
    ['u', 'undo'],
    ['?', 'help'],
    ['1', 'answer'],
    ['9', 'answer'],
    ['t', 'answer'],
    ['0', null],
    ['Tab', null],
    ['ArrowDown', null],
    [' ', null]
  ])('%s asks for %s', (key, command) => expect(press(key)).toBe(command));

  test('a text field keeps every key but Enter', () => {
    for (const key of ['h', 'u', '?', '1', 't']) expect(press(key, 'text')).toBeNull();
    expect(press('Enter', 'text')).toBe('enter');
  });

  test('a field of several lines keeps every key', () => {
    for (const key of ['h', '?', '1', 'Enter']) expect(press(key, 'lines')).toBeNull();
  });

  test('a button keeps its Enter, and nothing else', () => {
    expect(press('Enter', 'action')).toBeNull();
    expect(press('2', 'action')).toBe('answer');
  });

  test('browser shortcuts, held keys and unfinished characters are left alone', () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      expect(press('h', 'other', more)).toBeNull();
    expect(press('Enter', 'other', { repeat: true })).toBeNull();
    expect(press('Enter', 'text', { isComposing: true })).toBeNull();
  });
});

test('nth counts from 1 and knows when there is no such option', () => {
  expect(nth(['a', 'b'], '2')).toBe('b');
  expect(nth(['a', 'b'], '3')).toBeUndefined();
  expect(nth(['a', 'b'], 't')).toBeUndefined();
});

test('nextOpen goes on, round the end, until all are done', () => {
  const ids = ['a', 'b', 'c'];
  const open = (...left: string[]) => {
    return (from: string | null) => nextOpen(ids, (id) => !left.includes(id), from);
  };
  expect(open('a', 'c')(null)).toBe('a');
  expect(open('a', 'c')('a')).toBe('c');
  expect(open('a')('c')).toBe('a');
  expect(open()('b')).toBeNull();
});
