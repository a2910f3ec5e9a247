import { expect, test } from 'vitest';
import { arrange, readQuery, writeQuery, type StudentResult } from './quiz-results';

const row = (name: string, change: Partial<StudentResult> = {}): StudentResult => ({
  account: name,
  name,
  email: `${name.toLowerCase()}@example.test`,
  attempts: 0,
  best: null,
  last: null,
  passed: null,
  state: 'none',
  deadlineAt: null,
  extraMinutes: 0,
  extraAttempts: 0,
  ...change
});

const rows = [
  row('Third', { attempts: 2, best: 0.9, last: 0.4, passed: true, state: 'handed-in' }),
  row('First', { attempts: 1, best: 0.5, last: 0.5, passed: false, state: 'ran-out' }),
  row('Élan'),
  row('Second', { attempts: 1, state: 'running' })
];
const ask = (search: string) =>
  arrange(rows, readQuery(new URLSearchParams(search))).map(({ name }) => name);

test.each([
  ['', ['Élan', 'First', 'Second', 'Third']],
  ['order=down', ['Third', 'Second', 'First', 'Élan']],
  ['sort=best', ['First', 'Third', 'Élan', 'Second']],
  ['sort=best&order=down', ['Third', 'First', 'Élan', 'Second']],
  ['sort=attempts&order=down', ['Third', 'First', 'Second', 'Élan']],
  ['sort=state', ['Élan', 'Second', 'Third', 'First']],
  ['sort=passed', ['First', 'Third', 'Élan', 'Second']],
  ['state=running', ['Second']],
  ['passed=yes', ['Third']],
  ['passed=no', ['First']],
  ['name=elan', ['Élan']],
  ['name=third@', ['Third']],
  ['sort=nonsense&order=7&state=x&passed=maybe', ['Élan', 'First', 'Second', 'Third']]
])('%j gives %j', (search, expected) => {
  expect(ask(search)).toEqual(expected);
});

test.each([
  '',
  '?state=running',
  '?name=a+b&passed=no&former=yes&sort=best&order=down',
  '?sort=name&order=down'
])('the address %j is written as it was read', (search) => {
  expect(writeQuery(readQuery(new URLSearchParams(search)))).toBe(search);
});
