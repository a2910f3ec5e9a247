/** What the parser complains of, in the words of an author who has never met it. */

const words: [RegExp, (...found: string[]) => string][] = [
  [
    /closing tag for `<(\w+)>`.* before the end of/,
    (name) => `close <${name}> with </${name}> before the paragraph, list or quote it is in ends`
  ],
  [
    /closing tag `<\/(\w*)>`, expected corresponding closing tag for `<(\w*)>`/,
    (found, open) => `close <${open}> with </${open}> before </${found}>`
  ],
  [/closing tag for `<(\w*)>`/, (name) => `close <${name}> with </${name}>`],
  [/closing slash/, () => 'take this closing tag out, for nothing is open here'],
  [/expression/, () => 'write { as words'],
  [/closing quote/, () => 'end the value of this attribute with "'],
  [/lazy line/, () => 'close the tag that is open here, an empty line below the list or quote'],
  [/attribute value/, () => 'put the value of this attribute between quotes, as name="text"'],
  [/create a comment/, () => 'take the comment out'],
  [/create a link/, () => 'write the link as [words](https://…)'],
  [
    / (before|after|in) (local )?name|attribute name|the end of the tag/,
    () => 'write < as "less than"'
  ]
];

/** @returns how to mend it; the parser's own words where it says something unheard of */
export function inWords(reason: string): string {
  for (const [pattern, say] of words) {
    const found = pattern.exec(reason);
    if (found) return say(...found.slice(1));
  }
  return `${reason}. Write { as words and < as "less than"`;
}
