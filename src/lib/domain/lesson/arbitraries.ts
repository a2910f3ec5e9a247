/** Texts of lessons for property tests: sound, flawed and hostile ones; and trees as HTML. */
import fc from 'fast-check';
import type { Tree } from './tree';

/** What may stand among words, sound or not; each parses by itself. */
const pieces = [
  ...[
    'word ',
    '*x*',
    '**y**',
    '~~z~~',
    '`code`',
    '*',
    '_',
    'word  \nword',
    ' ',
    'import ',
    '\\{',
    '&lt;b&gt;'
  ],
  ...[
    '[a](/b)',
    '[*b*](#c "d")',
    '[y]',
    'c@d.example',
    '<Source id="a" />',
    '<Term id="a">*b*</Term>'
  ],
  ...[
    '[a](javascript:x)',
    'http://b.example',
    '![a](b)',
    '[^1]',
    '{x}',
    '<b>c</b>',
    '<Term id="a" />'
  ],
  ...[
    '<Source id={x} />',
    '<Term id="a" onclick="x()">b</Term>',
    '<Check items="a" />',
    '&#0;',
    '\ud800'
  ]
];
/** What stands on lines of its own. */
const blocks = [
  ...[
    '## b',
    '---',
    '| a | b |\n|---|:-:|\n| *c* |',
    '```\n<code>\n```',
    '[y]: /z',
    '[y]: data:z',
    '# a'
  ],
  ...[
    '<Check items="d e" />',
    '<Image id="a" alt="b" />',
    '<Figure name="continuum" alt="b" />',
    '[^1]: b'
  ],
  ...[
    '<BodyMap alt="b" marks="sternum" />',
    '<Figure name="none" alt="b" />',
    '- [x] a',
    '    a',
    '***'
  ]
];
const openings = [
  ...[
    'Callout kind="key" title="c"',
    'Compare title="c"',
    'Term id="a"',
    'Callout title="c"',
    'x.y'
  ],
  ...[
    'Compare {...x}',
    'Check items="a"',
    'script',
    'a href="javascript:x"',
    'svelte:head',
    'toString'
  ]
];
/** What leaves nothing parsed, or something else than was meant. */
const breaks = [
  ...[
    '{',
    '}',
    '<',
    '>',
    '</',
    '<!--',
    '</Term>',
    '<Term id="a">',
    '<a.b',
    '`',
    '```',
    '[',
    '](',
    ')'
  ],
  ...[
    '*',
    '**',
    '|',
    '\n',
    '\n\n',
    '\n> ',
    '\n- ',
    '\n1. ',
    '\t',
    '\\',
    '\0',
    '---\n',
    '#',
    '<https://a.example>'
  ]
];

const words = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 });
const line = words.map((some) => some.join(''));
const indented = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);
const { block } = fc.letrec<{ block: string }>((tie) => {
  const inner = fc
    .array(fc.oneof({ depthSize: 'small' }, line, tie('block')), { minLength: 1, maxLength: 3 })
    .map((some) => some.join('\n\n'));
  return {
    block: fc.oneof(
      fc.constantFrom(...blocks),
      inner.map((text) => `- ${indented(text, '  ')}\n- a`),
      inner.map((text) => `7. ${indented(text, '   ')}`),
      inner.map((text) => `> ${indented(text, '> ')}`),
      fc
        .tuple(fc.constantFrom(...openings), fc.constantFrom('\n\n', '\n', ''), inner)
        .map(([opening, gap, text]) => `<${opening}>${gap}${text}${gap}</${opening.split(' ')[0]}>`)
    )
  };
});
const whole = fc.array(fc.oneof(line, block), { maxLength: 6 }).map((some) => some.join('\n\n'));

/** Texts as they should be, with flaws, spoiled at one place, and any at all. */
export const lessonText = fc.oneof(
  { weight: 4, arbitrary: whole },
  {
    weight: 2,
    arbitrary: fc
      .tuple(whole, fc.constantFrom(...breaks), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([text, spoil, where]) => {
        const at = Math.floor(text.length * where);
        return text.slice(0, at) + spoil + text.slice(at);
      })
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...breaks, ...pieces)).map((all) => all.join(''))
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) }
);

/** @returns what a browser is sent, with an element of the same kind for each component */
export function written(tree: Tree): string {
  const escape = (text: string) =>
    text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\0', '');
  const element = (name: string, given: object, children: Tree) => {
    const pairs = Object.entries(given).map(([key, value]) => ` ${key}="${escape(`${value}`)}"`);
    const opening = `<${name}${pairs.join('')}>`;
    return ['br', 'hr'].includes(name) ? opening : `${opening}${written(children)}</${name}>`;
  };
  return tree
    .map((node) => {
      if (typeof node === 'string') return escape(node);
      if ('tag' in node) return element(node.tag, node.attributes, node.children);
      const { component, attributes, children } = node;
      if (component === 'Source') return `<sup>${element('a', attributes, [])}</sup>`;
      return element(component === 'Term' ? 'button' : 'aside', attributes, children);
    })
    .join('');
}
