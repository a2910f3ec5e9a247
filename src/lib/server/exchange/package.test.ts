import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../domain/items/arbitraries';
import { read, write } from './package';
import { unzip, zip } from './zip';

const itemOf = (title: string) =>
  `<?xml version="1.0"?><assessmentItem identifier="${title}" title="${title}"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt><simpleChoice identifier="A">One</simpleChoice><simpleChoice identifier="B">Two</simpleChoice></choiceInteraction></itemBody></assessmentItem>`;
const listOf = (...paths: string[]) =>
  `<manifest><resources>${paths.map((path) => `<resource type="imsqti_item_xmlv2p1" href="${path}"><file href="${path}"/></resource>`).join('')}</resources></manifest>`;
const namesIn = (files: [string, string | Uint8Array][]) =>
  read(zip(files)).rows.map(({ line, name }) => [line, name]);

test('questions stand in the order of the list, and those it leaves out behind', () => {
  expect(
    namesIn([
      ['course/imsmanifest.xml', listOf('q2/qti.xml', 'q%201/qti.xml', 'gone.xml')],
      ['course/q 1/qti.xml', itemOf('first')],
      ['course/q2/qti.xml', itemOf('second')],
      ['course/q3/qti.xml', itemOf('third')],
      [
        'course/assessment.xml',
        '<assessmentTest><assessmentItemRef href="q2/qti.xml"/></assessmentTest>'
      ],
      ['course/q2/picture.png', new Uint8Array(9)],
      ['__MACOSX/course/q2/._qti.xml', itemOf('shadow')]
    ])
  ).toEqual([
    [1, 'second'],
    [2, 'first'],
    [3, 'third']
  ]);
});

test('no list is no matter', () => {
  expect(
    namesIn([
      ['b.xml', itemOf('b')],
      ['a.xml', itemOf('a')]
    ])
  ).toEqual([
    [1, 'a'],
    [2, 'b']
  ]);
});

test('a course of Canvas has each quiz once', () => {
  const quiz = readFileSync('tests/exchange/canvas-quiz.xml', 'utf8');
  const found = read(
    zip([
      ['imsmanifest.xml', listOf('g1/assessment_qti.xml')],
      ['g1/assessment_qti.xml', quiz],
      ['g1/assessment_meta.xml', '<quiz><title>Unit 3</title></quiz>'],
      ['non_cc_assessments/g1.xml.qti', quiz]
    ])
  );
  expect(found.rows.map(({ line }) => line)).toEqual([...Array(12).keys()].map((i) => i + 1));
  expect(found.rows[9]!.flaws).toEqual([{ line: 10, text: expect.any(String) }]);
  expect(found.lost[0]!.text).toMatch(/^non_cc_assessments\/g1\.xml\.qti, line 527: A text/);
});

test('a file that cannot be read leaves the others alone, and is named', () => {
  const found = read(
    zip([
      ['a.xml', itemOf('a')],
      ['b.xml', `${itemOf('b')}<!-- -->\n<more/>`],
      ['c.xml', `<!DOCTYPE x [<!ENTITY y "z">]>${itemOf('c').slice(21)}`],
      ['d.xml', itemOf('d')]
    ])
  );
  expect(found.rows.map(({ name }) => name)).toEqual(['a', 'd']);
  expect(found.flaws).toEqual([
    { line: 2, text: expect.stringMatching(/^b\.xml, line 2: This is not sound XML/) },
    { line: 2, text: expect.stringMatching(/^c\.xml, line 1: Take out .*DOCTYPE/) }
  ]);
});

test.each([
  ['utf-16le', [0xff, 0xfe], 'Größe'],
  ['iso-8859-1', [], 'Größe'],
  ['no-such-code', [], 'Size']
])('a file in %s', (name, mark, title) => {
  const text = itemOf(title).replace('?>', ` encoding="${name}"?>`);
  const bytes = name === 'utf-16le' ? Buffer.from(text, 'utf16le') : Buffer.from(text, 'latin1');
  const file = new Uint8Array([...mark, ...bytes]);
  expect(namesIn([['a.xml', file]])).toEqual([[1, title]]);
});

describe('what is no package', () => {
  test.each([
    ['text', new TextEncoder().encode('::Q::Which?{=a}'), 'no zip archive'],
    ['an empty archive', zip([]), 'no questions in QTI'],
    ['a document of Word', zip([['word/document.xml', '<w:document/>']]), 'no questions in QTI'],
    ['a bomb', zip([['a.xml', new Uint8Array(30_000_000)]]), 'grows more than 200 times']
  ])('%s', (_, bytes, flaw) => {
    expect(read(bytes)).toEqual({
      ...{ rows: [], lost: [] },
      flaws: [{ line: 1, text: expect.stringContaining(flaw) }]
    });
  });
});

test('our own package comes back whole, of every type, and is the same each time', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), (items) => {
      const found = read(write(items));
      expect(found.rows.map(({ draft }) => draft)).toEqual(items);
      expect(found.lost).toEqual([]);
      expect(write(items)).toEqual(write(items));
    })
  );
});

test('five thousand questions in a package, each with its place in the list', () => {
  const some = fc.sample(item, 100);
  const items = Array.from({ length: 5000 }, (_, i) => some[i % some.length]!);
  const bytes = write(items);
  const list = new TextDecoder().decode(
    (unzip(bytes) as Map<string, Uint8Array>).get('imsmanifest.xml')
  );
  expect(list.match(/<resource /g)).toHaveLength(5000);
  expect(read(bytes).rows.map(({ draft }) => draft!.id)).toEqual(items.map(({ id }) => id));
});
