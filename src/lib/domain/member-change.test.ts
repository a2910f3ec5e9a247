import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MemberChange } from './member-change';
import { readRosterQuery } from './roster-query';

test('what PostgreSQL stores in no text is refused in a reason, and looked for nowhere', () => {
  const change = (reason: string) => v.safeParse(MemberChange, { kind: 'removed', reason }).success;
  expect([change('Moved away'), change('Moved\0away'), change('\ud800')]).toEqual([
    ...[true, false, false]
  ]);
  const asked = (name: string) => readRosterQuery(new URLSearchParams({ name })).name;
  expect([asked(' Lee '), asked('L\0e')]).toEqual(['Lee', '']);
});
