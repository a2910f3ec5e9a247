import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown';

const saidOf = (text: string) => {
  const said: string[] = [];
  parseMarkdown(text, (line, fix) => said.push(`${line} ${fix}`));
  return said;
};

test.each([
  ['<Callout kind="key" title="x">\n\nText\n', '1', 'close <Callout> with </Callout>'],
  [
    '<Callout kind="key" title="x">\n\n</Compare>',
    '3',
    'close <Callout> with </Callout> before </Compare>'
  ],
  [
    '<Term id="x">a\n\nb</Term>',
    '1',
    'close <Term> with </Term> before the paragraph, list or quote it is in ends'
  ],
  ['</Callout>', '1', 'take this closing tag out, for nothing is open here'],
  ['Less <5', '1', 'write < as "less than"'],
  ['Less <than 5', '1', 'write < as "less than"'],
  ['# a <b\n---', '1', 'write < as "less than"'],
  ['a { b', '1', 'write { as words'],
  ['<Term id="drap', '1', 'end the value of this attribute with "'],
  [
    '- one\n<Term id="x\n\ny',
    '4',
    'close the tag that is open here, an empty line below the list or quote'
  ],
  ['<Callout kind=key />', '1', 'put the value of this attribute between quotes, as name="text"'],
  ['<!-- note -->', '1', 'take the comment out'],
  ['<https://example.org>', '1', 'write the link as [words](https://…)']
])('%j is told in words', (text, line, fix) => {
  expect(saidOf(text)).toEqual([`${line} Mend the markup: ${fix}`]);
});
