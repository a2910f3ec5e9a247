/** Reading from the screen what a question shows, and where. */
import type { Locator } from '@playwright/test';
import { centreOf, regionOf } from '../../src/lib/domain/body-map';
import type { Action } from '../../src/lib/domain/items/decision';
import type { Item } from '../../src/lib/domain/items/registry';
import { sections } from '../../src/lib/domain/items/soap';

/** @returns the text of what has an id */
export const textOf = (list: { id: string; text: string }[], id: unknown) =>
  list.find((entry) => entry.id === id)!.text;

/** @returns how a branch of a decision is shown */
export function branchOf(item: Item & { type: 'decision' }, action: unknown) {
  const name = action as Action;
  return `${name[0]!.toUpperCase()}${name.slice(1)}: ${item.branches[name].text}`;
}

/** @returns the place of an entry in the list as it is on the screen, from 0 */
export async function shownAt(question: Locator, entry: string) {
  const rows = await question.getByRole('listitem').allInnerTexts();
  return rows.findIndex((text) => text.includes(entry));
}

/** @returns what is sorted, and into what: the entries of a classify, the phrases of a note */
export function sortingOf(item: Item & { type: 'classify' | 'note' }) {
  if (item.type === 'classify') return item;
  if (item.form === 'written') throw new Error(`${item.id} is written, not sorted`);
  const entries = item.phrases.map(({ id, text, section: bin }) => ({ id, text, bin }));
  return { entries, bins: [...sections] };
}

/** @returns the entry that a group is for */
export async function entryOf(group: Locator, entries: { id: string; text: string }[]) {
  for (const entry of entries)
    if (
      (await group
        .and(group.page().getByRole('group', { name: entry.text, exact: true }))
        .count()) > 0
    )
      return entry;
  throw new Error('No such entry is shown here');
}

/** @returns what a select chooses from, in its order; the first is to choose nothing */
export const valuesOf = (select: Locator) =>
  select
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));

/** @returns what a select of a match is for */
export async function leftOf(select: Locator, item: Item & { type: 'match' }) {
  const label = await select.evaluate((it) => (it as HTMLSelectElement).labels![0]!.innerText);
  return item.left.find(({ text }) => text === label)!;
}

/** Gaps by their names on the screen, in the order of the text. */
export function wordsInOrder(item: Item & { type: 'cloze' }, answer: Record<string, unknown>) {
  const words = answer.gaps as Record<string, string>;
  const order = item.gaps
    .map(({ id }) => ({ id, at: item.text.indexOf(`[[${id}]]`) }))
    .sort((a, b) => a.at - b.at);
  return order.map(({ id }, i) => [`Gap ${i + 1} of ${order.length}`, words[id]!] as const);
}

/** Taps on a region of the body map, wherever it lies on the screen. */
export async function touch(picture: Locator, region: string) {
  const shape = regionOf(region)!;
  const { x, y } = centreOf(shape);
  // The corner and the width of the drawing, in its own units.
  const [left, top, width] = [-168, -10, 336];
  const views = picture.page().getByRole('radiogroup', { name: 'View of the body' });
  if (await views.isVisible())
    await views.getByText(shape.view === 'front' ? 'Front' : 'Back', { exact: true }).click();
  const drawings = picture.locator('svg:visible');
  // Both views where there is room, the front first.
  const drawing = shape.view === 'front' ? drawings.first() : drawings.last();
  await drawing.scrollIntoViewIfNeeded();
  const scale = (await drawing.boundingBox())!.width / width;
  await drawing.click({ position: { x: (x - left) * scale, y: (y - top) * scale } });
}
