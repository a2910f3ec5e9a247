/** Whatever is pasted, it parses, and what could be read before can be read again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pastedMarkdown } from './pasted';
import { readProse } from './prose';
import type { Tree } from './tree';

const wordsOf = (tree: Tree): string =>
  tree.map((node) => (typeof node === 'string' ? node : wordsOf(node.children))).join('');
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What may be found in a text that is only large or repeats itself. */
const harmless = /another section is called|Part (the lesson|what stands)|Take columns out/;

const signs = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~',
    '|',
    '#',
    '- ',
    '1. ',
    '> ',
    '[',
    ']',
    '](',
    ')',
    '![',
    '\\',
    '{',
    '}'
  ],
  ...[
    '<',
    '>',
    '</b>',
    '<Term id="a">',
    '{/*',
    '&',
    '&amp;',
    '<!--',
    'import x',
    'export',
    '---',
    '===',
    '[^1]',
    '[x]: y'
  ],
  ...[
    '\n',
    '\n\n',
    '\t',
    '\u00a0',
    '\u200b',
    '\ud800',
    '\0',
    ' ',
    '.',
    ':',
    '(',
    '"',
    'é',
    '𝒙',
    'https://',
    'www.',
    '@b.cd'
  ]
);
const text = fc.array(
  fc.oneof({ weight: 2, arbitrary: fc.constant('kept') }, { weight: 3, arbitrary: signs }),
  { maxLength: 6 }
);

const tags = [
  ...[
    'p',
    'div',
    'span',
    'b',
    'i',
    'strong',
    'em',
    'u',
    's',
    'del',
    'ins',
    'sup',
    'sub',
    'code',
    'pre',
    'q',
    'a'
  ],
  ...[
    'h1',
    'h2',
    'h4',
    'ul',
    'ol',
    'li',
    'blockquote',
    'table',
    'tbody',
    'tr',
    'td',
    'th',
    'caption',
    'dl',
    'dt',
    'dd'
  ],
  ...[
    'section',
    'figure',
    'center',
    'font',
    'o:p',
    'math',
    'x-y',
    'br',
    'hr',
    'img',
    'label',
    'nav'
  ]
];
const attributes = [
  ...[
    '',
    'class="MsoNormal"',
    'class="MsoListParagraph"',
    'class="MsoQuote"',
    'class="MsoTitle"',
    'class="ListContainerWrapper"'
  ],
  ...[
    'style="mso-list:l0 level1 lfo1"',
    'style="mso-list:l0 level3 lfo1"',
    'style="font-weight:700"',
    'style="font-weight:normal"'
  ],
  ...[
    'style="font-style:italic"',
    'style="text-decoration:line-through"',
    'role="heading" aria-level="3"',
    'colspan="3"'
  ],
  ...[
    'rowspan="9999999"',
    'colspan="9999999"',
    'start="7"',
    'start="-1"',
    'data-aria-level="2"',
    'href="https://a.example/(b"'
  ],
  ...['href="javascript:x"', 'href="http://a b.example/\\"', 'onclick="x()"', 'title="**x**"']
];
const { element } = fc.letrec<{ element: string; inner: string }>((tie) => ({
  inner: fc
    .array(
      fc.oneof(
        { depthSize: 'medium' },
        text.map((all) => escaped(all.join(''))),
        tie('element')
      ),
      { maxLength: 4 }
    )
    .map((all) => all.join('')),
  element: fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...tags), fc.constantFrom(...attributes), tie('inner'))
        .map(([tag, given, inner]) => `<${tag} ${given}>${inner}</${tag}>`)
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...[
          '<script>gone</script>',
          '<style>gone</style>',
          '<!-- gone -->',
          '<p hidden>gone</p>',
          '<template>gone</template>'
        ],
        ...[
          '<del datetime="1">gone</del>',
          '<span class="msocomtxt">gone</span>',
          '<i style="display:none">gone</i>'
        ],
        ...['</p>', '</b>', '</table>', '<li>', '<td>', '<a>', '<b>', '<![if x]>', '<![endif]>']
      )
    }
  )
}));
const html = fc.oneof(
  fc.array(element, { maxLength: 5 }).map((all) => all.join('\n')),
  fc.string({ unit: 'grapheme' })
);

test('it parses, and holds what could be read', () => {
  let kept = 0;
  fc.assert(
    fc.property(html, (html) => {
      const { markdown } = pastedMarkdown(html);
      const { prose, flaws } = readProse(markdown);
      expect(flaws.filter(({ fix }) => !harmless.test(fix))).toEqual([]);
      const seen = wordsOf(prose.tree);
      expect(seen).not.toContain('gone');
      const count = (text: string) => text.match(/kept/g)?.length ?? 0;
      if (flaws.every(({ fix }) => !/Part|columns/.test(fix)))
        expect(count(seen)).toBe(count(html.replace(/title="[^"]*"/g, '')));
      kept += count(seen);
    }),
    { numRuns: 1000 }
  );
  expect(kept).toBeGreaterThan(1000);
});

test('a paragraph says what it said, to the letter', () => {
  const line = fc.oneof(
    text.map((all) => all.join('')),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' })
  );
  fc.assert(
    fc.property(line, (line) => {
      const { markdown } = pastedMarkdown(`<p>${escaped(line)}</p>`);
      const { prose } = readProse(markdown);
      const invisible =
        /[\0-\b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]|\p{Surrogate}/gu;
      const expected = line.replace(invisible, '').replace(/\s+/g, ' ').trim();
      expect(wordsOf(prose.tree)).toBe(expected);
    }),
    { numRuns: 1000 }
  );
});

test.each([
  ['elements', '<div>'.repeat(50_000) + 'kept'],
  ['words with marks', '<b><i>'.repeat(5_000) + 'kept'],
  ['lists', '<ul><li>'.repeat(5_000) + 'kept'],
  ['quotes', '<blockquote>'.repeat(5_000) + 'kept'],
  ['tables', '<table><tr><td>a<td>'.repeat(500) + 'kept'],
  [
    'entries',
    Array.from({ length: 500 }, (_, i) => `<p style="mso-list:l0 level${i} lfo1">kept</p>`).join('')
  ]
])('%s nested deeply end well', (_, html) => {
  const { markdown } = pastedMarkdown(html);
  expect(markdown).toContain('kept');
  expect(readProse(markdown).flaws).toEqual([]);
});
