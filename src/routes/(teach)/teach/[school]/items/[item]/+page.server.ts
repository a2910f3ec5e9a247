import { error } from '@sveltejs/kit';
import { grade, keyOf, needsGrader, promptOf } from '$lib/domain/items/registry';
import { seededRandom } from '$lib/domain/shuffle';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { find } from '$lib/server/mended-items';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await find(db, actor, school.id, event.params.item);
  if (!found) error(404, 'There is no such question');
  const { current, versions, ...item } = found;
  const { content } = current;
  return {
    ...item,
    version: current.version,
    versions: versions.map(({ content: _, ...version }) => version),
    // The same order at every visit, and that of no student.
    prompt: promptOf(content, seededRandom(item.item)),
    marks: grade(content, keyOf(content)).marks,
    explanation: content.explanation,
    isGraded: needsGrader(content)
  };
}
