import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { written } from '../src/lib/domain/exchange/word/document';
import { read, sourcesIn } from '../src/lib/server/exchange/docx';
import { zip } from '../src/lib/server/exchange/zip';

const root = (name: string, inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><w:${name} xmlns:w="w" xmlns:r="r">${inner}</w:${name}>`;

/** Lists: 1 counts questions, 2 has letters and goes on, 3 begins them anew, 4 has bullets. */
const numbering = root(
  'numbering',
  [
    ['0', 'decimal', '%1.'],
    ['1', 'lowerLetter', '%1)'],
    ['2', 'bullet', '·'],
    ['3', 'bullet', ' ']
  ]
    .map(
      ([id, format, text]) =>
        `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>`
    )
    .concat([
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
      '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
      '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>',
      '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    ])
    .join('')
);

const styles = root(
  'styles',
  `<w:style w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>
   <w:style w:styleId="Right"><w:basedOn w:val="Base"/></w:style>
   <w:style w:styleId="Light"><w:basedOn w:val="Base"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
   <w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
   <w:style w:styleId="Question"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`
);

const relations = `<Relationships xmlns="p"><Relationship Id="r1" Type="t/hyperlink" Target="https://a.org/b"/></Relationships>`;

const docx = (body: string) =>
  zip([
    ['word/document.xml', root('document', `<w:body>${body}</w:body>`)],
    ['word/styles.xml', styles],
    ['word/numbering.xml', numbering],
    ['word/_rels/document.xml.rels', relations],
    ['word/media/image1.png', 'a picture']
  ]);

const run = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inner: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`;
const listed = (list: number, inner: string, level = 0) =>
  p(inner, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

function told(bytes: Uint8Array) {
  const sources = sourcesIn(bytes);
  const result = 'flaw' in sources ? sources : written(sources);
  return 'flaw' in result ? { text: result.flaw, lost: [], sheets: [] } : result;
}
const textOf = (...blocks: string[]) => told(docx(blocks.join(''))).text.split('\n');

describe('lists that number themselves', () => {
  test('questions have numbers and options letters, each question its own', () => {
    expect(
      textOf(
        listed(1, run('Which?')),
        listed(2, run('one')),
        listed(2, run('two')),
        listed(1, run('Who?')),
        listed(3, run('three')),
        listed(3, run('four')),
        listed(1, run('Where?')),
        // A list that somebody forgot to begin anew.
        listed(3, run('five'))
      )
    ).toEqual([
      '1. Which?',
      'a) one',
      'b) two',
      '2. Who?',
      'a) three',
      'b) four',
      '3. Where?',
      'a) five'
    ]);
  });

  test('a deeper list of numbers or bullets below a question has its options', () => {
    expect(
      textOf(
        p(run('Which?'), '<w:pStyle w:val="Question"/>'),
        listed(1, run('one'), 1),
        listed(1, run('two'), 1),
        listed(1, run('Who?')),
        listed(4, run('three')),
        listed(4, run('four'))
      )
    ).toEqual(['1. Which?', 'a) one', 'b) two', '2. Who?', 'a) three', 'b) four']);
  });

  test('below typed numbers a list of numbers has the options', () => {
    expect(
      textOf(p(run('7. Which?')), listed(1, run('one')), listed(1, run('two')), p(run('Answer: 2')))
    ).toEqual(['7. Which?', 'a) one', 'b) two', 'Answer: 2']);
  });

  test('what a list writes nothing before, or is in no list, stays as it is', () => {
    expect(
      textOf(
        listed(4, run('Bring a pen')),
        listed(5, run('plain')),
        listed(9, run('of no list')),
        listed(0, run('taken out'))
      )
    ).toEqual(['- Bring a pen', 'plain', 'of no list', 'taken out']);
  });
});

describe('the right option', () => {
  const options = (...looks: string[]) =>
    textOf(
      p(run('1. Which?', '<w:b/>')),
      ...looks.map((look, i) => p(run(`${'abcd'[i]}) it is ${i}`, look)))
    ).slice(1);

  test.each([
    ['<w:b/>'],
    ['<w:u w:val="single"/>'],
    ['<w:color w:val="FF0000"/>'],
    ['<w:highlight w:val="yellow"/>'],
    ['<w:shd w:val="clear" w:fill="FFFF00"/>'],
    ['<w:rStyle w:val="Right"/>']
  ])('is set off by %s', (look) => {
    expect(options('', look, '')).toEqual(['a) it is 0', '*b) it is 1', 'c) it is 2']);
  });

  test('what all have, or is as usual, sets off none', () => {
    const usual = '<w:color w:val="000000"/><w:u w:val="none"/><w:rStyle w:val="Light"/>';
    expect(options('<w:b/>', '<w:b/>', '<w:b/>').join()).not.toContain('*');
    expect(options(usual, '<w:b w:val="false"/>', '').join()).not.toContain('*');
  });

  test('a colour tells more than weight', () => {
    expect(options('<w:b/>', '<w:highlight w:val="green"/>', '')[1]).toMatch(/^\*b/);
  });

  test('several are right where several are set off', () => {
    expect(options('<w:b/>', '', '<w:b/>').map((line) => line.startsWith('*'))).toEqual([
      true,
      false,
      true
    ]);
  });

  test('one word in bold is no key, and a key in pieces is one', () => {
    const lines = textOf(
      p(run('1. Which?')),
      p(run('a) all ') + run('but', '<w:b/>') + run(' one')),
      p(run('b) ') + run('all', '<w:b/>') + run(' of them', '<w:b/>') + run('.')),
      p(run('c) none'))
    );
    expect(lines.slice(1)).toEqual(['a) all but one', '*b) all of them.', 'c) none']);
  });

  test('in a list, by the style of its paragraph', () => {
    expect(
      textOf(
        listed(1, run('Which?')),
        listed(2, run('one')),
        p(
          run('two'),
          '<w:pStyle w:val="Right"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
        )
      )
    ).toEqual(['1. Which?', 'a) one', '*b) two']);
  });

  test('is ticked', () => {
    const box = (char: string) => `<w:r><w:sym w:font="Wingdings" w:char="${char}"/></w:r>`;
    expect(
      textOf(
        p(run('1. Which?')),
        p(`${box('F0A8')}${run(' a) one')}`),
        p(`${box('F0FE')}${run(' b) two')}`),
        p(run('2. Who?')),
        p(run('a) ☐ three')),
        p(run('b) ☒ four')),
        p(run('3. Where?')),
        p(run('a) here')),
        p(run('b) there ✓'))
      )
    ).toEqual([
      '1. Which?',
      'a) one',
      '*b) two',
      '2. Who?',
      'a) three',
      '*b) four',
      '3. Where?',
      'a) here',
      '*b) there'
    ]);
  });

  test('stands among lines with nothing before them, if one is set off', () => {
    expect(
      textOf(
        listed(1, run('Which?')),
        p(run('one')),
        p(run('two', '<w:b/>')),
        p(run('Answer: two')),
        listed(1, run('Who?')),
        p(run('She comes on Monday.')),
        p(run('me', '<w:b/>')),
        listed(2, run('one')),
        listed(2, run('two')),
        listed(1, run('Where?')),
        p(run('here')),
        p(run('there'))
      )
    ).toEqual([
      '1. Which?',
      'a) one',
      '*b) two',
      'Answer: two',
      '2. Who?',
      'She comes on Monday.',
      'me',
      'a) one',
      'b) two',
      '3. Where?',
      'here',
      'there'
    ]);
  });

  test('where it is starred already, that counts', () => {
    expect(textOf(p(run('1. Which?')), p(run('*a) one')), p(run('b) two', '<w:b/>')))).toEqual([
      '1. Which?',
      '*a) one',
      'b) two'
    ]);
  });
});

describe('lines', () => {
  test('options beside each other are lines', () => {
    const tab = '<w:r><w:tab/></w:r>';
    expect(
      textOf(
        p(
          `${run('1. Which?')}<w:r><w:br/></w:r>${run('A. one')}${tab}${run('B. two', '<w:b/>')}${tab}${run('C. three')}`
        )
      )
    ).toEqual(['1. Which?', 'A. one', '*B. two', 'C. three']);
  });

  test('rows of a table are lines with tabs between their cells', () => {
    const cell = (...inner: string[]) => `<w:tc>${inner.join('')}</w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
    expect(
      textOf(
        `<w:tbl>${row(cell(p(run('Stroke'))), cell(p(run('Effect'))))}${row(cell(p(run('Which?'))), cell(p('')))}${row(cell(p(run('one')), p(run('two'))), cell(p(run('three'))))}<w:tr><w:trPr><w:del/></w:trPr>${cell(p(run('gone')))}</w:tr></w:tbl>`
      )
    ).toEqual(['Stroke\tEffect', 'Which?', 'one', 'two', 'three']);
  });

  test('what was deleted is gone, what was inserted is there', () => {
    const mark = (name: string) => `<w:rPr><w:${name}/></w:rPr>`;
    expect(
      textOf(
        p(
          `${run('1. Which ')}<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${run('new')}</w:ins>`,
          mark('del')
        ),
        p(run(' one?')),
        p(`<w:moveFrom>${run('away')}</w:moveFrom><w:moveTo>${run('here')}</w:moveTo>`, mark('ins'))
      )
    ).toEqual(['1. Which new one?', 'here']);
  });

  test('forms, fields and boxes hold words too', () => {
    const { text, lost } = told(
      docx(
        `<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>${p(run('in a form'))}</w:sdtContent></w:sdt>
         ${p('<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple>' + run('field') + '</w:fldSimple>')}
         ${p(`${run('beside')}<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>${p(run('boxed'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p(run('boxed'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)}`
      )
    );
    expect(text.split('\n')).toEqual(['in a form', 'field', 'beside', 'boxed']);
    expect(lost).toEqual([]);
  });

  test('raised figures stay raised', () => {
    expect(
      textOf(
        p(run('10') + run('3', '<w:vertAlign w:val="superscript"/>') + run('<w:noBreakHyphen/>'))
      )
    ).toEqual(['10³']);
  });
});

test('what is lost is told with its line', () => {
  const { text, lost } = told(
    docx(
      [
        p(run('1. Which?')),
        p(
          `<w:r><w:drawing><wp:docPr xmlns:wp="x" descr="A hip"/><a:blip xmlns:a="y"/></w:drawing></w:r>${run('See ')}<w:hyperlink r:id="r1">${run('this', '<w:u w:val="single"/>')}</w:hyperlink>`
        ),
        p(
          `<m:oMath xmlns:m="z"><m:r><m:t>x+1</m:t></m:r></m:oMath>${run('no', '<w:strike/>')}<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>`
        )
      ].join('')
    )
  );
  expect(text.split('\n')).toEqual(['1. Which?', 'See this (https://a.org/b)', 'x+1no']);
  expect(lost).toEqual([
    { line: 2, text: 'The picture "A hip" is left out' },
    { line: 2, text: 'The link to https://a.org/b is text now' },
    { line: 3, text: 'A formula is plain text now' },
    { line: 3, text: 'Words that were struck out stand like any others' },
    { line: 3, text: 'A footnote is left out' },
    { line: 3, text: 'A comment is left out' }
  ]);
});

describe('questions', () => {
  const cell = (text: string, look = '') => `<w:tc>${p(run(text, look))}</w:tc>`;
  const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
  const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
  const found = (...blocks: string[]) => {
    const { rows, flaws, lost } = read(docx(blocks.join('')));
    const options = (draft: object | null) =>
      (draft as { options?: { text: string; correct: boolean }[] } | null)?.options?.map(
        ({ text, correct }) => (correct ? `*${text}` : text)
      );
    return {
      rows: rows.map(({ draft, flaws, lost }) => [draft?.stem, options(draft), flaws, lost]),
      flaws,
      lost
    };
  };

  test('are read with their options and keys', () => {
    expect(
      found(
        listed(1, run('Which is a contraindication?', '<w:b/>')),
        listed(2, run('Stress')),
        listed(2, run('Fever', '<w:highlight w:val="yellow"/>')),
        p(''),
        listed(1, run('Who?')),
        listed(3, run('the client')),
        listed(3, run('the therapist')),
        p(run('Answer: A'))
      )
    ).toEqual({
      rows: [
        ['Which is a contraindication?', ['Stress', '*Fever'], [], []],
        ['Who?', ['*the client', 'the therapist'], [], []]
      ],
      flaws: [],
      lost: []
    });
  });

  test('of a table are read among the others, their keys marked or named', () => {
    const marked = table(
      row(cell('Question'), cell('A'), cell('B')),
      row(cell('Which "one"?'), cell('this', '<w:b/>'), cell('that'))
    );
    const named = table(
      row(cell('Question'), cell('A'), cell('B'), cell('Correct')),
      row(cell('Where?'), cell('here', '<w:b/>'), cell('there'), cell('B'))
    );
    expect(found(marked, listed(1, run('Who?')), p(run('Answer: me')), named).rows).toEqual([
      ['Which "one"?', ['*this', 'that'], [], []],
      ['Who?', undefined, [], []],
      ['Where?', ['here', '*there'], [], []]
    ]);
    expect(found(p(run('A title')), named, p(run('The end.'))).flaws).toEqual([]);
  });

  test('lose what stood among them, each its own', () => {
    const picture = '<w:r><w:drawing><a:blip xmlns:a="y"/></w:drawing></w:r>';
    const told = (line: number) => [{ line, text: 'The picture is left out' }];
    const { rows, lost } = found(
      p(picture),
      p(run('1. Which?')),
      p(`${run('a) this')}${picture}`),
      p(run('b) that')),
      p(run('Answer: b')),
      p(`${run('2. Who?')}${picture}`),
      p(run('Answer: me'))
    );
    expect(rows.map(([, , , lost]) => lost)).toEqual([told(3), told(6)]);
    expect(lost).toEqual(told(1));
  });

  test('of no document are none, and a sentence', () => {
    expect(read(new Uint8Array())).toMatchObject({ rows: [], flaws: [{ line: 1 }] });
  });
});

test.each([
  [
    'pandoc.docx',
    '1. Which stroke is long and gliding?\n*a) Effleurage\nb) Petrissage\nc) Friction\n2. Which',
    'H2O and 10³ ml'
  ],
  [
    'python-docx.docx',
    '1. Which is a contraindication?\na) Stress\n*b) Fever\nc) Age\n2. Which bone is longest?\n*a) Femur\nb) Tibia\n3. Typed number\nA. one\nB. two\nC. three\nAnswer: B',
    'A.\tin a cell\nB.\tin another'
  ]
])('a document of other programs: %s', (name, ...texts) => {
  const { text } = told(new Uint8Array(readFileSync(`tests/files/${name}`)));
  for (const words of texts) expect(text).toContain(words);
});

describe('no document', () => {
  test.each([
    ['an old one, or one with a password', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'old Word'],
    ['no archive', new TextEncoder().encode('1. Which?'), 'no zip archive'],
    ['another archive', zip([['content.xml', '<a/>']]), 'another archive'],
    [
      'one whose text breaks off',
      zip([['word/document.xml', '<w:document><w:body><w:p>']]),
      'damaged'
    ],
    ['one without a body', zip([['word/document.xml', '<html/>']]), 'no document of Word'],
    [
      'one with a document type',
      zip([['word/document.xml', '<!DOCTYPE a [<!ENTITY b "c">]><w:document/>']]),
      'damaged'
    ],
    ['a bomb', zip([['word/document.xml', ' '.repeat(2 ** 25)]]), 'no honest file']
  ])('%s', (_, bytes, flaw) => {
    expect(told(bytes).text).toContain(flaw);
  });

  test('styles that are based on each other, and lists without end, are read', () => {
    expect(
      textOf(
        p(run('x'), '<w:pStyle w:val="Loop"/>'),
        listed(1, run('y'), 4_000_000_000),
        listed(2, run('z'), -1)
      )
    ).toHaveLength(3);
  });
});

test('a document takes no longer than its length', () => {
  const count = 5_000;
  const pieces = [
    p(run('x<w:br/>')),
    p(run('x'), '<w:rPr><w:del/></w:rPr>'),
    run('a) x').repeat(3) + '<w:r><w:br/></w:r>',
    p('<w:r><w:tab/></w:r>'.repeat(3)),
    listed(2, run('x', '<w:b/>')),
    `<w:tbl><w:tr><w:tc>${p('')}</w:tc></w:tr></w:tbl>`
  ];
  const started = performance.now();
  for (const piece of pieces) {
    const many = piece.repeat(count);
    const body = piece.startsWith('<w:r>') ? p(many) : many;
    written({
      document: root('document', `<w:body>${body}</w:body>`),
      styles,
      numbering,
      relations
    });
  }
  expect(performance.now() - started).toBeLessThan(60_000);
});

test('whatever bytes are changed, there is an answer', () => {
  const sound = docx(
    [listed(1, run('Which?')), listed(2, run('one', '<w:b/>')), listed(2, run('two'))].join('')
  );
  const scratches = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6
  });
  fc.assert(
    fc.property(scratches, (scratches) => {
      const bytes = sound.slice();
      for (const [at, value] of scratches) bytes[at % bytes.length] = value;
      expect(told(bytes).text).toEqual(expect.any(String));
    }),
    { numRuns: 500 }
  );
  const scrap = fc.constantFrom(
    ...['<w:p>', '</w:p>', '<w:r>', '</w:r>', '<w:t>', '</w:t>', 'a) x', '<w:tbl>', '</w:tbl>'],
    ...[
      '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>',
      '<w:sdt/>',
      '<w:tr><w:tc>',
      '&amp;'
    ]
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 20 }), (parts) => {
      expect(told(docx(parts.join(''))).text).toEqual(expect.any(String));
    }),
    { numRuns: 500 }
  );
});
