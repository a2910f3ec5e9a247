/** A licensed instructor signs a question off over the API. */
import { expect } from './fixtures';
import { lessons } from './questions';
import { test } from './teaching-fixtures';

const lesson = lessons[0]!;
const item = lesson.items.find(({ id, type }) => lesson.checks.includes(id) && type === 'choice')!;
const license = 'South Carolina LMT 1234';

test('over the API: signed, stale, taken back; and not for students', async ({
  page,
  school: _,
  desk
}) => {
  const address = `/api/v1/schools/${desk.slug}/items/${item.id}/sign-off`;
  const staff = desk.page.request;
  const data = { version: 1, license, attested: true };
  expect((await page.request.put(address, { data })).status()).toBe(404);
  expect((await staff.put(address, { data: { ...data, attested: false } })).status()).toBe(422);
  expect((await staff.put(address, { data: { ...data, version: 99 } })).status()).toBe(409);
  for (const time of ['first', 'again'])
    expect((await staff.put(address, { data })).status(), time).toBe(204);
  const list = await staff.get(`/api/v1/schools/${desk.slug}/items?state=signed`);
  expect((await list.json()).items).toEqual([
    expect.objectContaining({ item: item.id, signed: expect.objectContaining({ license }) })
  ]);
  const reason = { data: { reason: 'Once more.' } };
  expect((await staff.delete(address, reason)).status()).toBe(204);
  expect((await staff.delete(address, reason)).status()).toBe(404);
});
