/** QTI as XML: an item of 2.1, 2.2 or 3, or a file of items of 1.2. */
import { readItems } from '../qti1/read';
import type { Item } from '../../items/registry';
import type { Found, Row } from '../row';
import { rowWith, type Told } from '../told';
import { parseXml, type Element } from '../xml';
import { restored, unchanged } from '../xml-copy';
import { draftFrom } from './item';
import { renamed } from './names';
import { titleOf, writeItem } from './write';

/** @returns what the file holds. Takes time in proportion to its length. */
export function read(text: string): Found {
  const own = unchanged(text, writeItem);
  if (own) return { rows: [restoredRow(1, own)], flaws: [], lost: [] };
  const { root, flaw } = parseXml(text);
  if (root?.name === 'questestinterop') {
    const found = readItems(root);
    return { ...found, flaws: flaw ? [flaw, ...found.flaws] : found.flaws };
  }
  if (!root || flaw) return { rows: [], flaws: flaw ? [flaw] : [], lost: [] };
  const { name } = renamed({ ...root, content: [] });
  if (name === 'assessment-item') return itemIn(root);
  return { rows: [], flaws: [{ line: root.line, text: otherwise(name) }], lost: [] };
}

const otherwise = (name: string) =>
  /^(?:assessment-test|manifest)$/.test(name)
    ? 'This only lists questions: choose the whole package, which is a zip file'
    : 'This is no question in QTI: choose a package, which is a zip file, or the XML of an item';

const restoredRow = (line: number, item: Item): Row => ({
  ...{ line, name: titleOf(item), category: null, tags: [] },
  ...{ draft: item, flaws: [], lost: [] }
});

function itemIn(root: Element): Found {
  const { line } = root;
  const copy = restored(root, writeItem);
  if (copy && 'item' in copy) return { rows: [restoredRow(line, copy.item)], flaws: [], lost: [] };
  const item = renamed(root);
  const { title = '', label = '', identifier = '' } = item.attributes;
  const row = { line, name: title || label || identifier || null, category: null, tags: [] };
  const told: Told = { flaws: [], lost: copy ? [copy.lost] : [] };
  const draft = draftFrom(item, told);
  if (draft === 'nothing')
    return {
      rows: [],
      flaws: [],
      lost: [{ line, text: `The text “${row.name}” is left out, since it asks nothing` }]
    };
  return { rows: [rowWith({ ...row, draft }, told)], flaws: [], lost: [] };
}
