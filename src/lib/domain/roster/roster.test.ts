import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefused, readRoster, type RosterRow } from './read';
import { countOf, planRoster, type Present } from './plan';
import { writeRoster, type RosterLine } from './write';

const row = (changes: Partial<RosterRow> = {}): RosterRow => ({
  ...{ line: 2, email: 'ann@example.com', name: 'Ann Lee', number: null, role: null },
  ...{ cohorts: null, isGone: false, ...changes }
});

describe('reading', () => {
  test.each([
    ['name,email\nAnn Lee,Ann@Example.com\n', row()],
    ['\ufeffName;E-mail\r\n"Lee, Ann";ann@example.com', row({ name: 'Lee, Ann' })],
    ['email\tfirst name\tlast name\nann@example.com\tAnn\tLee', row()],
    [
      'sourcedId,status,enabledUser,role,givenName,familyName,email\n' +
        '7,active,true,teacher,Ann,Lee,ann@example.com',
      row({ number: '7', role: 'instructor' })
    ],
    [
      'sourcedId,status,givenName,familyName,email\n7,tobedeleted,Ann,Lee,ann@example.com',
      row({ number: '7', isGone: true })
    ],
    [
      'email,name,cohort\nann@example.com,Ann Lee,Mornings ; Lab  A',
      row({ cohorts: ['Mornings', 'Lab A'] })
    ],
    ["email,name\nann@example.com,'=Ann", row({ name: '=Ann' })]
  ])('%j', (text, expected) => {
    expect(readRoster(text)).toMatchObject({ rows: [expected], flaw: null });
  });

  test.each([
    ['', 'empty'],
    ['Ann Lee,ann@example.com', 'names the columns'],
    ['name,email\n', 'nobody'],
    ['email,mail\na@b.cd,a@b.cd', 'Two columns'],
    ['name,email\n"Ann,a@b.cd', 'quotation mark']
  ])('of %j it says what is wrong', (text, flaw) => {
    expect(readRoster(text).flaw).toContain(flaw);
  });

  test('a row that cannot be taken says why, and the others stand', () => {
    const text =
      'name,email,role,status\nAnn,ann@example.com,,\nBen,ben at example,,\nCat,,,\n' +
      'Dan,dan@example.com,guardian,\nEve,eve@example.com,,sleeping\nAnn again,ANN@example.com,,';
    const { rows } = readRoster(text);
    expect(rows.filter(isRefused).map(({ line, error }) => [line, error])).toEqual([
      [3, expect.stringContaining('ben at example')],
      [4, expect.stringContaining('Add the e-mail')],
      [5, expect.stringContaining('guardian')],
      [6, expect.stringContaining('sleeping')],
      [7, expect.stringContaining('Line 2')]
    ]);
  });

  test('any text is read without an error, and says which columns it left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { rows, flaw } = readRoster(`email,${text}`);
        expect(flaw !== null || rows.length > 0).toBe(true);
      })
    );
    expect(readRoster('email,shoe size\na@b.cd,9').ignored).toEqual(['shoe size']);
  });
});

const cohorts = ['Mornings', 'Evenings', 'Lab A'].map((name, i) => ({ id: `cohort-${i}`, name }));

const present = (changes: Partial<Present> = {}): Present => ({
  ...{ self: 'me', cohorts, members: [], invitations: [], formerNumbers: [] },
  ...changes
});

const ann = {
  ...{ id: 'record-ann', account: 'account-ann', number: '7', name: 'Ann Lee' },
  ...{ emails: ['ann@example.com'], role: 'student' as const, cohorts: [cohorts[0]!] }
};

