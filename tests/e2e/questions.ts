/** Answering the questions of the shipped lessons, as a person does who knows the key. */
import type { Locator, Page } from '@playwright/test';
import { actions, type Action } from '../../src/lib/domain/items/decision';
import { keyOf, type Item, type Response } from '../../src/lib/domain/items/registry';
import { lessonsOf, type Lesson } from '../../src/lib/server/content/catalogue';
import { readContent } from '../../src/lib/server/content/read';
import { expect } from './fixtures';
import {
  branchOf,
  entryOf,
  leftOf,
  shownAt,
  sortingOf,
  textOf,
  touch,
  valuesOf,
  wordsInOrder
} from './shown';

export type Aim = 'right' | 'partly' | 'wrong';

const shipped = readContent('content').courses.flatMap(lessonsOf);
const every = shipped.flatMap((lesson) => lesson.items);
/** What only a quiz asks. */
export const reserved: readonly Item[] = every.filter((item) => item.reserved);
/** With the items that a review may ask too. */
export const lessons: readonly Lesson[] = shipped.map((lesson) => ({
  ...lesson,
  items: lesson.items.filter((item) => !item.reserved)
}));
export const items: readonly Item[] = lessons.flatMap((lesson) => lesson.items);
export const itemOf = (id: string) => every.find((item) => item.id === id)!;

/** A question on the screen. */
export const questionOf = (page: Page, item: Item) =>
  page.getByRole('region', { name: item.stem, exact: true });

/** Before the page is awake nobody listens to keys. */
const isAwake = (question: Locator) =>
  expect(question.locator('input, select, button').first()).toBeEnabled();

/** What a review asks now. */
export async function asked(page: Page): Promise<{ item: Item; question: Locator }> {
  const region = page.getByRole('main').getByRole('region').and(page.locator('[data-item]'));
  await isAwake(region);
  const item = itemOf((await region.getAttribute('data-item'))!);
  return { item, question: questionOf(page, item) };
}

/** @returns an answer to the item; a choice cannot be partly right, nor a number in a given unit */
export function responseTo(item: Item, aim: Aim): Response {
  if (aim === 'right') return keyOf(item);
  switch (item.type) {
    case 'choice':
      return { option: item.options.find((option) => !option.correct)!.id };
    case 'multiple':
      return { options: [item.options.find(({ correct }) => correct === (aim === 'partly'))!.id] };
    case 'boolean': {
      const reason = item.reasons.find(({ correct }) => !correct)!.id;
      const verdict = item.verdicts.find(({ correct }) => correct === (aim === 'partly'))!;
      return { value: verdict.value, reason };
    }
    case 'classify':
    case 'note': {
      const { entries, bins } = sortingOf(item);
      const misplaced = aim === 'wrong' ? entries : entries.slice(0, 1);
      const elsewhere = misplaced.map(({ id, bin }) => [
        id,
        bins.find((other) => other.id !== bin)!.id
      ]);
      const right = Object.fromEntries(entries.map(({ id, bin }) => [id, bin]));
      return { bins: { ...right, ...Object.fromEntries(elsewhere) } };
    }
    case 'cloze': {
      const right = aim === 'partly' ? item.gaps.slice(0, 1) : [];
      const gaps = Object.fromEntries(item.gaps.map(({ id }) => [id, 'no such word']));
      return {
        gaps: { ...gaps, ...Object.fromEntries(right.map(({ id, accept }) => [id, accept[0]!])) }
      };
    }
    case 'order': {
      const key = item.entries.map(({ id }) => id);
      // Partly: the last two exchanged.
      return {
        order:
          aim === 'wrong' ? key.toReversed() : [...key.slice(0, -2), ...key.slice(-2).reverse()]
      };
    }
    case 'match': {
      const [first, ...others] = item.left;
      // Each of the others gets what belongs to the one before it.
      const wrong = aim === 'wrong' ? item.left : others;
      const shifted = wrong.map(({ id }, i) => [id, wrong.at(i - 1)!.right]);
      const right = aim === 'wrong' ? {} : { [first!.id]: first!.right };
      return { pairs: { ...right, ...Object.fromEntries(shifted) } };
    }
    case 'numeric':
      return {
        value: item.value + (aim === 'wrong' ? item.tolerance + 1 : 0),
        unit: item.units?.find((unit) => unit !== item.unit) ?? null
      };
    case 'hotspot':
      return { regions: [item.choices.find(({ correct }) => correct === (aim === 'partly'))!.id] };
    case 'decision':
      return {
        branch: actions.find((action) => {
          const { credit } = item.branches[action];
          return aim === 'partly' ? credit > 0 && credit < 1 : credit === 0;
        })!
      };
  }
}

