/** Tables: a first row above the others, and a cell in every place. */
import type { BlockContent, PhrasingContent } from 'mdast';
import { attribute, isElement, isLeftOut, type Element } from './element';
import { withoutStrong } from './line';

const read = ({ childNodes }: Element): Element[] =>
  childNodes.filter(isElement).filter((child) => !isLeftOut(child));

/** @returns the cells of each row, without those of tables within and those that are not to be seen */
export const rowsIn = (table: Element): Element[][] =>
  read(table)
    .flatMap((part) => (part.tagName === 'tr' ? [part] : read(part)))
    .filter(({ tagName }) => tagName === 'tr')
    .map(read);

interface Cell {
  cell: Element;
  words: PhrasingContent[];
}

/** No cell reaches further, whatever it says. */
const furthest = { columns: 20, rows: 200 };

/** @returns a table, or nothing where there is not a word in it */
export function tableOf(rows: readonly (readonly Cell[])[]): BlockContent[] {
  /** Of each column, how many rows a cell above still reaches down. */
  const taken: number[] = [];
  const grid = rows
    .map((cells) => {
      const row: PhrasingContent[][] = [];
      const pass = () => {
        for (; (taken[row.length] ?? 0) > 0; row.push([])) taken[row.length]!--;
      };
      for (const { cell, words } of cells) {
        pass();
        const down = spanOf(cell, 'rowspan', furthest.rows);
        const along = spanOf(cell, 'colspan', furthest.columns);
        for (let i = 0; i < along; i++) {
          taken[row.length] = down - 1;
          row.push(i === 0 ? words : []);
        }
      }
      pass();
      return row;
    })
    .filter((row) => row.some((words) => words.length > 0));
  const [head, ...rest] = grid;
  if (!head) return [];
  const widest = Math.max(...grid.map((row) => row.length));
  while (head.length < widest) head.push([]);
  const children = [head.map(withoutStrong), ...rest].map((row) => ({
    type: 'tableRow' as const,
    children: row.map((children) => ({ type: 'tableCell' as const, children }))
  }));
  return [{ type: 'table', align: head.map(() => null), children }];
}

const spanOf = (cell: Element, name: string, most: number): number =>
  Math.min(Math.max(Math.floor(Number(attribute(cell, name))) || 1, 1), most);
