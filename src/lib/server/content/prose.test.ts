import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from './flaws';
import { parseProse } from './prose';

const matter = `---
title: A lesson
summary: What it is about.
prerequisites: []
objectives:
  - { id: know-it, bloom: remember, text: Know it. }
---
`;
const bodyStarts = matter.split('\n').length;

function read(body: string, before = matter) {
  const findings: Finding[] = [];
  return { prose: parseProse(before + body, 'lesson.mdx', findings), findings };
}

test('frontmatter, words and what the prose names are read', () => {
  const { prose, findings } = read(`
Two words – <Term id="a-term">a third</Term>. <Source id="one" />

<Check items="first second" />

## What it’s *for*

<Check items="third" />

| a | b |
|---|---|
| 1 | 2 |

<Case id="a-case" />

<Source id="two" /> <Source id="one" />
`);
  const section = { id: 'section-what-it-s-for', title: 'What it’s for' };
  expect(findings).toEqual([]);
  expect(prose.frontmatter?.title).toBe('A lesson');
  expect(prose.words).toBe(11);
  expect(prose.checks).toEqual([
    { id: 'first', line: bodyStarts + 3, section: null },
    { id: 'second', line: bodyStarts + 3, section: null },
    { id: 'third', line: bodyStarts + 7, section }
  ]);
  expect(prose.cases).toEqual([{ id: 'a-case', line: bodyStarts + 13, section }]);
  expect(prose.sources.map(({ id }) => id)).toEqual(['one', 'two', 'one']);
  expect(prose.terms.map(({ id }) => id)).toEqual(['a-term']);
});

test('two sections of one lesson are not called the same', () => {
  const { findings } = read('## Why?\n\nBecause.\n\n### Why\n');
  expect(findings).toMatchObject([{ line: bodyStarts + 4, fix: expect.stringContaining('"Why"') }]);
});

test('a body map with its overlay and regions that exist', () => {
  const { findings } = read(`
<BodyMap alt="Where pressure may harm" overlay="endangerment" />

<BodyMap alt="Two regions" marks="left-axilla  sternum" caption="Of the front" />
`);
  expect(findings).toEqual([]);
});

test('what would be an import elsewhere is words here', () => {
  const { prose, findings } = read('import pressure slowly\n\nexport const a = 1\n');
  expect(findings).toEqual([]);
  expect(prose.words).toBe(7);
});

test('figures are read by name', () => {
  const { prose, findings } = read('<Figure name="continuum" alt="A line" />\n');
  expect(findings).toEqual([]);
  expect(prose.figures).toEqual(['continuum']);
});

