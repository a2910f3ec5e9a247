import { describe, expect, test } from 'vitest';
import { written } from './arbitraries';
import { readProse } from './prose';

const read = (text: string, known = {}) => {
  const { prose, flaws } = readProse(text, known);
  return { html: written(prose.tree), flaws };
};

test('a lesson is plain data', () => {
  const { prose, flaws } = readProse(`## What it’s *for*

Press <Term id="slow">*slowly*</Term>, then [ask](/glossary "All terms"). <Source id="one" />

<Callout kind="key" title="A “box”">

1. first

</Callout>
`);
  expect(flaws).toEqual([]);
  expect(prose.tree).toEqual([
    {
      tag: 'h2',
      attributes: { id: 'section-what-it-s-for' },
      children: ['What it’s ', { tag: 'em', attributes: {}, children: ['for'] }]
    },
    {
      tag: 'p',
      attributes: {},
      children: [
        'Press ',
        {
          component: 'Term',
          attributes: { id: 'slow' },
          children: [{ tag: 'em', attributes: {}, children: ['slowly'] }]
        },
        ', then ',
        { tag: 'a', attributes: { href: '/glossary', title: 'All terms' }, children: ['ask'] },
        '. ',
        { component: 'Source', attributes: { id: 'one' }, children: [] }
      ]
    },
    {
      component: 'Callout',
      attributes: { kind: 'key', title: 'A “box”' },
      children: [
        {
          tag: 'ol',
          attributes: {},
          children: [{ tag: 'li', attributes: {}, children: ['first'] }]
        }
      ]
    }
  ]);
});

describe('what cannot stand somewhere is told, and its words are kept', () => {
  test.each([
    ['a script', '<script>alert(1)</script>', '<p>alert(1)</p>', /<script> is unknown/],
    ['HTML', 'A <b onclick="x()">bold</b> word', '<p>A bold word</p>', /<b> is unknown/],
    ['a box without kind', '<Callout title="x">\n\nText\n\n</Callout>', '<p>Text</p>', /kind/],
    [
      'a box without text',
      '<Callout kind="key" title="x" />',
      '<aside kind="key" title="x"></aside>',
      /Put text/
    ],
    ['a check in a line', 'A <Check items="a" /> b', '<p>A  b</p>', /lines of its own/],
    [
      'text in a check',
      '<Check items="a">b</Check>',
      '<aside items="a"></aside><p>b</p>',
      /End <Check/
    ],
    [
      'text in a source',
      'A<Source id="a">b</Source>',
      '<p>A<sup><a id="a"></a></sup>b</p>',
      /End <Source/
    ],
    ['a term without word', 'A <Term id="a" />', '<p>A </p>', /Put words between <Term>/],
    [
      'a term in a link',
      '[<Term id="a">b</Term>](/c)',
      '<p><a href="/c">b</a></p>',
      /Take <Term> out of the link/
    ],
    [
      'a link in a term',
      '<Term id="a">[b](/c)</Term>',
      '<p><button id="a">b</button></p>',
      /link out of the <Term>/
    ],
    [
      'a source in a term',
      '<Term id="a">b<Source id="c" /></Term>',
      '<p><button id="a">b</button></p>',
      /<Source> out of/
    ],
    [
      'a list in a term',
      '<Term id="a">\n- b\n</Term>',
      '<p><button id="a">b</button></p>',
      /Keep to words/
    ],
    ['an image', 'See ![this](https://a.example/b.png)', '<p>See </p>', /Take out the image/],
    ['an image by name', '![this][b]\n\n[b]: /c.png', '', /Take out the image/],
    ['a footnote', 'A[^1]\n\n[^1]: b', '<p>A</p><p>b</p>', /Take out the footnote/],
    ['a box to tick', '- [x] done', '<ul><li>done</li></ul>', /Take out the box/],
    ['a title', '# Title', '<h2 id="section-title">Title</h2>', /Use ## here/],
    [
      'a wide table',
      `${'|a'.repeat(21)}|\n${'|-'.repeat(21)}|`,
      /(<th>a<\/th>){20}<\/tr>/,
      /Take columns out/
    ]
  ])('%s', (_, text, html, fix) => {
    const found = read(text);
    if (typeof html === 'string') expect(found.html).toBe(html);
    else expect(found.html).toMatch(html);
    expect(found.flaws).toContainEqual({
      line: expect.any(Number),
      fix: expect.stringMatching(fix)
    });
  });
});

describe('where links lead', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['HTTPS://example.org', 'HTTPS://example.org'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['/', '/'],
    ['/courses/a/b#section-c', '/courses/a/b#section-c'],
    ['#section-c', '#section-c'],
    ['</a b>', '/a%20b'],
    ['/\\evil.example', '/%5Cevil.example'],
    ['</&#9;/evil.example>', '/%09/evil.example']
  ])('%s: yes', (address, href) => {
    const { html, flaws } = read(`[x](${address})`);
    expect(flaws).toEqual([]);
    expect(html).toContain(`href="${href.replaceAll('&', '&#38;')}"`);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '<java&#10;script:alert(1)>',
    '<&#1;javascript:alert(1)>',
    'data:text/html,x',
    'vbscript:x',
    'http://example.org',
    '//evil.example',
    'https:///evil.example',
    'https:evil.example',
    'page',
    '../page',
    ''
  ])('%s: no', (address) => {
    for (const text of [`[x](${address})`, `[x][y]\n\n[y]: ${address || '<>'}`]) {
      const { html, flaws } = read(text);
      expect(html).toBe('<p>x</p>');
      expect(flaws).toEqual([{ line: 1, fix: expect.stringContaining('Mend the link') }]);
    }
  });
});