describe('planning', () => {
  const outcome = (given: RosterRow, there: Present) => {
    const [entry] = planRoster([given], there);
    return [entry!.outcome, entry!.what.join('; ')];
  };
  const withAnn = present({ members: [ann] });

  test.each([
    [row({ role: 'instructor' }), present(), 'add', 'Is invited as instructor'],
    [row({ cohorts: ['mornings'] }), present(), 'add', 'as student in Mornings'],
    [row({ cohorts: ['Nights'] }), present(), 'refuse', 'no cohort “Nights”'],
    [row({ role: 'admin', cohorts: ['Mornings'] }), present(), 'refuse', 'Only students'],
    [row({ isGone: true }), present(), 'same', 'no member'],
    [row(), withAnn, 'same', ''],
    [row({ cohorts: ['Mornings'] }), withAnn, 'same', ''],
    [row({ cohorts: ['Evenings'] }), withAnn, 'change', 'Evenings, was Mornings'],
    [row({ number: '7', email: 'a@lee.org' }), withAnn, 'change', 'a@lee.org, was ann@'],
    [row({ number: '8' }), withAnn, 'change', 'Number: 8, was 7'],
    [row({ role: 'instructor' }), withAnn, 'change', 'instructor instead of student'],
    [row({ isGone: true }), withAnn, 'end', 'record stays'],
    [row({ isGone: true }), present({ members: [ann], self: ann.account }), 'refuse', 'you'],
    [
      row({ role: 'student' }),
      present({ members: [{ ...ann, role: 'admin' }] }),
      'refuse',
      'role of an admin'
    ],
    [
      row({ email: 'ben@example.com', number: '7' }),
      present({ members: [ann, { ...ann, id: 'b', number: null, emails: ['ben@example.com'] }] }),
      'refuse',
      'mend one'
    ],
    [
      row({ number: '9' }),
      present({ formerNumbers: [{ number: '9', name: 'Old Bo', email: 'bo@example.com' }] }),
      'refuse',
      'Old Bo'
    ],
    [
      row({ number: '9' }),
      present({
        members: [ann],
        formerNumbers: [{ number: '9', name: 'Old Bo', email: 'bo@example.com' }]
      }),
      'refuse',
      'Old Bo'
    ]
  ])('%j', (given, there, expected, what) => {
    expect(outcome(given, there)).toEqual([expected, expect.stringContaining(what)]);
  });
});

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((one) => one.normalize('NFC').trim())
  .filter((one) => one.length > 0 && !/[\p{Cc}']/u.test(one));

const line = fc.record<RosterLine>({
  number: fc.option(fc.integer({ min: 1, max: 9999 }).map(String)),
  name: text.filter((one) => one === one.replace(/\s+/g, ' ')),
  email: fc.integer({ min: 1, max: 9999 }).map((n) => `person-${n}@example.com`),
  role: fc.constant('student'),
  cohorts: fc.subarray(cohorts.map(({ name }) => name)),
  status: fc.constantFrom('active', 'on leave'),
  joinedDay: fc.integer({ min: 19_000, max: 21_000 }),
  leftDay: fc.constant(null)
});

test('a roster that is written and read again changes nothing', () => {
  const lines = fc.uniqueArray(line, {
    minLength: 1,
    selector: (one) => one.email,
    maxLength: 20
  });
  fc.assert(
    fc.property(lines, (given) => {
      const numbers = new Set<string>();
      const own = given.map((one) => {
        const isFirst = one.number !== null && !numbers.has(one.number);
        if (isFirst) numbers.add(one.number!);
        return { ...one, number: isFirst ? one.number : null };
      });
      const there = present({
        members: own.map((one, i) => ({
          ...{ id: `record-${i}`, account: `account-${i}`, number: one.number, name: one.name! },
          ...{ emails: [one.email], role: one.role },
          cohorts: cohorts.filter(({ name }) => one.cohorts.includes(name))
        }))
      });
      const { rows, flaw } = readRoster(writeRoster(own));
      expect(flaw).toBeNull();
      const entries = planRoster(rows, there);
      expect(countOf(entries)).toMatchObject({ same: own.length, refuse: 0, change: 0 });
    })
  );
});