/** Fills a question in by pointer or thumb, without sending it. */
export async function point(question: Locator, item: Item, response: Response) {
  const answer = response as Record<string, unknown>;
  const choose = (group: string, text: string, role: 'radio' | 'checkbox' = 'radio') =>
    question
      .getByRole('group', { name: group, exact: true })
      .getByRole(role, { name: text, exact: true })
      .check();
  switch (item.type) {
    case 'choice':
      return choose('Choose one', textOf(item.options, answer.option));
    case 'multiple':
      for (const id of answer.options as string[])
        await choose('Choose all that apply', textOf(item.options, id), 'checkbox');
      return;
    case 'boolean':
      await choose('True or false?', answer.value ? 'True' : 'False');
      return choose('Because …', textOf(item.reasons, answer.reason));
    case 'classify':
    case 'note': {
      const { entries, bins } = sortingOf(item);
      for (const [entry, bin] of Object.entries(answer.bins as Record<string, string>))
        await choose(textOf(entries, entry), textOf(bins, bin));
      return;
    }
    case 'cloze':
      for (const [gap, word] of wordsInOrder(item, answer))
        await question.getByRole('textbox', { name: gap }).fill(word);
      return;
    case 'order': {
      const wanted = (answer.order as string[]).map((id) => textOf(item.entries, id));
      const rows = question.getByRole('listitem');
      for (const [place, entry] of wanted.entries())
        while (!(await rows.nth(place).innerText()).includes(entry))
          await question.getByRole('button', { name: `Up: ${entry}`, exact: true }).click();
      return;
    }
    case 'match':
      for (const [left, right] of Object.entries(answer.pairs as Record<string, string>))
        await question
          .getByRole('combobox', { name: textOf(item.left, left), exact: true })
          .selectOption(right);
      return;
    case 'numeric':
      await question.getByRole('textbox').fill(String(answer.value));
      if (item.units) await choose('Unit', String(answer.unit ?? item.unit));
      return;
    case 'hotspot': {
      // The picture comes when it is near; before, the page has to be awake.
      await expect(question.getByRole('checkbox').first()).toBeEnabled();
      await question.scrollIntoViewIfNeeded();
      const picture = question.getByRole('img', { name: item.alt, exact: true });
      for (const id of answer.regions as string[]) {
        await touch(picture, item.choices.find((place) => place.id === id)!.region);
        await expect(
          question.getByRole('checkbox', { name: textOf(item.choices, id), exact: true })
        ).toBeChecked();
      }
      return;
    }
    case 'decision':
      return choose('What do you do?', branchOf(item, answer.branch));
  }
}

/**
 * Fills a question in by keyboard, without sending it. The keys of a lesson's check work while
 * the focus is in the question, those of a review anywhere.
 */
export async function type(page: Page, question: Locator, item: Item, response: Response) {
  const answer = response as Record<string, unknown>;
  await isAwake(question);
  const press = (key: string | number) => page.keyboard.press(String(key));
  /** What is displayed first has the number 1. */
  const number = async (group: string, role: 'radio' | 'checkbox', id: unknown) => {
    const shown = question.getByRole('group', { name: group, exact: true }).getByRole(role);
    const ids = await shown.evaluateAll((inputs) =>
      inputs.map((i) => (i as HTMLInputElement).value)
    );
    return ids.indexOf(id as string) + 1;
  };

  switch (item.type) {
    case 'choice':
      return press(await number('Choose one', 'radio', answer.option));
    case 'multiple':
      for (const id of answer.options as string[])
        await press(await number('Choose all that apply', 'checkbox', id));
      return;
    case 'hotspot':
      for (const id of answer.regions as string[])
        await press(await number('Mark all that apply, in the picture or here', 'checkbox', id));
      return;
    case 'boolean':
      await press(answer.value ? 't' : 'f');
      await expect(question.getByRole('group', { name: 'Because …' })).toBeVisible();
      return press(await number('Because …', 'radio', answer.reason));
    case 'classify':
    case 'note': {
      // Each key places one entry and goes on to the next below it.
      const { entries, bins } = sortingOf(item);
      const placed = answer.bins as Record<string, string>;
      const groups = question.getByRole('listitem').getByRole('group');
      for (let i = 0; i < entries.length; i++) {
        const entry = await entryOf(groups.nth(i), entries);
        const at = bins.findIndex(({ id }) => id === placed[entry.id]);
        await press(item.type === 'note' ? 'soap'[at]! : at + 1);
        await expect(groups.nth(i).getByRole('radio', { checked: true })).toHaveCount(1);
      }
      return;
    }
    case 'cloze':
      for (const [gap, word] of wordsInOrder(item, answer)) {
        await tabTo(page, question.getByRole('textbox', { name: gap }));
        await page.keyboard.type(word);
      }
      return;
    case 'order':
      // One number takes an entry up, the next is its new place.
      for (const [place, entry] of (answer.order as string[]).entries()) {
        await press((await shownAt(question, textOf(item.entries, entry))) + 1);
        await press(place + 1);
        await expect.poll(() => shownAt(question, textOf(item.entries, entry))).toBe(place);
      }
      return;
    case 'match': {
      // Each number makes one pair and goes on to the next below it.
      const pairs = answer.pairs as Record<string, string>;
      const selects = question.getByRole('combobox');
      const numbers = await valuesOf(selects.first());
      for (let i = 0; i < item.left.length; i++) {
        const right = pairs[(await leftOf(selects.nth(i), item)).id]!;
        await press(numbers.indexOf(right));
        await expect(selects.nth(i)).toHaveValue(right);
      }
      return;
    }
    case 'numeric':
      await tabTo(page, question.getByRole('textbox'));
      await page.keyboard.type(String(answer.value));
      return;
    case 'decision':
      return press(actions.indexOf(answer.branch as Action) + 1);
  }
}

/** Moves the focus on with Tab until it is there. */
export async function tabTo(page: Page, target: Locator) {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; !(await isThere()); presses++) {
    if (presses === 60) throw new Error(`Tab does not lead to ${target}`);
    await page.keyboard.press('Tab');
  }
}

/** What a question says once it is graded. */
export const saying = (question: Locator, aim: Aim) =>
  question
    .getByRole('status')
    .getByText(
      { right: 'Right', partly: /^\s*Partly right(:\s+\d of \d)?/, wrong: 'Not yet' }[aim],
      {
        exact: true
      }
    );
