import { expect, test } from 'vitest';
import * as v from 'valibot';
import { kindOf, RecallFilter, topicKey } from './topic';

test('a topic has a name that is one segment of an address', () => {
  expect(topicKey('lesson', 'course/lesson-1')).toBe('lesson.course.lesson-1');
  expect(topicKey('area', '4')).toBe('area.4');
  expect(kindOf('module.course.module')).toBe('module');
  expect(kindOf('modules.course')).toBeNull();
  expect(kindOf('')).toBeNull();
});

test('what an address says wrongly is left out', () => {
  const usual = { by: 'lesson', cohort: null, order: 'weakest' };
  expect(v.parse(RecallFilter, {})).toEqual(usual);
  expect(v.parse(RecallFilter, { by: 'mood', cohort: 'mine', order: '' })).toEqual(usual);
});
