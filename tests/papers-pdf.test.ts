/** Papers as PDFs, read back by another library than the one that made them. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { Certificate, Letterhead, Paper, Transcript } from '../src/lib/domain/papers/paper';
import { paperHours, type PaperLine } from '../src/lib/domain/papers/paper-hours';
import { sheetOf } from '../src/lib/domain/papers/sheet-of';
import { pdfOf, unprintable } from '../src/lib/server/pdf/pdf';

const hour = 3_600_000;
const school: Letterhead = {
  ...{ name: 'A School', approval: '77', address: ['1 Street', 'Town'], contact: 'a@example.com' },
  ...{ signer: 'The Director', signerTitle: 'Director' }
};
const base = {
  school,
  holder: { record: 'r', name: 'Żaneta Nguyễn', number: 'S-1' },
  enrolled: { from: '2026-01-05', until: null, standing: 'active' as const },
  program: { name: 'Massage', version: 1, hours: 500 }
};
const subjects = Array.from({ length: 40 }, (_, i) => ({
  ...{ id: `s${i}`, title: `Subject ${i}`, hours: 10, distance: true, lessons: [] }
}));
const line = (change: Partial<PaperLine>): PaperLine => ({
  ...{ id: 'e', kind: 'class', mode: 'in-person', subject: 's0', day: 20_000, ms: hour },
  ...{ corrects: null, attested: true, ...change }
});
const transcript: Transcript = {
  ...{ kind: 'transcript', ...base, attested: [], courses: [] },
  hours: paperHours(
    [
      line({ id: 'a', ms: 31.25 * hour }),
      line({ id: 'b', mode: 'asynchronous', ms: 6.5 * hour }),
      line({ id: 'c', mode: 'asynchronous', ms: 2.75 * hour, attested: false })
    ],
    { hours: 400, subjects },
    60
  )
};
const certificate: Certificate = {
  ...{ kind: 'certificate', ...base },
  of: { kind: 'course', course: { key: 'c', title: 'Strokes', on: '2026-02-03', rule: 2 } }
};

const frame = {
  ...{ number: '2026-000123', code: 'K7QM-4TXN-92HD-PR3W', issued: 'March 10, 2026', school },
  ...{ address: 'https://palpate.example/verify/K7QM-4TXN-92HD-PR3W', revoked: null }
};
const at = new Date('2026-03-10T12:00:00Z');
const bytesOf = (paper: Paper, change: Partial<typeof frame> | { revoked: string } = {}) =>
  pdfOf(sheetOf(paper, '2026-03-10'), { ...frame, ...change }, at);

interface Node {
  role?: string;
  /** Of what stands on the page itself. */
  type?: string;
  alt?: string;
  children?: Node[];
}
const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];

async function read(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => {
      const page = await pdf.getPage(i + 1);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      const { width, height } = page.getViewport({ scale: 1 });
      const tree = (await page.getStructTree()) as Node | null;
      return { text, tree, width, height, links: await page.getAnnotations() };
    })
  );
  const { info } = await pdf.getMetadata();
  return {
    pdf,
    pages,
    info: info as Record<string, unknown>,
    text: pages.map(({ text }) => text).join(' ')
  };
}

