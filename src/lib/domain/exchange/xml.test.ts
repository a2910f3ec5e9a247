import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anywhere, escaped, isSame, parseXml, textIn, type Element } from './xml';

const rootOf = (text: string): Element => parseXml(text).root!;
const flawOf = (text: string) => parseXml(text).flaw;

test('texts and elements keep their order, and each element knows its line', () => {
  const root = rootOf(
    '\n\n<?xml version="1.0"?>\n<a>one <p:b\n x="1"/> two<c>\n<![CDATA[<i>&]]></c></a>'
  );
  expect(root.line).toBe(4);
  expect(root.content.map((piece) => (typeof piece === 'string' ? piece : piece.name))).toEqual([
    'one ',
    'b',
    ' two',
    'c'
  ]);
  const [b] = anywhere(root, 'b');
  expect(b).toMatchObject({ attributes: { x: '1' }, line: 4, source: '<p:b\n x="1"/>' });
  expect(anywhere(root, 'c')[0]!.line).toBe(5);
  expect(textIn(root)).toBe('one  two\n<i>&');
});

test('what had ended before a flaw is there', () => {
  const { root, flaw } = parseXml('<quiz>\n<q>one</q>\n<q>two</q>\n<q>three <b></q>');
  expect(anywhere(root!, 'q').map(textIn)).toEqual(['one', 'two']);
  expect(flaw).toEqual({ line: 4, text: 'This is not sound XML: unexpected close tag' });
});

describe('hostile files', () => {
  const laughs = [...Array(9).keys()]
    .map((i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`)
    .join('');

  test.each([
    ['a billion laughs', `<!DOCTYPE a [<!ENTITY lol0 "lol">${laughs}]><a>&lol9;</a>`],
    ['a file of the server', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a document type alone', '<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd"><a/>']
  ])('%s', (_, text) => {
    expect(flawOf(text)!.text).toContain('Take out the line that begins with <!DOCTYPE');
    expect(parseXml(text).root).toBeNull();
  });

  test('an entity that nobody declared', () => {
    expect(flawOf('<a>\nsalt&pepper;</a>')).toEqual({
      line: 2,
      text: 'This is not sound XML: write & as &amp;, and other signs as they are'
    });
  });

  test('elements in elements without an end', () => {
    expect(flawOf('<a>'.repeat(100_000))!.text).toContain('More than 100 elements stand in each');
    expect(flawOf('<a>'.repeat(100) + '</a>'.repeat(100))).toBeNull();
  });

  test('attributes without an end', () => {
    const attributes = [...Array(100_000).keys()].map((i) => ` a${i}="x"`).join('');
    expect(flawOf(`<a${attributes}/>`)!.text).toContain('more than 200 attributes');
  });

  test('more elements than memory has room for', () => {
    expect(flawOf(`<a>${'<b/>'.repeat(500_001)}</a>`)!.text).toContain('part it');
  });

  test('an attribute, a name and a text of five megabytes each', () => {
    const long = 'x'.repeat(5_000_000);
    expect(rootOf(`<a x="${long}">${long}</a>`).attributes.x).toHaveLength(5_000_000);
    expect(rootOf(`<${long}/>`).name).toBe(long);
  });
});

test('signs that XML forbids are blanks', () => {
  expect(textIn(rootOf('<a>one\u000btwo\u0000\ud800</a>'))).toBe('one two  ');
});

const anySign = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

test('any text is answered', () => {
  const piece = fc.oneof(
    fc.constantFrom('<', '>', '</a>', '<a>', '<a ', '"', "'", '=', '&', ';', '<!--', '-->', ']]>'),
    fc.constantFrom('<![CDATA[', '<?xml', '?>', '<!DOCTYPE', '\n', '\ufeff', '<b/>', '&#x0;'),
    fc.string({ unit: anySign, maxLength: 5 })
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { root, flaw } = parseXml(pieces.join(''));
      return root !== null || flaw !== null;
    }),
    { numRuns: 1000 }
  );
});

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const root = rootOf(`<a x="${escaped(text)}">${escaped(text)}</a>`);
      // An attribute has blanks for ends of lines.
      expect(root.attributes.x).toBe(text.replace(/[\t\n\r]/g, ' '));
      expect(textIn(root)).toBe(text.replaceAll('\r', '\n'));
    })
  );
});

test.each([
  ['<a>one</a>', '<a><!-- a note -->one</a>', true],
  ['<a>one two</a>', '<a>\n  one\n  two\n</a>', true],
  ['<a><b/><c/></a>', '<a>\n<b></b>\n<c/></a>', true],
  ['<a>one</a>', '<a><![CDATA[one]]></a>', true],
  ['<a>one</a>', '<a>two</a>', false],
  ['<a><b/><c/></a>', '<a><c/><b/></a>', false],
  ['<a x="1"/>', '<a x="2"/>', false],
  ['<a x="1"/>', '<a y="1"/>', false],
  ['<a x="1"/>', '<a x="1" y="1"/>', false],
  ['<a><b/></a>', '<a><b/><b/></a>', false]
])('%s and %s: %s', (one, other, same) => {
  expect(isSame(rootOf(one), rootOf(other))).toBe(same);
});