test('an address that is only written is words, or a link by https', () => {
  expect(read('See www.example.org, http://example.org and https://example.org.')).toEqual({
    html:
      '<p>See www.example.org, http://example.org and ' +
      '<a href="https://example.org" rel="nofollow">https://example.org</a>.</p>',
    flaws: []
  });
});

test('a component names what there is', () => {
  const known = { Image: new Set(['a']), Check: new Set(['one', 'two']) };
  const text =
    '<Image id="a" alt="x" />\n\n<Image id="b" alt="x" />\n\n<Check items="one six two" />';
  expect(read(text, known)).toEqual({
    html: '<aside id="a" alt="x"></aside>',
    flaws: [
      { line: 3, fix: expect.stringContaining('"b"') },
      { line: 5, fix: expect.stringContaining('"six"') }
    ]
  });
});

describe('a text that would take long to parse is told where it does', () => {
  const paragraph = `${'word '.repeat(100)}\n`;
  test.each([
    ['characters', paragraph.repeat(200), 1, /Part the lesson in two: .* 100,000 are the most/],
    ['lines', `${'\n'.repeat(4000)}end`, 4001, /Part the lesson in two/],
    ['entries', '- - - a\n\n'.repeat(900), 1601, /Part the lesson in two/],
    ['a paragraph', `\n${'*a '.repeat(2001)}`, 2, /by an empty line: .* 2,000/],
    ['quotes', `a\n\n${'>'.repeat(20)} b`, 3, /Nest the quotes and lists/],
    ['lists', `${'1. '.repeat(13)}b`, 1, /Nest the quotes and lists/],
    ['stars', `a\n${'*'.repeat(150)}b`, 2, /long row/],
    [
      'components',
      '<Callout kind="key" title="x">\n\n'.repeat(50) + '</Callout>\n\n'.repeat(50),
      expect.any(Number),
      /Nest less deeply/
    ]
  ])('%s', (_, text, line, fix) => {
    const { html, flaws } = read(text);
    expect(html).toBe('');
    expect(flaws).toEqual([{ line, fix: expect.stringMatching(fix) }]);
  });

  test('one of ordinary words and tables is not', () => {
    const table = `| a | b |\n|---|---|\n${'| **some** words | more (of them) |\n'.repeat(400)}`;
    expect(read(`${paragraph.repeat(150)}\n${table}`).flaws).toEqual([]);
  });
});
