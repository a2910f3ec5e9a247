import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import type { Draft, Row } from '../row';
import { read } from './read';
import { holds, writeItem } from './write';

const rowIn = (text: string): Row => read(text).rows[0]!;
const texts = (remarks: { text: string }[]) => remarks.map(({ text }) => text);
const placed = (draft: Draft | null) =>
  parseItem({ ...draft, id: 'an-item', objective: 'know-it', area: '1' });

/** An item as the specification of QTI 3 writes it. */
const three = (
  declarations: string,
  body: string,
  after = ''
) => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="one" title="One" adaptive="false" time-dependent="false">
  ${declarations}
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-item-body>${body}</qti-item-body>
  ${after}
</qti-assessment-item>`;
const declared = (
  keys: string[],
  { id = 'RESPONSE', cardinality = 'single', type = 'identifier', map = {} as object } = {}
) =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">
    <qti-correct-response>${keys.map((key) => `<qti-value>${key}</qti-value>`).join('')}</qti-correct-response>
    <qti-mapping default-value="0">${Object.entries(map)
      .map(([key, points]) => `<qti-map-entry map-key="${key}" mapped-value="${points}"/>`)
      .join('')}</qti-mapping>
  </qti-response-declaration>`;
const choices = (ids: string, element = 'qti-simple-choice') =>
  [...ids].map((id) => `<${element} identifier="${id}">Option ${id}</${element}>`).join('');

