import * as v from 'valibot';
import { expect, test } from 'vitest';
import { complaintsOf, draftOf, partsOf, readDraft, shareOf } from './completion-form';
import { Rule } from './completion-rule';

const skill = '01930000-0000-4000-8000-00000000000a';
const rule: Rule = [
  { kind: 'lessons', lessons: ['a', 'b'], checks: false },
  { kind: 'quiz', quiz: 'q', share: 0.725 },
  { kind: 'recall', topic: 'lesson.a', share: 0.85, answers: 20 },
  { kind: 'skill', skill },
  { kind: 'hours', hours: 500 }
];

/** As a browser sends what `draftOf` shows. */
function sent(draft: ReturnType<typeof draftOf>): FormData {
  const form = new FormData();
  for (const id of draft.lessons) form.append('lesson', id);
  if (draft.checks) form.append('checks', 'on');
  for (const { quiz, share } of [...draft.quizzes, { quiz: '', share: '' }]) {
    form.append('quiz', quiz);
    form.append('quizShare', share);
  }
  for (const { topic, share, answers } of draft.topics) {
    form.append('topic', topic);
    form.append('topicShare', share);
    form.append('topicAnswers', answers);
  }
  for (const id of draft.skills) form.append('skill', id);
  form.append('hours', draft.hours);
  form.append('after', draft.after);
  return form;
}

test('a rule that is shown and sent again is the same', () => {
  const draft = readDraft(sent(draftOf(rule, ['a', 'b', 'c'], 3)));
  expect(draft.after).toBe('3');
  expect(v.parse(Rule, partsOf(draft).rule)).toEqual(rule);
});

test('the first rule begins with all lessons and their questions', () => {
  expect(partsOf(draftOf(null, ['a', 'b'], 0)).rule).toEqual([
    { kind: 'lessons', lessons: ['a', 'b'], checks: true }
  ]);
});

test('what is wrong stands with its field', () => {
  const draft = draftOf(rule, [], 1);
  draft.quizzes[0]!.share = 'much';
  draft.topics[0]!.share = '';
  const { rule: asked, fields } = partsOf(draft);
  const result = v.safeParse(v.object({ rule: Rule }), { rule: asked });
  const errors = Object.fromEntries(
    result.issues!.map((issue) => [v.getDotPath(issue)!, issue.message])
  );
  expect(Object.keys(complaintsOf(errors, fields))).toEqual(['quiz-0', 'topic-0']);
  expect(complaintsOf({ from: 'no', rule: 'none' }, fields)).toEqual({ from: 'no', rule: 'none' });
});

test.each([
  ['80', 0.8],
  [' 72,5 % ', 0.725],
  ['', NaN],
  ['much', NaN]
])('%j percent is %d', (text, share) => {
  if (Number.isNaN(share)) expect(shareOf(text)).toBeNaN();
  else expect(shareOf(text)).toBeCloseTo(share, 10);
});
