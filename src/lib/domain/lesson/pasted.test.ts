import { describe, expect, test } from 'vitest';
import { pastedMarkdown } from './pasted';
import { readProse } from './prose';

const markdown = (html: string) => {
  const pasted = pastedMarkdown(html).markdown;
  expect(readProse(pasted).flaws).toEqual([]);
  return pasted;
};

const entry = (level: number, mark: string, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l0 level${level}
  lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

describe('Word', () => {
  test('headings, emphasis and text without what Word adds', () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
      p.MsoNormal {margin:0in;} --></style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head>
      <body lang=EN-US><!--StartFragment-->
      <p class=MsoTitle>Deep tissue<o:p></o:p></p>
      <h1>What <b>is</b> it?</h1>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <p class=MsoNormal>It is <b>firm </b>work,<span style='mso-spacerun:yes'>&nbsp; </span><i
      style='mso-bidi-font-style:normal'>not</i> pain: 5 cm<sup>2</sup>.</p>
      <p class=MsoQuote>Said so.</p><!--EndFragment--></body></html>`;
    expect(markdown(html)).toBe(
      '## Deep tissue\n\n## What is it?\n\nIt is **firm** work, *not* pain: 5 cm².\n\n> Said so.\n'
    );
  });

  test('its lists, which are paragraphs', () => {
    const bullets = [entry(1, '·', 'First'), entry(2, 'o', 'Within'), entry(1, '·', 'Second')];
    const numbers = [entry(1, '3.', 'One'), entry(1, '4.', 'Two')];
    expect(markdown([...bullets, ...numbers, '<p>After</p>'].join('\n\n'))).toBe(
      '- First\n  - Within\n- Second\n\n3. One\n4. Two\n\nAfter\n'
    );
  });

  test('its lists, filtered', () => {
    const entry = (indent: string, text: string) =>
      `<p class=MsoListParagraph style='margin-left:${indent};text-indent:-.25in'>${text}</p>`;
    const html =
      entry('.5in', '<span>·<span>&nbsp;&nbsp; </span></span>First') +
      entry('1.0in', 'a)&nbsp; Within') +
      entry('.5in', 'No mark, no entry');
    expect(markdown(html)).toBe('- First\n  1. Within\n\nNo mark, no entry\n');
  });

  test('its lists on the web, which are one for each entry', () => {
    const entry = (list: string, level: number, text: string) =>
      `<div class="ListContainerWrapper"><${list}><li data-aria-level="${level}"
        data-aria-posinset="1"><p class="Paragraph">${text}</p></li></${list}></div>`;
    const html =
      '<p role="heading" aria-level="2">Head</p>' +
      entry('ul', 1, 'A') +
      entry('ul', 2, 'B') +
      entry('ol', 1, 'C');
    expect(markdown(html)).toBe('## Head\n\n- A\n  - B\n\n1. C\n');
  });

  test('changes that were tracked are accepted, comments left out', () => {
    const html = `<p>This was <del cite="mailto:A" datetime="2024">old</del><ins cite="mailto:A">new</ins>
      text<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span>.</p>
      <div style='mso-element:comment-list'><div class=msocomtxt><p>Why?</p></div></div>`;
    expect(markdown(html)).toBe('This was new text.\n');
  });

  test('its tables', () => {
    const html = `<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Muscle</b></p></td>
      <td><p>Origin | end</p></td><td><p>Seen</p></td></tr>
      <tr><td rowspan=2><p>SCM</p></td><td><p>Sternum</p><p>Clavicle</p></td><td><ul><li>Yes.</li><li>No</li></ul></td></tr>
      <tr><td colspan=2><p>Both</p></td></tr></table>`;
    expect(markdown(html)).toBe(
      '| Muscle | Origin \\| end | Seen |\n| - | - | - |\n| SCM | Sternum; Clavicle | Yes. No |\n| | Both | |\n'
    );
  });
});

test('Google Docs: what is bold by style, and lists beside their entries', () => {
  const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2><span
    style="font-weight:400;">Title</span></h2><p><span style="font-weight:700;">Bold</span><span
    style="font-weight:400;"> and </span><span style="font-style:italic;">slanted</span></p><ul><li><p
    role="presentation"><span>one</span></p></li><ul><li><p>two</p></li></ul><li><p>three</p></li></ul><br
    class="Apple-interchange-newline"></b>`;
  expect(markdown(html)).toBe('## Title\n\n**Bold** and *slanted*\n\n- one\n  - two\n- three\n');
});

describe('a web page', () => {
  test.each([
    ['breaks', 'One<br>two<br> <br>three<br>', 'One\\\ntwo\n\nthree\n'],
    ['levels of headings', '<h1>A</h1><h2>B</h2><h6>C</h6>', '## A\n\n### B\n\n###### C\n'],
    ['spaces at marks', 'a<b> b </b>c <i> </i>d', 'a **b** c d\n'],
    ['marks within marks', '<b>a <i>b</i></b> <b>c</b>', '**a *b* c**\n'],
    ['marks around blocks', '<b><p>a</p><p>b</p></b>', '**a**\n\n**b**\n'],
    [
      'signs of Markdown',
      '<p>*a* _b_ `c` [d](e) | ~f~ \\</p>',
      '\\*a\\* \\_b\\_ \\`c\\` \\[d]\\(e) | \\~f\\~ \\\\\n'
    ],
    [
      'what would begin something',
      '<p># a</p><p>- b</p><p>1. c</p><p>&gt; d</p><p>---</p>',
      '\\# a\n\n\\- b\n\n1\\. c\n\n\\> d\n\n\\---\n'
    ],
    ['what would be run', '<p>{a} &lt;b&gt; &amp;lt;</p>', '\\{a} \\<b> \\&lt;\n'],
    [
      'code',
      '<p>Press <kbd>{x}</kbd></p><pre>a {b}\n  &lt;c&gt;\n</pre>',
      'Press `{x}`\n\n```\na {b}\n  <c>\n```\n'
    ],
    [
      'a quote with a list',
      '<blockquote>a<ol start=3><li>b<li>c</ol></blockquote>',
      '> a\n>\n> 3. b\n> 4. c\n'
    ],
    [
      'a table for the layout',
      '<table><tr><td>a</td></tr><tr><td><p>b</td></tr></table>',
      'a\n\nb\n'
    ],
    [
      'what is not seen',
      '<p hidden>a</p><p style="display: none">b</p><script>c</script><button>d</button>e',
      'e\n'
    ],
    [
      'what is not seen of a table',
      '<table><tr><td>a<td>b<script>c</script></tr><tr hidden><td>d<td>e</tr><tr><td>f<td hidden>g<td>h</tr></table>',
      '| a | b |\n| - | - |\n| f | h |\n'
    ],
    [
      'an address',
      '<p>See (https://a.example/b_c), www.d.example. Ask e@f.example!</p>',
      'See ([https://a.example/b_c](https://a.example/b_c)), [www.d.example](https://www.d.example). Ask [e@f.example](mailto:e@f.example)!\n'
    ],
    [
      'nothing',
      '<p>&nbsp;</p><ul><li></li></ul><table><tr><td></td><td></td></tr></table><h2></h2>',
      ''
    ]
  ])('%s', (_, html, expected) => {
    expect(markdown(html)).toBe(expected);
  });
});

describe('what is lost is told', () => {
  test.each([
    [
      '<img src=a><p><img src=b></p>',
      '',
      ['2 pictures were left out: drop the files into the text']
    ],
    [
      'a<iframe src="x"></iframe>',
      'a\n',
      ['1 film or sound was left out: link to where it is shown']
    ],
    [
      '<a href="http://a.example">b</a>',
      '[b](https://a.example)\n',
      [expect.stringContaining('1 link was changed from http')]
    ],
    [
      '<a href="/b">b</a> <a href="javascript:c">c</a> <a href="#d">d</a>',
      'b c d\n',
      [expect.stringContaining('2 links were left out')]
    ]
  ])('%s', (html, expected, lost) => {
    expect(pastedMarkdown(html)).toEqual({ markdown: expected, lost });
  });
});
