import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPackage, oldPackage, sample } from './anki-packages';
import { formatNames } from '../src/lib/domain/exchange/formats';
import { readFile } from '../src/lib/server/exchange/read';
import { zip } from '../src/lib/server/exchange/zip';

const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
const encoded = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, name = '') => readFile({ bytes, name, format: null });
/** Of each question its type, and `flawed` where it waits to be mended. */
const told = ({ rows }: Awaited<ReturnType<typeof read>>) =>
  rows.map(({ draft, flaws }) =>
    flaws.length > 0 ? `flawed ${draft?.type ?? ''}`.trim() : draft!.type
  );

/**
 * A question bank as Blackboard takes and gives it, by what qti_package_maker writes for it: items
 * and a bank that refers to them, all in `qti21/`.
 */
function blackboard(): Uint8Array {
  const item = (id: string, stem: string, key: string) =>
    `<?xml version='1.0' encoding='UTF-8'?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="QUE__${id}" title="${id}" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>${key}</value></correctResponse></responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><div><p>${stem}</p></div><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1" shuffle="true"><simpleChoice identifier="answer_1" fixed="true"><p>Femur</p></simpleChoice><simpleChoice identifier="answer_2" fixed="true"><p>Ulna</p></simpleChoice></choiceInteraction></itemBody><responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match></responseIf></responseCondition></responseProcessing></assessmentItem>`;
  const names = ['assessmentItem00001', 'assessmentItem00002'];
  const listed = names.map(
    (name) =>
      `<resource href='qti21/${name}.xml' identifier='${name}' type='imsqti_item_xmlv2p1'><file href='qti21/${name}.xml'/></resource>`
  );
  const refs = names.map((name) => `<assessmentItemRef identifier="${name}" href="${name}.xml"/>`);
  return zip([
    [
      'imsmanifest.xml',
      `<manifest xmlns='http://www.imsglobal.org/xsd/imscp_v1p1'><metadata><schema>QTIv2.1</schema></metadata><organizations/><resources><resource href='qti21/question_bank00001.xml' identifier='question_bank00001' type='imsqti_test_xmlv2p1'><file href='qti21/question_bank00001.xml'/></resource>${listed.join('')}</resources></manifest>`
    ],
    [
      'qti21/question_bank00001.xml',
      `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="question_bank00001" title="Bones"><testPart identifier="p" navigationMode="nonlinear" submissionMode="simultaneous"><assessmentSection identifier="s" visible="false" title="Section 1">${refs.join('')}</assessmentSection></testPart></assessmentTest>`
    ],
    ['qti21/assessmentItem00001.xml', item('one', 'Which is of the leg?', 'answer_1')],
    ['qti21/assessmentItem00002.xml', item('two', 'Which is of the arm?', 'answer_2')],
    ['csfiles/home_dir/picture.png', 'a picture']
  ]);
}

/** A quiz as Canvas exports it: its questions and its settings in a folder of its name. */
const canvas = () =>
  zip([
    [
      'imsmanifest.xml',
      `<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata><organizations/><resources><resource identifier="g0f2a" type="imsqti_xmlv1p2"><file href="g0f2a/g0f2a.xml"/><dependency identifierref="g1"/></resource><resource identifier="g1" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="g0f2a/assessment_meta.xml"><file href="g0f2a/assessment_meta.xml"/></resource></resources></manifest>`
    ],
    ['g0f2a/g0f2a.xml', bytesOf('tests/exchange/canvas-quiz.xml')],
    ['g0f2a/assessment_meta.xml', '<quiz identifier="g0f2a"><title>Unit 3</title></quiz>']
  ]);

/** Text that was typed on Windows, its quotation marks curled. */
const aiken =
  'What does “local” mean?\r\nA. One place is left out\r\nB. Nothing is treated\r\nANSWER: A\r\n\r\n' +
  'Which is the “master knot”?\r\nA) Café\r\nB) None\r\nANSWER: B\r\n';