test('a transcript is a tagged file in a language with a title', async () => {
  const { pdf, info } = await read(await bytesOf(transcript));
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  expect(info).toMatchObject({
    Language: 'en-US',
    Title: 'Transcript, 2026-000123',
    Author: 'A School'
  });
  expect((await pdf.getMetadata()).metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

test('its structure is read in order: headings, lists, tables with heads of columns and rows', async () => {
  const { pages } = await read(await bytesOf(transcript));
  const nodes = pages.flatMap(({ tree }) => (tree ? all(tree) : []));
  const roles = new Set(nodes.map(({ role }) => role));
  for (const role of [
    'Document',
    'H1',
    'H2',
    'P',
    'L',
    'Table',
    'THead',
    'TBody',
    'TR',
    'TH',
    'TD'
  ])
    expect([role, roles.has(role)]).toEqual([role, true]);
  expect(nodes.find(({ role }) => role === 'Figure')?.alt).toContain(frame.address);
  // The head of a table that goes on over pages is drawn again there, and read once.
  const heads = nodes.filter(({ role }) => role === 'THead');
  const written = heads.filter((head) => all(head).some(({ type }) => type === 'content'));
  expect(written).toHaveLength(2);
});

const studied: Transcript = {
  ...transcript,
  skills: [{ title: 'Draping', on: '2026-02-03', by: 'Ana Ruiz, LMT' }],
  quizzes: [{ title: 'Strokes', on: '2026-02-05', share: 0.8666, asked: 0.7 }]
};

test('skills and quizzes stand apart, in tables of their own; where there are none nothing is said', async () => {
  const { pages, text } = await read(await bytesOf(studied));
  const plain = text.replace(/\s+/g, ' ');
  expect(plain).toMatch(/Skills signed off .*Draping February 3, 2026 Ana Ruiz, LMT/);
  expect(plain).toMatch(/Quizzes passed .*Strokes February 5, 2026 86.7% 70%/);
  const nodes = pages.flatMap(({ tree }) => (tree ? all(tree) : []));
  const written = nodes
    .filter(({ role }) => role === 'THead')
    .filter((head) => all(head).some(({ type }) => type === 'content'));
  expect(written).toHaveLength(4);
  expect((await read(await bytesOf(transcript))).text).not.toMatch(/Skills|Quizzes/);
});

test('every page is numbered, and hours stand there as they add up, distance apart', async () => {
  const { pages, text } = await read(await bytesOf(transcript));
  expect(pages.length).toBeGreaterThan(1);
  pages.forEach(({ text }, i) => expect(text).toContain(`Page ${i + 1} of ${pages.length}`));
  for (const words of [
    ...[
      'Żaneta Nguyễn',
      'S-1',
      'K7QM-4TXN-92HD-PR3W',
      'palpate.example/verify',
      'School number 77'
    ],
    ...['In person and clinic   31.25', 'At a distance   6.50', 'Approved hours in all   37.75'],
    ...['Self-study, not approved hours', 'Subject 39', '400.00']
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(words.replace(/\s+/g, ' '));
  expect(pages[0]!.links).toMatchObject([{ url: frame.address }]);
});

test('however long a table is, its sums do not stand on a page of their own', async () => {
  for (let count = 8; count < 16; count++) {
    const own = subjects.slice(0, count);
    const hours = paperHours([line({})], { hours: 10 * count, subjects: own }, 60);
    const { pages } = await read(await bytesOf({ ...transcript, hours }));
    const last = pages.find(({ text }) => text.includes(`Subject ${count - 1} `))!;
    // Once above the column, once beside the sums.
    expect(last.text.match(/\bTotal\b/g)).toHaveLength(2);
  }
});

test('a certificate fills one page on its side', async () => {
  const { pages } = await read(await bytesOf(certificate));
  expect(pages).toHaveLength(1);
  expect(pages[0]!.width).toBeGreaterThan(pages[0]!.height);
  expect(pages[0]!.text.replace(/\s+/g, ' ')).toMatch(
    /A School certifies that Żaneta Nguyễn has completed the course Strokes on February 3, 2026/
  );
});

test('a revoked paper says so', async () => {
  const { text } = await read(await bytesOf(transcript, { revoked: 'March 12, 2026' }));
  expect(text).toContain('Revoked on March 12, 2026');
});

test('one paper is always the same bytes', async () => {
  const [first, second] = [await bytesOf(transcript), await bytesOf(transcript)];
  expect(Buffer.compare(first, second)).toBe(0);
});

test('signs that no face of ours has are named', () => {
  expect(unprintable('Żaneta O’Connor-Nguyễn, Ölmühle')).toEqual([]);
  expect(unprintable('北京 Ann 北')).toEqual(['北', '京']);
});
