import { describe, expect, test } from 'vitest';
import { can, isStaff, roles, type Actor, type Request, type Role } from './actor';

const home = 'school-home';
const elsewhere = 'school-elsewhere';

/** A member of `home` only. */
const member = (role: Role): Actor => ({ id: 'me', memberships: [{ school: home, role }] });

/** Each action with those who may; the type asks for every action there is. */
const rules: Record<Request[0], Role[]> = {
  'roster.view': ['instructor', 'admin'],
  'school.rename': ['admin'],
  'member.manage': ['admin'],
  'quiz.manage': ['instructor', 'admin'],
  'result.view': ['instructor', 'admin'],
  'note.grade': ['instructor', 'admin'],
  'item.mend': ['instructor', 'admin'],
  'item.sign': ['instructor', 'admin'],
  'report.resolve': ['instructor', 'admin'],
  'cohort.manage': ['instructor', 'admin'],
  'content.read': ['student', 'instructor', 'admin'],
  'content.write': ['instructor', 'admin'],
  'content.publish': ['instructor', 'admin'],
  'assignment.manage': ['instructor', 'admin'],
  'announcement.send': ['instructor', 'admin'],
  'hours.view': ['instructor', 'admin'],
  'hours.record': ['instructor', 'admin'],
  'hours.attest': ['admin'],
  'hours.set': ['admin'],
  'completion.view': ['instructor', 'admin'],
  'completion.manage': ['admin'],
  'skill.sign': ['instructor', 'admin'],
  'paper.view': ['instructor', 'admin'],
  'paper.issue': ['admin'],
  'webhook.manage': ['admin'],
  'record.view': ['instructor', 'admin'],
  'record.manage': ['admin']
};

describe.each(Object.entries(rules) as [Request[0], Role[]][])('%s', (action, may) => {
  test.each(roles)('by a %s of the school', (role) => {
    expect(can(member(role), action, { school: home })).toBe(may.includes(role));
  });

  test.each(roles)('by a %s of another school', (role) => {
    expect(can(member(role), action, { school: elsewhere })).toBe(false);
  });

  test('by somebody without a school', () => {
    expect(can({ id: 'me', memberships: [] }, action, { school: home })).toBe(false);
  });

  test('a role counts only where one has it', () => {
    const actor: Actor = {
      id: 'me',
      memberships: [
        { school: home, role: 'student' },
        { school: elsewhere, role: 'admin' }
      ]
    };
    expect(can(actor, action, { school: home })).toBe(may.includes('student'));
    expect(can(actor, action, { school: elsewhere })).toBe(true);
  });
});

describe('an instructor who is limited to cohorts', () => {
  const limited = (...cohorts: string[]): Actor => ({
    id: 'me',
    memberships: [{ school: home, role: 'instructor', cohorts }]
  });

  test('acts on those, on no other, and not on the whole school', () => {
    const about = (cohort: string | null, actor = limited('own')) =>
      can(actor, 'announcement.send', { school: home, cohort });
    expect([about('own'), about('other'), about(null)]).toEqual([true, false, false]);
    expect(about('own', limited())).toBe(false);
    expect([about('own', member('admin')), about(null, member('admin'))]).toEqual([true, true]);
  });

  test('works on content as others do, but mends nothing of which all scores depend', () => {
    expect(can(limited('own'), 'content.write', { school: home })).toBe(true);
    expect(can(limited('own'), 'item.mend', { school: home })).toBe(false);
  });
});

test.each([
  [['student'], false],
  [[], false],
  [['student', 'instructor'], true],
  [['admin'], true]
] as [Role[], boolean][])('staff with the roles %j: %s', (own, staff) => {
  const memberships = own.map((role, i) => ({ school: `school-${i}`, role }));
  expect(isStaff({ memberships })).toBe(staff);
});
