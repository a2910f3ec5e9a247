import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsOf, listLength } from './badge';
import { codeOf, numberOf, printed, readCode } from './number';
import type { Letterhead, Report, Transcript } from './paper';
import {
  hundredths,
  inHours,
  lacking,
  openCorrections,
  paperHours,
  paperTotals,
  sumOf,
  together,
  type PaperLine
} from './paper-hours';
import { monthOf, monthSheet, reportRow, stateCsv, type Counted } from './report';
import { transcriptSheet } from './transcript';
import { modes } from '../hours';
import { dayOf } from '../day';
import type { Subject } from '../program';

const hour = 3_600_000;
const subject = (id: string, hours: number): Subject => ({
  ...{ id, title: id.toUpperCase(), hours, distance: true, lessons: [] }
});
const program = { hours: 150, subjects: [subject('strokes', 100), subject('ethics', 20)] };

let count = 0;
const line = (change: Partial<PaperLine> = {}): PaperLine => ({
  ...{ id: `e${count++}`, kind: 'class', mode: 'in-person', subject: 'strokes', day: 20_000 },
  ...{ ms: hour, corrects: null, attested: true, ...change }
});

describe('hours on papers', () => {
  const attested = line({ ms: 10 * hour });
  const entries = [
    attested,
    line({ mode: 'synchronous', ms: 2 * hour }),
    line({ mode: 'asynchronous', subject: 'ethics', ms: 3 * hour }),
    line({ mode: 'asynchronous', subject: null, ms: 4 * hour, attested: false }),
    line({ kind: 'transfer', subject: 'strokes', ms: 20 * hour, from: 'Other', document: 'T 7' }),
    line({ kind: 'correction', corrects: attested.id, ms: -hour })
  ];

  test('attested apart from self-study, in the room apart from distance, earned apart from transferred', () => {
    const hours = paperHours(entries, program, 60);
    expect(paperTotals(hours)).toEqual({
      ...{ inPerson: 9 * hour, distance: 5 * hour, transferred: 20 * hour },
      ...{ approved: 34 * hour, selfStudy: 4 * hour }
    });
    expect(
      hours.attested.map(({ title, required, ms }) => [title, required, sumOf(ms) / hour])
    ).toEqual([
      ['STROKES', 100, 11],
      ['ETHICS', 20, 3],
      // What the program asks beyond its subjects.
      ['No subject', 30, 0]
    ]);
    expect(hours.selfStudy.map(({ title }) => title)).toEqual(['No subject']);
    expect(hours.transfers).toMatchObject([{ from: 'Other', document: 'T 7', ms: 20 * hour }]);
  });

  test('whatever the ledger holds, a paper tells of all of it', () => {
    const one = fc.record({
      mode: fc.constantFrom(...modes),
      subject: fc.constantFrom('strokes', 'ethics', 'gone', null),
      kind: fc.constantFrom('class' as const, 'transfer' as const),
      ms: fc.integer({ min: 1, max: 1e8 }),
      attested: fc.boolean()
    });
    fc.assert(
      fc.property(fc.array(one), (drawn) => {
        const lines = drawn.map((entry) => line(entry));
        const { approved, selfStudy } = paperTotals(paperHours(lines, program, 50));
        const all = (isAttested: boolean) =>
          lines.reduce((sum, { ms, attested }) => sum + (attested === isAttested ? ms : 0), 0);
        expect([approved, selfStudy]).toEqual([all(true), all(false)]);
      })
    );
  });

  test('a correction of attested hours that nobody attested is counted as open', () => {
    expect(openCorrections(entries)).toBe(0);
    const late = line({ kind: 'correction', corrects: attested.id, ms: -hour, attested: false });
    expect(openCorrections([...entries, late])).toBe(1);
  });

  test('clock hours are cut, never rounded up, and a sum is that of what was spent', () => {
    expect(inHours(59.999 * 60_000, 60)).toBe('0.99');
    expect(inHours(50 * 60_000, 50)).toBe('1.00');
    expect(inHours(1234.5 * hour, 60)).toBe('1,234.50');
    expect(inHours(-1.5 * hour, 60)).toBe('−1.50');
    expect(inHours(0, 60)).toBe('0');
    // Of floats: 0.29 × 100 is a little less than 29.
    expect(inHours(0.29 * hour, 60)).toBe('0.29');
    expect(hundredths(0.29 * hour, 60)).toBe(29);
  });

  test('what is missing of a program is told so that it suffices, and rests of floats are nothing', () => {
    expect(lacking(0.1 * 3 * hour - 0.3 * hour, 60)).toBeNull();
    expect(lacking(-hour, 60)).toBeNull();
    expect(lacking(60_000, 60)).toBe('0.02');
    expect(lacking(0.29 * hour, 60)).toBe('0.29');
    expect(lacking(1.1 * 50 * 60_000, 50)).toBe('1.10');
  });
});

const school: Letterhead = {
  ...{ name: 'A School', approval: '77', address: [], contact: '', signer: '', signerTitle: '' }
};

