/** Items as QTI 3 (1EdTech, QTI 3.0.1 ASI information model). */
import type { Item } from '../../items/registry';
import { htmlWithGaps, paragraphsOf } from '../html';
import { partsOf, picked, remarksOn, viewOf, type Asked, type View, type GapView } from '../view';
import { unseen, type Trait } from '../unseen';
import { escaped } from '../xml';
import { copyOf } from '../xml-copy';
import { correct, declared, gapParts, mapped, type Parts } from './parts';

const schema = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';
const namespace = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';

/** @returns null where QTI shows all of an item; else a sentence of what others will not see */
export const holds = (item: Item): string | null => unseen(item, places);

const places: Trait[] = [
  ...(['reasons', 'units', 'gaps', 'sequence', 'bins'] as const),
  ...(['partFeedback', 'wrong', 'credit'] as const)
];

/** @returns the XML of one item, its copy included */
export function writeItem(item: Item): string {
  const view = viewOf(item);
  const { body, declarations, most, processing, feedback } = parts(view);
  const explanation = explained(view);
  const said = [
    ...feedback.map(([identifier, text]) => modal('FEEDBACK', identifier, text)),
    ...(explanation ? [modal('SOLUTION', 'explanation', explanation)] : [])
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<qti-assessment-item xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${schema}" identifier="item-${item.id}" title="${escaped(titleOf(item))}" adaptive="false" time-dependent="false">`,
    copyOf(item),
    ...declarations,
    scoreOf(view.asked, most),
    ...(feedback.length > 0 ? [feedbackOutcome(view.asked)] : []),
    ...(explanation
      ? [
          '<qti-outcome-declaration identifier="SOLUTION" cardinality="single" base-type="identifier"/>'
        ]
      : []),
    `<qti-item-body>${body}</qti-item-body>`,
    ...processed(processing, feedback.length > 0, Boolean(explanation)),
    ...said,
    '</qti-assessment-item>',
    ''
  ].join('\n');
}

/** @returns what a list of items shows of one */
export const titleOf = ({ stem }: Item): string => stem.replace(/\s+/g, ' ').slice(0, 80).trim();

const scoreOf = (asked: Asked, most: number) =>
  `<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="${most}"${
    asked.kind === 'essay' ? ' external-scored="human"' : ''
  }><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>`;

const feedbackOutcome = (asked: Asked) =>
  `<qti-outcome-declaration identifier="FEEDBACK" cardinality="${
    asked.kind === 'options' && !asked.one ? 'multiple' : 'single'
  }" base-type="identifier"/>`;

const processed = (scores: string[], hasFeedback: boolean, hasSolution: boolean) => {
  const rules = [
    ...scores,
    ...(hasFeedback ? [set('FEEDBACK', '<qti-variable identifier="RESPONSE"/>')] : []),
    ...(hasSolution
      ? [set('SOLUTION', '<qti-base-value base-type="identifier">explanation</qti-base-value>')]
      : [])
  ];
  return rules.length > 0
    ? [`<qti-response-processing>${rules.join('')}</qti-response-processing>`]
    : [];
};

const set = (identifier: string, value: string) =>
  `<qti-set-outcome-value identifier="${identifier}">${value}</qti-set-outcome-value>`;

const modal = (outcome: string, identifier: string, text: string) =>
  `<qti-modal-feedback outcome-identifier="${outcome}" identifier="${identifier}" show-hide="show"><qti-content-body>${paragraphsOf(text)}</qti-content-body></qti-modal-feedback>`;

/** What is said of gaps, wrong words and numbers too has no place of its own. */
function explained({ explanation, asked }: View): string {
  const gaps =
    asked.kind === 'gaps'
      ? asked.pieces
      : asked.kind === 'number'
        ? [{ number: asked.number }]
        : [];
  const parts = [...partsOf(asked), ...gaps.flatMap(saidOf)];
  return [explanation, remarksOn(parts)].filter(Boolean).join('\n\n');
}

function saidOf(piece: string | GapView): { text: string; feedback: string }[] {
  if (typeof piece === 'string') return [];
  if ('pick' in piece) return piece.pick;
  if ('write' in piece) {
    const { accept, feedback, wrong } = piece.write;
    return [{ text: accept[0]!, feedback }, ...wrong];
  }
  const { value, feedback, wrong } = piece.number;
  return [{ value, feedback }, ...wrong].map((one) => ({ ...one, text: `${one.value}` }));
}

