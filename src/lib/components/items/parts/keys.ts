/** From a key to what it asks for. */

/** `answer` is for the item's type to understand: a digit, or a letter of its own. */
export type Command = 'enter' | 'hint' | 'undo' | 'help' | 'answer';

/**
 * Where the focus is: a text field keeps its letters, one of several lines its Enter too, and a
 * control with an action its Enter only.
 */
export type Focus = 'text' | 'lines' | 'action' | 'other';

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing'> & {
  repeat?: boolean;
};

const commands: Record<string, Command> = { enter: 'enter', h: 'hint', u: 'undo', '?': 'help' };

export function commandOf(event: Pressed, focus: Focus): Command | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.repeat)
    return null;
  const command =
    commands[event.key.toLowerCase()] ?? (/^[1-9a-z]$/i.test(event.key) ? 'answer' : null);
  const kept = {
    text: command !== 'enter',
    lines: true,
    action: command === 'enter',
    other: false
  };
  return kept[focus] ? null : command;
}

export function focusOf(target: Pick<Element, 'closest'>): Focus {
  if (target.closest('textarea, [contenteditable]')) return 'lines';
  if (target.closest('input:not([type=radio], [type=checkbox])')) return 'text';
  return target.closest('a[href], button, summary, select') ? 'action' : 'other';
}

/** @returns the nth of what is displayed, counted from 1 as people do */
export function nth<T>(list: readonly T[], key: string): T | undefined {
  return /^[1-9]$/.test(key) ? list[Number(key) - 1] : undefined;
}

/** @returns the first id after `from` that is not `done`, going round; null when all are */
export function nextOpen(
  ids: readonly string[],
  done: (id: string) => boolean,
  from: string | null
): string | null {
  const start = from === null ? 0 : ids.indexOf(from) + 1;
  return [...ids.slice(start), ...ids.slice(0, start)].find((id) => !done(id)) ?? null;
}
