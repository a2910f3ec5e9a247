/** What a question may name: lessons to stand in, misconceptions and sources. */
import type { Known as Named } from '$lib/components/editor/telling';
import type { Choice as LessonChoice } from '$lib/server/lesson-places';

export interface Known {
  modules: { module: string; lessons: LessonChoice[] }[];
  misconceptions: Named[];
  sources: Named[];
}
