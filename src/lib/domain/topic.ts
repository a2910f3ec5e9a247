/** What questions are about, as a teacher looks at a class: a lesson, a module, or an exam's area. */
import * as v from 'valibot';

export const topicKinds = ['lesson', 'module', 'area'] as const;
export type TopicKind = (typeof topicKinds)[number];

/** @returns its name in addresses, `lesson.clinical-and-spa.two-intentions`; one path segment */
export const topicKey = (kind: TopicKind, id: string) => `${kind}.${id.replaceAll('/', '.')}`;

/** @returns what kind of topic a key names; null for none */
export const kindOf = (key: string): TopicKind | null =>
  topicKinds.find((kind) => key.startsWith(`${kind}.`)) ?? null;

export const topicOrders = ['weakest', 'course'] as const;

const uuid = v.pipe(v.string(), v.uuid());

/** Whose recall is looked at, by which topics; what an address says wrongly is left out. */
export const RecallFilter = v.object({
  by: v.fallback(v.optional(v.picklist(topicKinds), 'lesson'), 'lesson'),
  /** Null: all students of the school. */
  cohort: v.fallback(v.optional(v.nullable(uuid), null), null),
  order: v.fallback(v.optional(v.picklist(topicOrders), 'weakest'), 'weakest')
});
export type RecallFilter = v.InferOutput<typeof RecallFilter>;