describe('what a lesson may not contain is told with its line and its mend', () => {
  test.each([
    ['an expression in a line', 'A {1 + 1}', /Take out the expression/],
    ['an expression of its own', '{process.exit()}', /Take out the expression/],
    ['a comment', '{/* note */}', /Take out the expression/],
    ['a brace', 'A { alone', /Mend the markup/],
    ['an angle', 'Less <than', /Mend the markup/],
    ['a tag without end', '<Callout kind="key" title="x">', /Mend the markup/],
    [
      'an unknown component',
      '<Video id="x" />',
      /<Video> is unknown: use BodyMap, Callout, Case, Check/
    ],
    ['HTML', '<div>Text</div>', /<div> is unknown/],
    ['a script', '<script>alert(1)</script>', /<script> is unknown/],
    ['a fragment', '<>Text</>', /is unknown/],
    ['a member', '<Callout.Inner />', /is unknown/],
    ['a name of every object', '<toString />', /<toString> is unknown/],
    ['an expression as attribute', '<Term id={secret}>x</Term>', /plain attributes only/],
    ['an attribute without value', '<Term id>x</Term>', /plain attributes only/],
    ['attributes from elsewhere', '<Term id="a" {...more}>x</Term>', /plain attributes only/],
    ['a handler', '<Term id="a" onclick="x()">x</Term>', /no attribute onclick/],
    ['no attribute', '<Source />', /<Source> the attribute id/],
    ['a case without a name', '<Case />', /<Case> the attribute id/],
    ['an empty attribute', '<Check items=" " />', /<Check> the attribute items/],
    [
      'an unknown kind',
      '<Callout kind="fun" title="x">y</Callout>',
      /safety, key, dispute, example/
    ],
    ['a body map without words', '<BodyMap marks="sternum" />', /<BodyMap> the attribute alt/],
    ['an unknown overlay', '<BodyMap alt="x" overlay="all" />', /overlay="endangerment", or/],
    [
      'a region without its side',
      '<BodyMap alt="x" marks="sternum axilla" />',
      /no region axilla: write right-axilla or left-axilla/
    ],
    [
      'a region that no body has',
      '<BodyMap alt="x" marks="left-wing" />',
      /no region left-wing: write one such as/
    ],
    [
      'a figure that nobody has drawn',
      '<Figure name="red-flag" alt="x" />',
      /no drawing "red-flag": name one of comparison, continuum, .*red-flags/
    ],
    ['an image', '![alt](a.png)', /Take out the image/],
    ['a picture of a school', '<Image id="x" alt="y" />', /<Image> names "x", which is not here/],
    ['a link that is not encrypted', '[this](http://example.org)', /Mend the link/],
    ['a title', '# Title', /Use ## here/]
  ])('%s', (_, text, fix) => {
    const { findings } = read(`\nBefore.\n\n${text}\n`);
    expect(findings).toContainEqual({
      file: 'lesson.mdx',
      line: expect.any(Number),
      fix: expect.stringMatching(fix)
    });
    const line = findings.find((finding) => fix.test(finding.fix))!.line;
    expect(line).toBe(bodyStarts + 3);
  });
});

test('a tag left open in a heading is told, though the parser says not where', () => {
  expect(read('<Term id="a">word\n---\n').findings).toEqual([
    { file: 'lesson.mdx', line: 1, fix: expect.stringContaining('a tag is still open') }
  ]);
});

test('a lesson without frontmatter is told so', () => {
  expect(read('Text.', '').findings).toEqual([
    { file: 'lesson.mdx', line: 1, fix: expect.stringContaining('frontmatter') }
  ]);
});

test('a flaw of the frontmatter has the line of the file', () => {
  const { findings } = read('Text.', matter.replace('bloom: remember', 'bloom: guess'));
  expect(findings).toEqual([
    { file: 'lesson.mdx', line: 6, fix: expect.stringContaining('Give a Bloom level: remember') }
  ]);
});

test('lines may end as on Windows', () => {
  const { prose, findings } = read('Two words.\r\n', matter.replaceAll('\n', '\r\n'));
  expect(findings).toEqual([]);
  expect(prose).toMatchObject({ frontmatter: { title: 'A lesson' }, words: 2 });
});

test('whatever is written, reading it tells or gives, and never throws', () => {
  const piece = fc.constantFrom(
    ...['word ', '\n', '\n\n', '---\n', '{', '}', '<', '>', '</', '/>', '<Term id="a">', '</Term>'],
    ...['<Source id="', '" />', '<toString />', '<constructor>', '# ', '- ', '> ', '| a |', '```'],
    ...[
      'import ',
      'export ',
      '${',
      '`',
      '[',
      '](',
      ')',
      '![',
      '&amp;',
      '&#0;',
      '\0',
      '\ud800',
      '\t'
    ],
    ...['<!--', '-->', '{/*', '*/}', '<a.b:c>', '[^1]: ', ' = {', '__proto__', 'title: ']
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 25 }).map((all) => all.join(''))
  );
  fc.assert(
    fc.property(text, fc.constantFrom('', '---\n', matter), (text, before) => {
      const { findings } = read(text, before);
      for (const { line, fix } of findings) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(fix).not.toContain('undefined');
      }
    }),
    { numRuns: 1000 }
  );
});
