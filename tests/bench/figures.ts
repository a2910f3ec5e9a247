/** What was measured, and whether it is good enough. */

export interface Row {
  name: string;
  measured: string;
  ratio: number;
  target: { atLeast: number } | { atMost: number };
  unit?: string;
}

const isMet = ({ ratio, target }: Row): boolean =>
  'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;

/** @returns whether every target is met */
export function print(rows: readonly Row[]): boolean {
  const cells = rows.map((row) => [
    row.name,
    row.measured,
    write(row.ratio, row.unit),
    'atLeast' in row.target
      ? `≥ ${write(row.target.atLeast, row.unit)}`
      : `≤ ${write(row.target.atMost, row.unit)}`,
    isMet(row) ? 'ok' : 'missed'
  ]);
  const table = [['', 'measured', 'ratio', 'target', ''], ...cells];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((line) => line[i]!.length)));
  console.log();
  for (const line of table) {
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd()
    );
  }
  return rows.every(isMet);
}

const write = (value: number, unit = '×'): string => `${Number(value.toPrecision(3))} ${unit}`;

/** @returns the value that this share of all lies at or below */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1]!;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