const onWindows = (text: string) =>
  Uint8Array.from(text, (sign) => ({ '“': 0x93, '”': 0x94 })[sign] ?? sign.charCodeAt(0));

const samples: [
  what: string,
  format: string,
  file: () => Uint8Array | Promise<Uint8Array>,
  questions: string[]
][] = [
  [
    'GIFT as Moodle exports it (by its documented layout)',
    'gift',
    () => bytesOf('tests/files/moodle.gift.txt'),
    // What asks nothing waits for who knows whether its answers were forgotten.
    ['choice', 'boolean', 'multiple', 'cloze', 'match', 'numeric', 'note', 'flawed']
  ],
  [
    'XML of Moodle 4',
    'moodle',
    () => bytesOf('tests/exchange/moodle-4.xml'),
    [
      ...['choice', 'multiple', 'boolean', 'cloze', 'numeric', 'match', 'classify', 'note'],
      ...['cloze', 'cloze', 'order', 'flawed']
    ]
  ],
  [
    'a quiz of Canvas, QTI 1.2',
    'qti',
    canvas,
    [
      ...['choice', 'boolean', 'multiple', 'cloze', 'cloze', 'choice', 'match', 'numeric', 'note'],
      ...['flawed', 'order', 'classify']
    ]
  ],
  ['a bank of Blackboard, QTI 2.1', 'qti', blackboard, ['choice', 'choice']],
  [
    'a deck that the program anki-apkg-export has made',
    'anki',
    () => bytesOf('tests/files/anki-apkg-export.apkg'),
    ['cloze', 'cloze', 'flawed choice']
  ],
  ['a deck of an old Anki', 'anki', () => oldPackage(sample), ['cloze', 'cloze']],
  ['a deck of a new Anki', 'anki', () => newPackage(sample), ['cloze', 'cloze']],
  [
    'a document of Word by python-docx',
    'word',
    () => bytesOf('tests/files/python-docx.docx'),
    ['choice', 'choice', 'choice']
  ],
  [
    'cells pasted from a spreadsheet',
    'table',
    () => bytesOf('tests/files/spreadsheet.tsv'),
    ['choice', 'choice', 'boolean']
  ],
  [
    'the same as Excel saves “Unicode text”',
    'table',
    () => {
      const text = readFileSync('tests/files/spreadsheet.tsv', 'utf8').replaceAll('\n', '\r\n');
      return new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    },
    ['choice', 'choice', 'boolean']
  ],
  ['Aiken from Windows', 'aiken', () => onWindows(aiken), ['choice', 'choice']]
];

test.each(samples)('%s', async (_, format, file, questions) => {
  // What it is called is no matter.
  for (const name of ['', 'bank.txt', 'bank.zip']) {
    const found = await read(await file(), name);
    expect([found.format, told(found)]).toEqual([format, questions]);
    expect(found.flaws).toEqual([]);
  }
});

test('texts of files come through with their signs', async () => {
  const windows = await read(onWindows(aiken));
  expect(windows.rows.map(({ draft }) => draft!.stem)).toEqual([
    'What does “local” mean?',
    'Which is the “master knot”?'
  ]);
  expect(windows.rows[1]!.draft).toMatchObject({ options: [{ text: 'Café' }, { correct: true }] });
  expect(windows.lost).toEqual([{ line: 1, text: expect.stringContaining('Windows-1252') }]);
  const sheet = await read(bytesOf('tests/files/spreadsheet.tsv'));
  expect(sheet.rows[0]!.draft!.stem).toBe('Which "long" stroke\nopens a session?');
  expect(sheet.rows.map(({ line }) => line)).toEqual([2, 4, 5]);
  const gift = await read(bytesOf('tests/files/moodle.gift.txt'));
  expect(gift.rows[0]).toMatchObject({
    name: 'Fever',
    category: expect.stringContaining('MT 101/Safety'),
    tags: ['safety'],
    draft: { explanation: 'Fever is a reason to wait.', options: { length: 3 } }
  });
});