test('a transcript says what is not approved, by that name, and when somebody withdrew', () => {
  const paper: Transcript = {
    ...{ kind: 'transcript', school, program: null, attested: [], courses: [] },
    holder: { record: 'r', name: 'Ann', number: null },
    enrolled: { from: '2026-01-05', until: '2026-03-02', standing: 'withdrawn' },
    hours: paperHours([line({ attested: false })], null, 60)
  };
  const words = JSON.stringify(transcriptSheet(paper).parts);
  expect(words).toContain('Self-study, not approved hours');
  expect(words).toContain('The school has attested no hours');
  expect(words).toContain('["Withdrawn","March 2, 2026"]');
});

describe('reports', () => {
  const sum = (change: Partial<Counted>): Counted => ({
    ...{ subject: 'strokes', mode: 'in-person', ms: hour, attested: true },
    ...{ isTransfer: false, isWithin: true, ...change }
  });
  const row = reportRow({
    ...{ record: 'r', name: '=Ann', number: '7', standing: 'active' },
    program: { name: 'P', subjects: program.subjects },
    sums: [
      sum({}),
      sum({ mode: 'synchronous', ms: 2 * hour, subject: 'ethics' }),
      sum({ ms: 5 * hour, isWithin: false }),
      sum({ ms: 7 * hour, isTransfer: true }),
      sum({ ms: 11 * hour, attested: false })
    ]
  })!;
  const report: Report = {
    ...{ kind: 'state-csv', school, from: '2026-03-01', until: '2026-03-31', minutesAnHour: 60 },
    rows: [row]
  };

  test('what was before, and what was transferred, is told to date only', () => {
    expect(sumOf(together(row.subjects)) / hour).toBe(3);
    expect(row.toDate / hour).toBe(15);
    expect(row.subjects.map(({ title }) => title)).toEqual(['STROKES', 'ETHICS']);
  });

  test('distance stands in columns of its own, and no cell is run as a formula', () => {
    const [head, first, second] = stateCsv(report, '2026-000001').trim().split('\r\n');
    const cells = (one = '') => one.split(',');
    const cell = (name: string, one?: string) => cells(one)[cells(head).indexOf(name)];
    expect(cell('student_name', first)).toBe("'=Ann");
    expect(cell('distance_hours', first)).toBe('0');
    expect(cell('not_attested_hours', first)).toBe('11');
    expect([cell('subject', second), cell('synchronous_distance_hours', second)]).toEqual([
      'ETHICS',
      '2'
    ]);
    expect(cell('distance_hours', second)).toBe('2');
  });

  test('a statement stands in every line of its student, and in no file that was given out before', () => {
    const said = { record: 'r', about: 'Ann: Hours', on: '2026-03-10', text: 'I was "there", too' };
    const told = {
      ...report,
      statements: [said],
      rows: [row, { ...row, record: 's', name: 'Ben' }]
    };
    const before = stateCsv(report, '2026-000001');
    expect(stateCsv({ ...report, statements: [said] }, '2026-000001')).toBe(before);
    const [head, ...lines] = stateCsv({ ...told, edition: 2 }, '2026-000001')
      .trim()
      .split('\r\n');
    expect(head).toBe(`${before.split('\r\n')[0]},student_statement`);
    const cell = '"Ann: Hours (2026-03-10): I was ""there"", too"';
    expect(lines.map((line) => line.endsWith(`,60,${cell}`))).toEqual([true, true, false, false]);
    expect(lines.slice(2).every((line) => line.endsWith(',60,'))).toBe(true);
  });

  test('a month’s table adds up', () => {
    const table = monthSheet(report).parts.find((part) => part.is === 'table')!;
    expect(table.foot[0]!.slice(2)).toEqual(table.rows[0]!.slice(2));
  });

  test('who has left and did nothing in that time is not reported', () => {
    const gone = {
      record: 'r',
      name: 'Ben',
      number: null,
      program: null,
      standing: 'left' as const
    };
    expect(reportRow({ ...gone, sums: [sum({ isWithin: false })] })).toBeNull();
    expect(reportRow({ ...gone, sums: [sum({})] })).not.toBeNull();
  });

  test('months begin and end where the calendar has them', () => {
    expect(monthOf('2028-02')).toEqual({ from: '2028-02-01', until: '2028-02-29' });
    expect(monthOf('2026-12')).toEqual({ from: '2026-12-01', until: '2026-12-31' });
    expect(dayOf(monthOf('2026-12').until)).not.toBeNull();
  });
});

describe('numbers and codes', () => {
  test('a number is read by people', () =>
    expect(numberOf({ year: 2026, serial: 123 })).toBe('2026-000123'));

  test('a code is read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const code = codeOf(bytes);
        expect(code).toHaveLength(16);
        expect(readCode(printed(code))).toBe(code);
        expect(readCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(
          code
        );
      })
    );
  });

  test.each(['', 'K7QM', 'K7QM-4TXN-92HD-PR3U', 'K7QM-4TXN-92HD-PR3W-0'])('%s is none', (text) =>
    expect(readCode(text)).toBeNull()
  );
});

test('the bit of a revoked credential is set from the left, and no other', () => {
  const bits = bitsOf([0, 9, listLength - 1]);
  expect(bits).toHaveLength(listLength / 8);
  expect([bits[0], bits[1], bits.at(-1)]).toEqual([0x80, 0x40, 0x01]);
  expect(bits.reduce((sum, byte) => sum + byte, 0)).toBe(0x80 + 0x40 + 0x01);
});