function parts({ stem, asked }: View): Parts {
  const paragraphs = paragraphsOf(stem);
  switch (asked.kind) {
    case 'options':
      return choosing(paragraphs, asked);
    case 'verdict': {
      const options = [true, false].map((value) =>
        picked(value ? 'True' : 'False', {
          correct: value === asked.value,
          feedback: asked.feedback[`${value}`]
        })
      );
      return choosing(paragraphs, { one: true, options });
    }
    case 'gaps':
      return filling(stem, asked.pieces);
    case 'number':
      return filling(stem, [
        { number: asked.number },
        ...(asked.unit === null ? [] : [` ${asked.unit}`])
      ]);
    case 'pairs':
      return pairing(paragraphs, asked);
    case 'order': {
      const ids = asked.entries.map((_, i) => `c${i + 1}`);
      const list = asked.entries.map(({ text }, i) => choice(ids[i]!, text));
      return {
        body: `${paragraphs}<qti-order-interaction response-identifier="RESPONSE" shuffle="true">${list.join('')}</qti-order-interaction>`,
        declarations: [declared('RESPONSE', 'ordered', 'identifier', correct(ids))],
        most: 1,
        processing: [
          `<qti-response-condition><qti-response-if><qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>${set('SCORE', '<qti-base-value base-type="float">1</qti-base-value>')}</qti-response-if></qti-response-condition>`
        ],
        feedback: []
      };
    }
    case 'essay':
      return {
        body: `${paragraphs}<qti-rubric-block view="scorer" use="scoring"><qti-content-body>${paragraphsOf(asked.guide)}</qti-content-body></qti-rubric-block><qti-extended-text-interaction response-identifier="RESPONSE"/>`,
        declarations: [declared('RESPONSE', 'single', 'string', '')],
        most: 1,
        processing: [],
        feedback: []
      };
  }
}

const choice = (id: string, text: string) =>
  `<qti-simple-choice identifier="${id}">${paragraphsOf(text)}</qti-simple-choice>`;

const mapping = set('SCORE', '<qti-map-response identifier="RESPONSE"/>');

function choosing(
  stem: string,
  { one, options }: Pick<Extract<Asked, { kind: 'options' }>, 'one' | 'options'>
): Parts {
  const listed = options.map((option, i) => ({ ...option, id: `c${i + 1}` }));
  const keys = listed.filter(({ correct }) => correct);
  const shares = listed.map(({ id, share }) => [id, share] as const);
  const cardinality = one ? 'single' : 'multiple';
  return {
    body: `${stem}<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="${one ? 1 : 0}">${listed.map(({ id, text }) => choice(id, text)).join('')}</qti-choice-interaction>`,
    declarations: [
      declared(
        'RESPONSE',
        cardinality,
        'identifier',
        correct(keys.map(({ id }) => id)) + mapped(shares, 'lower-bound="0" upper-bound="1"')
      )
    ],
    most: 1,
    processing: [mapping],
    feedback: listed.flatMap(({ id, feedback }) =>
      feedback ? [[id, feedback] as [string, string]] : []
    )
  };
}

function filling(stem: string, pieces: Extract<Asked, { kind: 'gaps' }>['pieces']): Parts {
  const gaps = pieces.filter((piece) => typeof piece !== 'string').map(gapParts);
  return {
    body: htmlWithGaps(stem, pieces, (_, place) => gaps[place]!.interaction),
    declarations: gaps.map(({ declaration }) => declaration),
    most: gaps.length,
    processing: gaps.map(({ scoring }) => scoring),
    feedback: []
  };
}

function pairing(stem: string, { once, left, right }: Extract<Asked, { kind: 'pairs' }>): Parts {
  const pairs = left.map((one, i) => `l${i + 1} r${one.right + 1}`);
  const associable = (id: string, text: string, most: number) =>
    `<qti-simple-associable-choice identifier="${id}" match-max="${most}">${escaped(text)}</qti-simple-associable-choice>`;
  const set = (choices: string[]) =>
    `<qti-simple-match-set>${choices.join('')}</qti-simple-match-set>`;
  const entries = set(left.map(({ text }, i) => associable(`l${i + 1}`, text, 1)));
  const others = set(right.map((text, i) => associable(`r${i + 1}`, text, once ? 1 : left.length)));
  return {
    body: `${stem}<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="${left.length}">${entries}${others}</qti-match-interaction>`,
    declarations: [
      declared(
        'RESPONSE',
        'multiple',
        'directedPair',
        correct(pairs) +
          mapped(
            pairs.map((pair) => [pair, 1] as const),
            ''
          )
      )
    ],
    most: left.length,
    processing: [mapping],
    feedback: []
  };
}
