/** Sums up first attempts anew, and compares the sums with what is stored, digit by digit. */
import type { Db, Transaction } from './db/connect';
import type { Compared, Difference } from './replay';
import { rebuild, sumUp } from './statistics';
import { nameOf, unit } from './sums';

/** Figures by line, as text. */
type Figures = Map<string, Record<string, string>>;

/** Sums up every quiz. @returns how many there are, and those that differ */
export async function statistics(db: Db, tx: Transaction): Promise<Compared> {
  const quizzes = await tx<{ id: string }[]>`select id from quizzes order by id`;
  const differences: Difference[] = [];
  for (const { id } of quizzes) {
    const [stored, rebuilt] = [await storedOf(tx, id), await rebuiltOf(db, tx, id)];
    const names = new Set([...stored.keys(), ...rebuilt.keys()]);
    const wrong = [...names].filter(
      (name) => JSON.stringify(stored.get(name)) !== JSON.stringify(rebuilt.get(name))
    );
    if (wrong.length === 0) continue;
    const only = (figures: Figures) =>
      Object.fromEntries(wrong.map((name) => [name, figures.get(name) ?? null]));
    differences.push({
      account: null,
      name: `Statistics of quiz ${id}`,
      stored: only(stored),
      rebuilt: only(rebuilt),
      mend: (tx) => rebuild(db, tx, id)
    });
  }
  return { count: quizzes.length, differences };
}

async function rebuiltOf(db: Db, tx: Transaction, quiz: string): Promise<Figures> {
  const totals = new Map<string, Record<string, bigint>>();
  for await (const { quiz: whole, items, choices } of sumUp(db, tx, quiz))
    for (const { key, figures } of [...whole, ...items, ...choices]) {
      const sums = totals.get(nameOf(key)) ?? {};
      for (const figure in figures) sums[figure] = (sums[figure] ?? 0n) + figures[figure]!;
      totals.set(nameOf(key), sums);
    }
  return new Map(
    [...totals].map(([name, sums]) => [
      name,
      Object.fromEntries(Object.entries(sums).map(([figure, sum]) => [figure, String(sum)]))
    ])
  );
}

interface Row {
  item?: string;
  version?: number;
  part?: string;
  given?: string;
  [figure: string]: string | number | undefined;
}

/** In units, whole where the row is sound: a fraction of one would show. */
async function storedOf(tx: Transaction, quiz: string): Promise<Figures> {
  const units = (column: string, size: number) =>
    tx`trim_scale(${tx(column)} * ${size}::numeric)::text as ${tx(column)}`;
  const [point, square] = [unit, unit ** 2];
  const rows = [
    ...(await tx<Row[]>`
      select n::text, ${units('total', point)}, ${units('total_square', square)}
      from quiz_statistics where quiz_id = ${quiz}`),
    ...(await tx<Row[]>`
      select item_id as item, item_version as version, n::text, ${units('score', point)},
        ${units('score_square', square)}, ${units('rest', point)}, ${units('rest_square', square)},
        ${units('product', square)}
      from item_statistics where quiz_id = ${quiz}`),
    ...(await tx<Row[]>`
      select item_id as item, item_version as version, part, given, n::text
      from item_choices where quiz_id = ${quiz}`)
  ];
  return new Map(
    rows.map(({ item, version, part, given, ...figures }) => {
      const known = Object.entries({ item, version, part, given }).filter(
        (e) => e[1] !== undefined
      );
      const key = Object.fromEntries(known) as Record<string, string | number>;
      return [nameOf(key), figures as Record<string, string>];
    })
  );
}
