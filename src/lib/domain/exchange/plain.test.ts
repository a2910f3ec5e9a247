import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHtml, plainOf } from './plain';

describe('the words of a page', () => {
  test.each([
    ['Which <b>one</b> is it?', 'Which one is it?'],
    ['<p>One.</p>\r\n<p>Two&nbsp;&amp; three.</p><p>&nbsp;</p>', 'One.\n\nTwo & three.'],
    ['a<br>b<br/><br />c', 'a\nb\n\nc'],
    ['<div><div>a</div></div><div>b</div>', 'a\n\nb'],
    [
      '<p>Any:</p><ul>\n<li>one</li>\n<li><p>two</p></li></ul>after',
      'Any:\n\n- one\n- two\n\nafter'
    ],
    ['<ol start="3"><li>c<ul><li>in</li></ul></li><li>d</ol>', '3. c\n- in\n4. d'],
    ['10<sup>3</sup> Ca<sup>2+</sup> H<sub>2</sub>O 1<sup>st</sup>', '10³ Ca²⁺ H2O 1st'],
    ['<pre>a  b\n  c</pre>', 'a  b\n  c'],
    ['&lt;b&gt; &eacute; &#8217; &#x41; &bogus;', '<b> é ’ A &bogus;'],
    ['<style>p { color: red }</style><script>"<p>x</p>"</script>y', 'y'],
    ['one <!-- hidden --> two', 'one two'],
    ['if a < b and b > c', 'if a < b and b > c'],
    ['no end <b', 'no end <b'],
    ['no end <a href="x', 'no end <a href="x'],
    ['soft\u00ADhyphen, zero\u200Bwidth, \0nul, half \uD800', 'softhyphen, zerowidth, nul, half'],
    ['<math><mi>x</mi><annotation>x_tex</annotation></math>', 'x'],
    ['<img class="equation_image" alt="x^2" src="/eq/1">', 'x^2'],
    ['', '']
  ])('%j', (html, text) => {
    expect(plainOf(html).text).toBe(text);
  });

  test('a table is lines, whatever stands in its cells', () => {
    const { text, lost } = plainOf(
      '<table>\n<tr> <td><p>a</p></td> <td>b<br>c</td></tr>\n<tr><td></td><td>d</td></tr></table>e'
    );
    expect(text).toBe('a\tb c\n\td\n\ne');
    expect(lost).toEqual(['A table is lines now, with tabs between its cells']);
  });
});

describe('what is lost', () => {
  test.each([
    ['<img src="x/Arm%20one.png" alt="">', '', 'The picture "Arm one.png" is left out'],
    ['<img src="data:image/png;base64,AA" alt="An arm">', '', 'The picture "An arm" is left out'],
    ['<img>', '', 'The picture is left out'],
    [
      'see <a href="https://a.org/b">this</a>.',
      'see this (https://a.org/b).',
      'The link to https://a.org/b is text now'
    ],
    [
      '<a href="https://a.org">https://a.org</a>',
      'https://a.org',
      'The link to https://a.org is text now'
    ],
    ['<a href="@@PLUGINFILE@@/f.pdf">f</a>', 'f', 'The attached file "f.pdf" is left out'],
    ['a<audio><source src="s.mp3">no sound here</audio>b', 'ab', 'The sound "s.mp3" is left out'],
    ['<iframe src="https://v.org/1"></iframe>x', 'x', 'The embedded page "1" is left out'],
    ['<del>not</del> x', 'not x', 'Words that were struck out stand like any others']
  ])('%s', (html, text, lost) => {
    expect(plainOf(html)).toEqual({ text, lost: [lost] });
  });

  test('no address that runs or leads nowhere is shown', () => {
    expect(plainOf('<a href="javascript:alert(1)">a</a> <a href="#b">b</a>')).toEqual({
      text: 'a b',
      lost: []
    });
  });
});

test.each([
  ['<p>x</p>', true],
  ['a<br/>b', true],
  ['<span style="color:red">x</span>', true],
  ['a &nbsp;b', true],
  ['if a<b and c>d', false],
  ['R & B', false]
])('%j is HTML: %s', (text, is) => {
  expect(isHtml(text)).toBe(is);
});

const pieces = fc.oneof(
  fc.constantFrom(
    '<p>',
    '</p>',
    '<ul>',
    '<ol>',
    '</ul>',
    '<li>',
    '<tr>',
    '<td>',
    '</table>',
    '<sup>'
  ),
  fc.constantFrom(
    '<a href="https://a.org">',
    '</a>',
    '<pre>',
    '</pre>',
    '<',
    '>',
    '&',
    '&amp;',
    ' ',
    '\n'
  ),
  fc.constantFrom(
    '<audio>',
    '<source src="%">',
    '<!--',
    '-->',
    '<img alt="',
    '"',
    "'",
    '<title>',
    '</'
  ),
  fc.string({ unit: 'binary', maxLength: 5 })
);

test('whatever it is given, it gives tidy text that can be stored', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const { text } = plainOf(parts.join(''));
      expect(text).not.toMatch(/\0|\p{Surrogate}|\r|\n\n\n|[ \t]\n|^\s|\s$/u);
    })
  );
});

test('words without tags come through as they are', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9.,;:!?'"()éß漢]{1,8}$/);
  const paragraph = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 4 }), (paragraphs) => {
      const html = paragraphs.map((text) => `<p>${text}</p>`).join('');
      expect(plainOf(html).text).toBe(paragraphs.join('\n\n'));
    })
  );
});

test.each([
  '<',
  '<b>',
  '<div>',
  '<ul><li>',
  '</x>',
  '<a href=x>',
  '&',
  '<!--',
  '\n ',
  '<td>',
  '<p>x'
])('a third of a megabyte of %j takes no time to speak of', (piece) => {
  const before = process.cpuUsage();
  plainOf(piece.repeat(300_000 / piece.length));
  isHtml(piece.repeat(300_000 / piece.length));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
});
