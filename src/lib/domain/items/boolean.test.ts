import { describe, expect, test } from 'vitest';
import { grade, optionCount, parseItem, parseResponse, passMark, type Item } from './registry';

const reason = (id: string, correct = false) => ({
  id,
  text: id,
  feedback: `About ${id}.`,
  correct
});

function trueOrFalse(key: boolean): Item {
  const result = parseItem({
    id: 'an-item',
    type: 'boolean',
    stem: 'Is it so?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    verdicts: [
      { value: true, correct: key, feedback: 'About true.' },
      { value: false, correct: !key, feedback: 'About false.' }
    ],
    reasons: [reason('right', true), reason('wrong'), reason('other')]
  });
  if ('flaws' in result) throw new Error(JSON.stringify(result.flaws));
  return result.item;
}

describe.each([true, false])('where the verdict is %s', (key) => {
  const item = trueOrFalse(key);
  const given = (response: object) => {
    const result = parseResponse(item, response);
    if ('error' in result) throw new Error(result.error);
    return grade(item, result.response);
  };

  test.each([
    ['verdict and reason', { value: key, reason: 'right' }, 1],
    ['the verdict alone', { value: key }, 0.5],
    ['the verdict for a wrong reason', { value: key, reason: 'wrong' }, 0.5],
    ['the reason alone', { reason: 'right' }, 0],
    ['the reason with the wrong verdict', { value: !key, reason: 'right' }, 0],
    ['both wrong', { value: !key, reason: 'wrong' }, 0],
    ['nothing', {}, 0],
    ['nothing, said so', { value: null, reason: null }, 0]
  ])('%s', (_, response, score) => {
    expect(given(response).score).toBe(score);
  });

  test('half does not pass', () => {
    expect(passMark(item)).toBeGreaterThan(given({ value: key }).score);
  });

  test('an unanswered verdict is marked as given neither way', () => {
    const verdicts = given({ reason: 'right' }).marks.filter(({ part }) =>
      ['true', 'false'].includes(part)
    );
    expect(verdicts.map((mark) => mark.given)).toEqual([false, false]);
    expect(verdicts.find((mark) => mark.part === String(key))!.right).toBe(false);
  });
});

test('a guess chooses a verdict and a reason', () => {
  expect(optionCount(trueOrFalse(true))).toBe(6);
});
