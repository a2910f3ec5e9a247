import { expect, test } from 'vitest';
import { mayFind, type Findable, type Seeker } from './findable';

const question = (change: Partial<Findable> = {}): Findable => ({
  id: 'one',
  lesson: 'course/lesson',
  reserved: false,
  isAsked: false,
  ...change
});
const learner = (completed: string[] = [], answered: string[] = []): Seeker => ({
  kind: 'learner',
  completed: new Set(completed),
  answered: new Set(answered)
});
const done = learner(['course/lesson'], ['one']);

test.each<[string, Seeker, Findable, boolean]>([
  ['a guest finds what a lesson asks', { kind: 'guest' }, question({ isAsked: true }), true],
  ['a guest finds nothing else', { kind: 'guest' }, question(), false],
  ['a learner finds what a lesson asks', learner(), question({ isAsked: true }), true],
  ['a learner finds nothing of a lesson to come', learner(), question(), false],
  ['nor of another lesson', learner(['course/other'], ['two']), question(), false],
  ['what a completed lesson brings', learner(['course/lesson']), question(), true],
  ['what was answered', learner([], ['one']), question(), true],
  ['staff find all', { kind: 'staff' }, question(), true],
  ['staff find what is kept for quizzes', { kind: 'staff' }, question({ reserved: true }), true],
  ['a learner never does', done, question({ reserved: true }), false],
  ['not even if a lesson asked it', done, question({ reserved: true, isAsked: true }), false],
  ['nor a guest', { kind: 'guest' }, question({ reserved: true, isAsked: true }), false]
])('%s', (_, seeker, item, found) => {
  expect(mayFind(seeker, item)).toBe(found);
});
