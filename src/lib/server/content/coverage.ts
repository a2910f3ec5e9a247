/** How far the course goes: its items by area of the outline, Bloom level and type. */
import { lessonsOf, type Course, type Outline } from './catalogue';
import { typeNames } from '../../domain/items/registry';
import { blooms } from '../../domain/lesson/matter';

export interface AreaCoverage {
  area: string;
  title: string;
  /** Per cent of the exam. */
  weight: number;
  items: number;
  /** Of all items of the course, per cent. */
  share: number;
  /** Those that have an item of this area. */
  lessons: number;
  extent: Extent;
}

/** Whether the course may be said to cover an area. */
export const extents = ['covered', 'in part', 'barely', 'not'] as const;
export type Extent = (typeof extents)[number];

/**
 * An area counts as covered where the course asks at least half of what its weight would ask among
 * all its items, and as covered in part from a fifth on. It is about questions alone: what of an
 * area they are about is for an instructor to judge.
 * @param weight of the area, in per cent
 * @param share of the course's items, in per cent
 */
export function extentOf(weight: number, share: number): Extent {
  if (share === 0) return 'not';
  if (share >= weight / 2) return 'covered';
  return share >= weight / 5 ? 'in part' : 'barely';
}

export interface Coverage {
  lessons: number;
  items: number;
  areas: AreaCoverage[];
  /** Items by level of their objective, and by type. */
  blooms: Record<string, number>;
  types: Record<string, number>;
}

/** @returns what the items of a course are about, all of them, those kept for quizzes too */
export function coverageOf(course: Course, outline: Outline): Coverage {
  const lessons = lessonsOf(course);
  const items = lessons.flatMap((lesson) =>
    lesson.items.map(({ type, area, objective }) => ({
      type,
      area,
      lesson: lesson.id,
      bloom: lesson.objectives.find(({ id }) => id === objective)!.bloom
    }))
  );
  const count = <K extends 'type' | 'bloom'>(key: K, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, items.filter((i) => i[key] === name).length]));
  return {
    lessons: lessons.length,
    items: items.length,
    areas: Object.entries(outline.areas).map(([area, { title, weight }]) => {
      const own = items.filter((item) => item.area === area);
      const share = (100 * own.length) / items.length;
      return {
        area,
        title,
        weight,
        items: own.length,
        share,
        lessons: new Set(own.map(({ lesson }) => lesson)).size,
        extent: extentOf(weight, share)
      };
    }),
    blooms: count('bloom', blooms),
    types: count('type', typeNames)
  };
}
