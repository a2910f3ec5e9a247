/** Hotspot: mark every place that is asked for, by pointing at a figure or in a list; both score alike. */
import * as v from 'valibot';
import { centreOf, regionAt, regionOf, views, type Region, type View } from '../body-map';
import { shuffle } from '../shuffle';
import { common, defineType, sentence, type Mark } from './item';
import { hasUniqueIds, markOptions, oneOf, Option, rekeyed } from './options';

/**
 * A place to choose: an option that lies somewhere. Its `text` is its name or, where the stem asks
 * for the name, where it lies in plain words: whoever sees and whoever listens is told the same.
 */
const Place = v.object({
  ...Option.entries,
  /** Of the figure; the browser sees the shape only, since the name of a region may be the answer. */
  region: v.pipe(
    v.string(),
    v.check(
      (id) => regionOf(id) !== undefined,
      'Name a region of the body map, such as left-axilla or sternum'
    )
  )
});
type Place = v.InferOutput<typeof Place>;

interface Pointed {
  view: View;
  x: number;
  y: number;
}
/** A point that touched a place has become that place; one that touched none is kept as it was. */
type Given = { regions: string[]; view?: View; x?: number; y?: number };

const shapeOf = (place: Place): Region => regionOf(place.region)!;

/** A point among marks; it is no slug, so that no place can be called the same. */
const pointPart = '(x, y)';

const coordinate = v.optional(
  v.nullable(v.pipe(v.number('Give x and y as numbers'), v.finite('Give x and y as numbers'))),
  null
);

/** What was pointed at, if anything was. */
function pointIn(
  given: { view: View | null; x: number | null; y: number | null },
  places: Place[]
): Pointed | null | { error: string } {
  const { x, y } = given;
  if (x === null && y === null) return null;
  if (x === null || y === null) return { error: 'Give both x and y, or neither' };
  const shown = new Set(places.map((place) => shapeOf(place).view));
  const view = given.view ?? (shown.size === 1 ? [...shown][0]! : null);
  return view ? { view, x, y } : { error: `Say which view x and y are of: ${views.join(' or ')}` };
}

export const hotspot = defineType({
  content: v.object({
    ...common,
    type: v.literal('hotspot'),
    figure: v.picklist(['body-map'], 'Name the figure: body-map'),
    /** What the picture shows, without the answer. */
    alt: sentence,
    /** How far beside a place a point still means it; a head of the figure is 100 high. */
    tolerance: v.optional(
      v.pipe(v.number(), v.minValue(0), v.maxValue(40, 'Give a tolerance of at most 40')),
      12
    ),
    choices: v.pipe(
      v.array(Place),
      v.minLength(3, 'Give at least 3 choices'),
      v.maxLength(9, 'Give at most 9 choices'),
      v.check((list) => hasUniqueIds(list), 'Give each choice an id of its own'),
      v.check(
        (list) => hasUniqueIds(list.map(({ region }) => ({ id: region }))),
        'Name each region once'
      ),
      v.check(
        (list) => list.some((place) => place.correct) && list.some((place) => !place.correct),
        'Mark at least one place as right, and leave at least one that is not'
      )
    )
  }),
  response: (item) =>
    v.pipe(
      v.object({
        regions: v.optional(v.array(oneOf(item.choices)), []),
        view: v.optional(v.nullable(v.picklist(views)), null),
        x: coordinate,
        y: coordinate
      }),
      v.rawTransform(({ dataset, addIssue, NEVER }): Given => {
        const regions = [...new Set(dataset.value.regions)];
        const point = pointIn(dataset.value, item.choices);
        if (!point) return { regions };
        if ('error' in point) {
          addIssue({ message: point.error });
          return NEVER;
        }
        const hit = regionAt(point.view, point, item.tolerance, item.choices.map(shapeOf));
        const place = item.choices.find(({ region }) => region === hit?.id);
        return place ? { regions: [...new Set([...regions, place.id])] } : { regions, ...point };
      })
    ),
  passMark: 0.75,
  prompt: ({ figure, alt, tolerance, choices }, random) => ({
    figure,
    alt,
    tolerance,
    choices: shuffle(
      choices.map((place) => {
        const shape = shapeOf(place);
        const { id, text } = place;
        return { id, text, view: shape.view, path: shape.path, ...centreOf(shape) };
      }),
      random
    )
  }),
  key: (item): Given => ({ regions: item.choices.filter((o) => o.correct).map(({ id }) => id) }),
  rekey: (item, { regions }) => ({ ...item, choices: rekeyed(item.choices, regions) }),
  /** Each wrong place takes back a right one, so marking everything earns little. */
  grade(item, response: Given) {
    const marks = markOptions(item.choices, response.regions);
    if (response.view) marks.push(beside(response as Pointed));
    const keys = item.choices.filter((place) => place.correct).length;
    const hits = marks.filter((mark) => mark.key && mark.given).length;
    const wrong = marks.filter((mark) => !mark.key && mark.given).length;
    return { score: Math.max(0, (hits - wrong) / keys), marks };
  },
  /** Who is asked for one place knows that it is one. */
  optionCount({ choices }) {
    const keys = choices.filter((place) => place.correct).length;
    return keys === 1 ? choices.length : 2 ** choices.length - 1;
  }
});

/** Pointing at nothing is an answer too, and a wrong one. */
const beside = ({ view, x, y }: Pointed): Mark => ({
  part: pointPart,
  key: false,
  given: `${view} ${x}, ${y}`,
  right: false,
  feedback: 'None of the places to choose from lies there.'
});
