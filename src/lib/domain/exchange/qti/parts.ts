/** The pieces that an item of QTI 3 is made of. */
import type { GapView } from '../view';
import { escaped } from '../xml';

export interface Parts {
  body: string;
  /** Of responses. */
  declarations: string[];
  /** Points of an answer that is all right. */
  most: number;
  /** Rules that set the score. */
  processing: string[];
  /** What is said to whoever chose a value. */
  feedback: [value: string, text: string][];
}

export const declared = (id: string, cardinality: string, type: string, content: string) =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">${content}</qti-response-declaration>`;

export const correct = (values: readonly string[]): string =>
  `<qti-correct-response>${values
    .map((value) => `<qti-value>${escaped(value)}</qti-value>`)
    .join('')}</qti-correct-response>`;

/** @param bounds attributes that keep the sum within bounds */
export const mapped = (
  entries: readonly (readonly [key: string, points: number])[],
  bounds: string
): string =>
  `<qti-mapping default-value="0"${bounds && ` ${bounds}`}>${entries
    .map(
      ([key, points]) =>
        `<qti-map-entry map-key="${escaped(key)}" mapped-value="${points}" case-sensitive="false"/>`
    )
    .join('')}</qti-mapping>`;

const add = (points: string) =>
  `<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>${points}</qti-sum></qti-set-outcome-value>`;

/** @returns a gap within a text: a point for each that is right */
export function gapParts(
  gap: GapView,
  place: number
): { interaction: string; declaration: string; scoring: string } {
  const id = place === 0 ? 'RESPONSE' : `RESPONSE${place + 1}`;
  const entry = `<qti-text-entry-interaction response-identifier="${id}"/>`;
  const scoring = add(`<qti-map-response identifier="${id}"/>`);
  if ('number' in gap) {
    const { value, tolerance } = gap.number;
    return {
      interaction: entry,
      declaration: declared(id, 'single', 'float', correct([`${value}`])),
      scoring: `<qti-response-condition><qti-response-if><qti-equal tolerance-mode="absolute" tolerance="${tolerance} ${tolerance}"><qti-variable identifier="${id}"/><qti-correct identifier="${id}"/></qti-equal>${add('<qti-base-value base-type="float">1</qti-base-value>')}</qti-response-if></qti-response-condition>`
    };
  }
  if ('write' in gap) {
    const { accept, wrong } = gap.write;
    const entries = [
      ...accept.map((text) => [text, 1] as const),
      ...wrong.map(({ text }) => [text, 0] as const)
    ];
    return {
      interaction: entry,
      declaration: declared(id, 'single', 'string', correct([accept[0]!]) + mapped(entries, '')),
      scoring
    };
  }
  const options = gap.pick.map((option, i) => ({ ...option, id: `c${i + 1}` }));
  const keys = options.filter((option) => option.correct).map((option) => option.id);
  const shares = options.map((option) => [option.id, option.share] as const);
  return {
    interaction: `<qti-inline-choice-interaction response-identifier="${id}" shuffle="true">${options
      .map(
        (option) =>
          `<qti-inline-choice identifier="${option.id}">${escaped(option.text)}</qti-inline-choice>`
      )
      .join('')}</qti-inline-choice-interaction>`,
    declaration: declared(id, 'single', 'identifier', correct(keys) + mapped(shares, '')),
    scoring
  };
}
