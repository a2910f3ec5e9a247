/** Moodle's XML: what its question bank exports. */
import type { Found, Remark, Row } from '../row';
import { rowWith, type Told } from '../told';
import { first, parseXml, within, type Element } from '../xml';
import { restored } from '../xml-copy';
import { numberIn, rawText } from './fields';
import { draftFrom } from './question';
import { writeQuestion } from './write';

/** @returns its questions; of a file that breaks off, those before. Takes time in proportion to its length. */
export function read(text: string): Found {
  const { root, flaw } = parseXml(text);
  const found: Found = { rows: [], flaws: flaw ? [flaw] : [], lost: [] };
  if (!root || root.name !== 'quiz') {
    const fix = 'This is not Moodle XML: export the questions from Moodle as “Moodle XML format”';
    if (!flaw) found.flaws.push({ line: 1, text: fix });
    return found;
  }
  let category: string | null = null;
  let penalty: number | null = null;
  for (const question of within(root, 'question')) {
    const { type = '' } = question.attributes;
    if (type === 'category') category = categoryIn(question);
    else if (type === 'description') found.lost.push(description(question));
    else {
      const row = rowOf(question, category);
      const isOurs = typeof row.draft?.id === 'string';
      if (!isOurs && numberIn(rawText(first(question, 'penalty'))) > 0) penalty ??= question.line;
      found.rows.push(row);
    }
  }
  if (penalty !== null)
    found.lost.push({ line: penalty, text: 'Penalties for further tries are left out' });
  return found;
}

/** `$course$/top/Anatomy/Bones`, where a slash of a name is doubled. */
function categoryIn(question: Element): string | null {
  const path = rawText(first(question, 'category')).replace(/^\$\w+\$\/?(?:top(?:\/|$))?/, '');
  return path.replaceAll('//', '/').trim() || null;
}

const nameOf = (question: Element) => rawText(first(question, 'name')).trim() || null;

function description(question: Element): Remark {
  const name = nameOf(question);
  return {
    line: question.line,
    text: `The text ${name ? `“${name}” ` : ''}is left out, since it asks nothing`
  };
}

function rowOf(question: Element, category: string | null): Row {
  const tags = within(first(question, 'tags'), 'tag').map((tag) => rawText(tag).trim());
  const row = {
    line: question.line,
    name: nameOf(question),
    category,
    tags: tags.filter(Boolean)
  };
  const told: Told = { flaws: [], lost: [] };
  const copy = restored(question, writeQuestion);
  if (copy && 'item' in copy) return rowWith({ ...row, draft: copy.item }, told);
  if (copy) told.lost.push(copy.lost);
  return rowWith({ ...row, draft: draftFrom(question, told) }, told);
}