describe('hostile files', () => {
  const parts = {
    word: ['word/document.xml', '<w:document xmlns:w="w"/>'],
    qti: ['imsmanifest.xml', '<manifest/>'],
    folder: ['01-a/questions.yaml', '- id: a\n'],
    anki: ['collection.anki2', 'x']
  } as const;

  test.each(Object.entries(parts))('in an archive for %s', async (_, [path, text]) => {
    const flawOf = async (...more: [string, string | Uint8Array][]) => {
      const { rows, flaws } = await read(zip([[path, text], ...more]));
      expect(rows.filter((row) => row.flaws.length === 0)).toEqual([]);
      return flaws.map((flaw) => flaw.text).join();
    };
    expect(await flawOf(['../../etc/cron.d/x.xml', 'x'])).toContain('points out of it');
    // Of a kind that each of the readers would look into.
    const bombed = zip([[path, new Uint8Array(40_000_000)]]);
    const { rows, flaws } = await read(bombed);
    expect([rows, flaws]).toEqual([
      [],
      [{ line: 1, text: expect.stringMatching(/grows|too big/) }]
    ]);
  });

  const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(99)}"><!ENTITY c "${'&b;'.repeat(99)}">]>`;
  test.each([
    ['moodle', encoded(`<?xml version="1.0"?>${laughs}<quiz>&c;</quiz>`)],
    ['qti', encoded(`<?xml version="1.0"?>${laughs}<questestinterop>&c;</questestinterop>`)],
    ['word', zip([['word/document.xml', `${laughs}<w:document>&c;</w:document>`]])]
  ])('entities in %s', async (format, bytes) => {
    const found = await read(bytes);
    expect(found).toMatchObject({ format, rows: [] });
    expect(found.flaws).toHaveLength(1);
  });

  test('broken off anywhere, and taken for any format: there is an answer', async () => {
    const files = await Promise.all(
      samples.map(async ([, , file, questions]) => [await file(), questions.length] as const)
    );
    const given = fc.tuple(
      fc.constantFrom(...files),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(null, null, null, ...formatNames)
    );
    await fc.assert(
      fc.asyncProperty(given, async ([[bytes, questions], share, format]) => {
        const part = bytes.subarray(0, Math.floor(bytes.length * share));
        const found = await readFile({ bytes: part, name: '', format });
        expect(found.rows.length + found.flaws.length + found.lost.length).toBeGreaterThan(0);
        const sound = told(found).filter((type) => !type.startsWith('flawed'));
        if (format === null) expect(sound.length).toBeLessThanOrEqual(questions);
      }),
      { numRuns: 120 }
    );
  });

  test.each([
    [
      'moodle',
      (text: string) =>
        `<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext></question><question type="cloze"><questiontext><text><![CDATA[${text}]]></text></questiontext></question></quiz>`
    ],
    [
      'qti',
      (text: string) =>
        `<assessmentItem identifier="a"><itemBody><p>${text}</p></itemBody></assessmentItem>`
    ],
    ['table', (text: string) => text]
  ] as const)('long runs of signs in %s take no longer than their length', async (format, wrap) => {
    const seconds = async (sign: string, length: number) => {
      const before = process.cpuUsage();
      const bytes = encoded(wrap(sign.repeat(length / sign.length)));
      await readFile({ bytes, name: '', format });
      return process.cpuUsage(before).user / 1e6;
    };
    const signs = [
      '"',
      ',',
      '\n',
      '\t',
      '<',
      '&',
      '<b>',
      '{',
      '{1:SA:=',
      '[[',
      ' ',
      '=',
      '\\',
      'a'
    ];
    let [short, long] = [0, 0];
    for (const sign of signs) {
      short += await seconds(sign, 20_000);
      long += await seconds(sign, 80_000);
    }
    // Four times as long, in four times as long; of the square of it, it would be sixteen.
    expect(long).toBeLessThan(Math.max(3, 10 * short));
  });
});