/** The same in the words of QTI 2. */
const two = (text: string) =>
  text
    .replace(/qti-/g, '')
    .replace(/-([a-z])(?=[^<>"]*[=\s>/])/g, (_, letter: string) => letter.toUpperCase());

const tao = `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="i5f3b1c7a2d9e4" title="Draping" label="Draping" xml:lang="en-US" adaptive="false" timeDependent="false" toolName="TAO" toolVersion="2024.06">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse>
      <value><![CDATA[choice_2]]></value>
    </correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"/>
  <outcomeDeclaration identifier="FEEDBACK_1" cardinality="single" baseType="identifier"/>
  <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
    <defaultValue>
      <value>1</value>
    </defaultValue>
  </outcomeDeclaration>
  <stylesheet href="style/custom/tao-user-styles.css" type="text/css" media="all" title=""/>
  <itemBody>
    <div class="grid-row">
      <div class="col-12">
        <p>A client turns over.</p>
        <p><img src="assets/drape.png" alt="A sheet held up" width="100%"/></p>
      </div>
    </div>
    <div class="grid-row">
      <div class="col-12">
        <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1" minChoices="0" orientation="vertical">
          <prompt>
            <p>How do you hold the sheet?</p>
          </prompt>
          <simpleChoice identifier="choice_1" fixed="false" showHide="show">Loosely, <strong>behind</strong> you</simpleChoice>
          <simpleChoice identifier="choice_2" fixed="false" showHide="show">As a tent between you</simpleChoice>
          <simpleChoice identifier="choice_3" fixed="false" showHide="show">Not at all</simpleChoice>
        </choiceInteraction>
      </div>
    </div>
  </itemBody>
  <responseProcessing>
    <responseCondition>
      <responseIf>
        <match>
          <variable identifier="RESPONSE"/>
          <correct identifier="RESPONSE"/>
        </match>
        <setOutcomeValue identifier="SCORE">
          <sum>
            <variable identifier="SCORE"/>
            <baseValue baseType="integer">1</baseValue>
          </sum>
        </setOutcomeValue>
      </responseIf>
    </responseCondition>
    <responseCondition>
      <responseIf>
        <and>
          <not>
            <isNull>
              <variable identifier="RESPONSE"/>
            </isNull>
          </not>
          <match>
            <variable identifier="RESPONSE"/>
            <baseValue baseType="identifier">choice_3</baseValue>
          </match>
        </and>
        <setOutcomeValue identifier="FEEDBACK_1">
          <baseValue baseType="identifier">feedbackModal_1</baseValue>
        </setOutcomeValue>
      </responseIf>
    </responseCondition>
  </responseProcessing>
  <modalFeedback identifier="feedbackModal_1" outcomeIdentifier="FEEDBACK_1" showHide="show" title="modal feedback title">
    <div class="x-tao-wrapper w-tao-relatedOutcome-RESPONSE">Modesty is a duty.</div>
  </modalFeedback>
</assessmentItem>
`;

test('an item of TAO, in QTI 2.1', () => {
  const row = rowIn(tao);
  expect(row).toMatchObject({ line: 2, name: 'Draping', flaws: [] });
  expect(row.draft).toEqual({
    type: 'choice',
    stem: 'A client turns over.\n\nHow do you hold the sheet?',
    options: [
      { id: 'a', text: 'Loosely, behind you', correct: false },
      { id: 'b', text: 'As a tent between you', correct: true },
      { id: 'c', text: 'Not at all', correct: false, feedback: 'Modesty is a duty.' }
    ]
  });
  expect(texts(row.lost)).toEqual(['The picture "A sheet held up" is left out']);
});

const samples: [string, string, object][] = [
  [
    'one of several',
    three(
      declared(['B'], { map: { B: 2, C: 1 } }),
      `<p>Stem.</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${choices('ABC')}</qti-choice-interaction>`
    ),
    {
      type: 'choice',
      stem: 'Stem.',
      options: [{ correct: false }, { correct: true }, { credit: 0.5 }]
    }
  ],
  [
    'several',
    three(
      declared(['A', 'B'], { cardinality: 'multiple', map: { A: 1, B: 1, C: -2 } }),
      `<qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Stem.</qti-prompt>${choices('ABCD')}</qti-choice-interaction>`
    ),
    {
      type: 'multiple',
      stem: 'Stem.',
      options: [{ correct: true }, { correct: true }, { credit: -1 }, { credit: 0 }]
    }
  ],
  [
    'true or false',
    three(
      declared(['t']),
      '<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Stem.</qti-prompt><qti-simple-choice identifier="t">True</qti-simple-choice><qti-simple-choice identifier="f">False </qti-simple-choice></qti-choice-interaction>'
    ),
    {
      type: 'boolean',
      verdicts: [
        { value: true, correct: true },
        { value: false, correct: false }
      ]
    }
  ],
  [
    'a word in a text',
    three(
      declared(['York'], { type: 'string', map: { York: 1, york: 0.5, Kent: 0 } }),
      '<p>Find the word.</p><blockquote><p>This sun of <qti-text-entry-interaction response-identifier="RESPONSE"/>;<br/>and all</p></blockquote>'
    ),
    {
      type: 'cloze',
      stem: 'Find the word.',
      text: 'This sun of [[gap-1]];\nand all',
      gaps: [{ accept: ['York'], wrong: [{ text: 'york' }, { text: 'Kent' }] }]
    }
  ],
  [
    'a number with a tolerance',
    three(
      declared(['12.5'], { type: 'float' }),
      '<p>How long?</p><p><qti-text-entry-interaction response-identifier="RESPONSE"/> cm</p>',
      '<qti-response-processing><qti-response-condition><qti-response-if><qti-equal tolerance-mode="relative" tolerance="10 10"><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal></qti-response-if></qti-response-condition></qti-response-processing>'
    ),
    { type: 'numeric', stem: 'How long?', value: 12.5, tolerance: 1.25, unit: 'cm' }
  ],
  [
    'words to choose in a text',
    three(
      declared(['B']) + declared(['A'], { id: 'R2' }),
      `<p>One <qti-inline-choice-interaction response-identifier="RESPONSE">${choices('AB', 'qti-inline-choice')}</qti-inline-choice-interaction> and <qti-inline-choice-interaction response-identifier="R2">${choices('AB', 'qti-inline-choice')}</qti-inline-choice-interaction></p>`
    ),
    {
      type: 'cloze',
      text: 'One [[gap-1]] and [[gap-2]]',
      gaps: [{ accept: ['Option B'] }, { accept: ['Option A'] }]
    }
  ],
  [
    'words to drag into a text',
    three(
      declared(['A G1', 'C G2'], { cardinality: 'multiple', type: 'directedPair' }),
      `<qti-gap-match-interaction response-identifier="RESPONSE"><qti-prompt>Drag.</qti-prompt>${choices('ABC', 'qti-gap-text')}<p>One <qti-gap identifier="G1"/> and <qti-gap identifier="G2"/>.</p></qti-gap-match-interaction>`
    ),
    {
      type: 'cloze',
      stem: 'Drag.',
      text: 'One [[gap-1]] and [[gap-2]].',
      gaps: [{ accept: ['Option A'] }, { accept: ['Option C'] }]
    }
  ],
  [
    'pairs',
    three(
      declared(['A Y', 'B X'], { cardinality: 'multiple', type: 'directedPair' }),
      `<qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Match.</qti-prompt><qti-simple-match-set>${choices('AB', 'qti-simple-associable-choice')}</qti-simple-match-set><qti-simple-match-set>${choices('XYZ', 'qti-simple-associable-choice')}</qti-simple-match-set></qti-match-interaction>`
    ),
    {
      type: 'match',
      left: [
        { text: 'Option A', right: 'right-2' },
        { text: 'Option B', right: 'right-1' }
      ],
      right: [
        { id: 'right-2', text: 'Option Y' },
        { id: 'right-1', text: 'Option X' },
        { text: 'Option Z' }
      ]
    }
  ],
  [
    'bins on the right',
    three(
      declared([], {
        cardinality: 'multiple',
        type: 'directedPair',
        map: { 'A X': 1, 'B X': 1, 'C Y': 1 }
      }),
      `<qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Sort.</qti-prompt><qti-simple-match-set>${choices('ABC', 'qti-simple-associable-choice')}</qti-simple-match-set><qti-simple-match-set>${choices('XY', 'qti-simple-associable-choice')}</qti-simple-match-set></qti-match-interaction>`
    ),
    {
      type: 'classify',
      bins: [{ text: 'Option X' }, { text: 'Option Y' }],
      entries: [{ bin: 'bin-1' }, { bin: 'bin-1' }, { bin: 'bin-2' }]
    }
  ],
  [
    'bins on the left',
    three(
      declared(['X A', 'X B', 'Y C'], { cardinality: 'multiple', type: 'directedPair' }),
      `<qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Sort.</qti-prompt><qti-simple-match-set>${choices('XY', 'qti-simple-associable-choice')}</qti-simple-match-set><qti-simple-match-set>${choices('ABC', 'qti-simple-associable-choice')}</qti-simple-match-set></qti-match-interaction>`
    ),
    {
      type: 'classify',
      bins: [{ text: 'Option X' }, { text: 'Option Y' }],
      entries: [{ bin: 'bin-1' }, { bin: 'bin-1' }, { bin: 'bin-2' }]
    }
  ],
  [
    'an order',
    three(
      declared(['C', 'A', 'B'], { cardinality: 'ordered' }),
      `<qti-order-interaction response-identifier="RESPONSE"><qti-prompt>Order.</qti-prompt>${choices('ABC')}</qti-order-interaction>`
    ),
    { type: 'order', entries: [{ text: 'Option C' }, { text: 'Option A' }, { text: 'Option B' }] }
  ],
  [
    'an essay',
    three(
      declared([], { type: 'string' }),
      '<p>Write.</p><qti-rubric-block view="scorer"><qti-content-body><p>Look for goals.</p></qti-content-body></qti-rubric-block><qti-extended-text-interaction response-identifier="RESPONSE"/>'
    ),
    { type: 'note', form: 'written', stem: 'Write.', model: { subjective: 'Look for goals.' } }
  ]
];

describe('each kind of question', () => {
  test.each(samples)('%s', (_, text, draft) => {
    const row = rowIn(text);
    expect(row.draft).toMatchObject(draft);
    expect(row.flaws).toEqual([]);
    expect(rowIn(two(text)).draft).toEqual(row.draft);
  });
});

test('feedback goes where it is said', () => {
  const outcome = (identifier: string) =>
    `<qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">${identifier}</qti-base-value></qti-set-outcome-value>`;
  const modal = (identifier: string, text: string) =>
    `<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="${identifier}" show-hide="show"><qti-content-body><p>${text}</p></qti-content-body></qti-modal-feedback>`;
  const row = rowIn(
    three(
      declared(['B']),
      `<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Stem.</qti-prompt>
        <qti-simple-choice identifier="A">One <qti-feedback-inline outcome-identifier="INLINE" identifier="sayA" show-hide="show">within</qti-feedback-inline></qti-simple-choice>
        <qti-simple-choice identifier="B">Two</qti-simple-choice>
        <qti-simple-choice identifier="C">Three</qti-simple-choice>
      </qti-choice-interaction>`,
      `<qti-response-processing>
        <qti-response-condition>
          <qti-response-if><qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>${outcome('yes')}</qti-response-if>
          <qti-response-else>${outcome('no')}</qti-response-else>
        </qti-response-condition>
        ${outcome('all')}
      </qti-response-processing>
      ${modal('yes', 'To the right.')}${modal('no', 'To the wrong.')}${modal('all', 'To all.')}${modal('C', 'By its name.')}`
    )
  );
  expect(row.draft).toMatchObject({
    explanation: 'To all.',
    options: [
      { text: 'One', feedback: 'within' },
      { text: 'Two', feedback: 'To the right.' },
      { text: 'Three', feedback: 'By its name.' }
    ]
  });
  expect(texts(row.lost)).toEqual(['Feedback that has no place here: To the wrong.']);
});

describe('each flaw says how to mend it', () => {
  const choice = `<qti-choice-interaction response-identifier="RESPONSE" max-choices="1">${choices('ABC')}</qti-choice-interaction>`;
  test.each([
    ['no key', three('', choice), 'which answer is right: mark it'],
    ['two questions', three(declared(['A']), choice + choice), 'asks several questions in one'],
    [
      'a picture',
      three('', '<qti-hotspot-interaction response-identifier="RESPONSE"/>'),
      'kind “hotspot”'
    ],
    [
      'made up numbers',
      three('<qti-template-declaration identifier="A"/>', choice),
      'write fixed ones'
    ],
    [
      'no order',
      three('', '<qti-order-interaction response-identifier="RESPONSE"/>'),
      'put the entries in order'
    ],
    [
      'no pairs',
      three('', '<qti-match-interaction response-identifier="RESPONSE"/>'),
      'write the pairs anew'
    ],
    [
      'no word',
      three('', '<p><qti-text-entry-interaction response-identifier="RESPONSE"/></p>'),
      'no right answer'
    ],
    ['thousands of parts', three('', '<p/>'.repeat(6000)), 'thousands of parts'],
    [
      'belongs to two',
      three(
        declared(['A X', 'A Y', 'B X'], { cardinality: 'multiple', type: 'directedPair' }),
        `<qti-match-interaction response-identifier="RESPONSE"><qti-simple-match-set>${choices('AB', 'qti-simple-associable-choice')}</qti-simple-match-set><qti-simple-match-set>${choices('XY', 'qti-simple-associable-choice')}</qti-simple-match-set></qti-match-interaction>`
      ),
      'belongs to several things'
    ]
  ])('%s', (_, text, fix) => {
    expect(texts(rowIn(text).flaws).join()).toContain(fix);
  });

  test.each([
    ['<qti-assessment-test/>', 'choose the whole package'],
    ['<manifest/>', 'choose the whole package'],
    ['<html/>', 'no question in QTI'],
    ['<!DOCTYPE x><assessmentItem/>', '<!DOCTYPE']
  ])('%s', (text, fix) => {
    expect(texts(read(text).flaws).join()).toContain(fix);
  });
});

test('a text that asks nothing is left out, and that is told', () => {
  const found = read(three('', '<p>Read this first.</p>'));
  expect(found.rows).toEqual([]);
  expect(texts(found.lost)).toEqual(['The text “One” is left out, since it asks nothing']);
});

describe('a quiz of Canvas, in QTI 1.2', () => {
  const found = read(readFileSync('tests/exchange/canvas-quiz.xml', 'utf8'));
  const drafts = found.rows.map(({ draft }) => draft);

  test('all kinds, with the line of each', () => {
    expect(found.flaws).toEqual([]);
    expect(found.rows.map(({ line, draft }) => [line, draft?.type ?? null])).toEqual([
      [11, 'choice'],
      [94, 'boolean'],
      [151, 'multiple'],
      [211, 'cloze'],
      [247, 'cloze'],
      [312, 'choice'],
      [372, 'match'],
      [452, 'numeric'],
      [493, 'note'],
      [546, null],
      [565, 'order'],
      [616, 'classify']
    ]);
    expect(found.rows[0]!.category).toBe('Unit 3 & review');
    for (const { draft, flaws } of found.rows)
      if (flaws.length === 0) expect(placed(draft)).toHaveProperty('item');
  });

  test('keys, feedback and tolerance', () => {
    expect(drafts[0]).toMatchObject({
      stem: 'Which stroke opens most sessions?',
      explanation: 'It warms the tissue.',
      options: [{ correct: true }, { feedback: 'That one wakes up.' }, { correct: false }]
    });
    expect(drafts[2]!.options).toMatchObject([
      { correct: true },
      { correct: true },
      { correct: false }
    ]);
    expect(drafts[3]).toMatchObject({ gaps: [{ accept: ['patella', 'Patella bone'] }] });
    expect(drafts[4]).toMatchObject({
      text: 'The [[gap-1]] arm bone is the [[gap-2]].',
      gaps: [{ accept: ['upper', 'proximal'] }, { accept: ['humerus'] }]
    });
    expect(drafts[6]).toMatchObject({ right: { length: 3 } });
    expect(drafts[7]).toMatchObject({ value: 7, tolerance: 0.1 });
    expect(drafts[11]).toMatchObject({
      entries: [{ bin: 'bin-1' }, { bin: 'bin-2' }, { bin: 'bin-1' }]
    });
  });

  test('what was not carried is told', () => {
    expect(texts(found.lost)).toEqual(['A text is left out, since it asks nothing']);
    expect(texts(found.rows.flatMap(({ lost }) => lost))).toEqual([
      'Feedback that has no place here: Well done.',
      '“Skull” belongs to no bin and is left out'
    ]);
    expect(texts(found.rows[9]!.flaws)).toEqual([expect.stringContaining('answered with a file')]);
  });
});

describe('our own export', () => {
  const foreign = (text: string) => text.replace(/<!-- palpate [^]*?-->/, '');

  test('comes back whole, of every type', () => {
    fc.assert(
      fc.property(item, (item) => {
        const found = read(writeItem(item));
        expect(found.rows.map(({ draft }) => draft)).toEqual([item]);
        expect([found.flaws, found.lost, found.rows[0]!.flaws, found.rows[0]!.lost].flat()).toEqual(
          []
        );
        // As an editor lays it out anew.
        const moved = writeItem(item).replaceAll('><', '>\n<').replaceAll('\n', '\n  ');
        if (!JSON.stringify(item).includes('><')) expect(rowIn(moved).draft).toEqual(item);
      })
    );
  });

  test('is read as it stands where somebody changed it, and that is told', () => {
    const [one] = fc.sample(
      item.filter(({ type }) => type === 'choice'),
      1
    ) as [Item];
    const row = rowIn(writeItem(one).replace('<qti-item-body>', '$&<p>New.</p>'));
    expect(row.draft).toMatchObject({ type: 'choice', stem: expect.stringMatching(/^New\./) });
    expect(texts(row.lost)).toEqual([expect.stringContaining('changed by another program')]);
  });

  test('shows to others a question that is an item too, of every type', () => {
    fc.assert(
      fc.property(item, (item) => {
        const { draft, flaws } = rowIn(foreign(writeItem(item)));
        expect(flaws).toEqual([]);
        expect(placed(draft)).toHaveProperty('item');
      })
    );
  });

  test('says what others do not see', () => {
    const [one] = fc.sample(
      item.filter(({ type }) => type === 'choice'),
      1
    ) as [Item];
    expect(holds({ ...one, sources: [], hint: undefined })).toBeNull();
    expect(holds({ ...one, sources: [], hint: 'Think.' })).toBe(
      'Other programs do not show its hint.'
    );
  });
});

test('whatever a file holds, it is answered', () => {
  const canvas = readFileSync('tests/exchange/canvas-quiz.xml', 'utf8');
  const files = [tao, canvas, ...samples.map(([, text]) => text)].map((text) =>
    text.split(/(?=[<>&"=])/)
  );
  const scratch = fc.tuple(
    fc.nat(),
    fc.constantFrom('', '<', '>', '&', '"', '"x"', '<p>', '</p>', '<qti-gap/>', '<item>', '-1e999')
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(scratch, { minLength: 1, maxLength: 4 }),
      (pieces, scratches) => {
        const copy = [...pieces];
        for (const [at, text] of scratches) copy[at % copy.length] = text;
        const { rows, flaws, lost } = read(copy.join(''));
        return rows.length + flaws.length + lost.length > 0;
      }
    ),
    { numRuns: 500 }
  );
});
