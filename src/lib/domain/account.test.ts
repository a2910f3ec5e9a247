import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Email, isTimeZone, Name, SignUp, timeZones } from './account';
import { weakness } from './password';

test.each([
  [' Anna@Example.COM ', 'anna@example.com'],
  ['anna+school@mail.example.org', 'anna+school@mail.example.org'],
  ['E\u0301mile@example.com', 'émile@example.com'],
  ["o'neil@example.com", "o'neil@example.com"]
])('%j is stored as %j', (typed, stored) => {
  expect(v.parse(Email, typed)).toBe(stored);
});

test.each([
  ['no at sign', 'anna'],
  ['no domain', 'anna@'],
  ['no dot', 'anna@localhost'],
  ['two addresses', 'anna@example.com,ben@example.com'],
  ['a name before', 'Anna <anna@example.com>'],
  ['a header in a line of its own', 'anna@example.com\r\nBcc: x@example.com'],
  ['a blank', 'anna b@example.com'],
  ['too long', `${'a'.repeat(250)}@example.com`]
])('%s is no e-mail address', (_, typed) => {
  expect(v.is(Email, typed)).toBe(false);
});

test('names of any script are names, control characters are not', () => {
  for (const name of ['Zoë', '李 小龙', 'Ångström', 'नमस्ते', '👩‍⚕️ Kim']) {
    expect(v.parse(Name, ` ${name} `)).toBe(name.normalize('NFC'));
  }
  for (const name of ['', ' ', 'a\u0000b', 'a\nb', 'x'.repeat(101)]) {
    expect(v.is(Name, name)).toBe(false);
  }
});

test('zones are those of the IANA', () => {
  expect(['UTC', 'America/New_York', 'Asia/Calcutta'].every(isTimeZone)).toBe(true);
  expect(['', '+02:00', 'Mars/Olympus', '../etc'].some(isTimeZone)).toBe(false);
  expect(timeZones().every(isTimeZone)).toBe(true);
});

const owner = { name: 'Anna Li', email: 'anna.weber@example.com' };

test.each([
  'password123',
  'P@ssw0rd!!!!',
  'massage2024!',
  '1234567890',
  'qwertyuiop',
  '0987654321',
  'aaaaaaaaaaaa',
  'abababababab',
  'anna-is-here',
  'anna.weber99'
])('%s would be guessed', (password) => {
  expect(weakness(password, owner)).toEqual(expect.any(String));
});

test.each(['harbour velvet nine', 'x7#kQ2!mVp', 'liliput trombone', 'пароль для школы'])(
  '%s would not',
  (password) => {
    expect(weakness(password, owner)).toBeNull();
  }
);

test('a weak password is told beside its field', () => {
  const input = { ...owner, password: 'anna is here', timeZone: 'UTC' };
  const { issues } = v.safeParse(SignUp, input);
  expect(issues?.map((issue) => [v.getDotPath(issue), issue.message])).toEqual([
    ['password', 'Leave your name and e-mail address out of the password']
  ]);
  const short = v.safeParse(SignUp, { ...input, password: 'short' });
  expect(short.issues?.[0]?.message).toContain('at least 10');
});
