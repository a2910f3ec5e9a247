import { expect, test } from 'vitest';
import * as v from 'valibot';
import { flawOfDue, stateOf } from './assignment';
import { NewPractice } from './assignment-input';

const id = '01930000-0000-4000-8000-00000000000a';
const practice = { id, topic: 'lesson.a.b', students: [id], questions: 10, due: '2027-03-31' };

test.each([
  [{ students: [] }, 'Choose at least one student or cohort'],
  [{ students: ['me'] }, 'Give the ids of accounts'],
  [{ questions: 0 }, 'Ask 1 to 30 questions'],
  [{ questions: 2.5 }, 'Ask 1 to 30 questions'],
  [{ questions: '' }, 'Ask 1 to 30 questions'],
  [{ due: '2027-02-31' }, 'There is no such day. Write the day as 2027-03-31'],
  [{ id: 'mine' }, 'Make the id a UUID']
])('%j is refused with what to mend', (change, complaint) => {
  const parsed = v.safeParse(NewPractice, { ...practice, ...change });
  expect(parsed.issues?.map(({ message }) => message)).toEqual([complaint]);
});

test('it is due today or later, and not in a year that was mistyped', () => {
  expect(flawOfDue(99, 100)).toContain('over');
  expect(flawOfDue(100, 100)).toBeNull();
  expect(flawOfDue(100 + 400, 100)).toContain('year');
});

test.each([
  [{}, 'open'],
  [{ dueDay: 99 }, 'overdue'],
  [{ dueDay: 99, finished: 3 }, 'finished'],
  [{ finished: 3, withdrawnAt: '2026-03-10' }, 'withdrawn']
])('%j is %s', (change, state) => {
  const assignment = { withdrawnAt: null, dueDay: 100, students: 3, finished: 2, ...change };
  expect(stateOf(assignment, 100)).toBe(state);
});
