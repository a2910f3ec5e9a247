/** Tables as text that a spreadsheet reads, and nothing else. */

/** What a spreadsheet would run as a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

const isFormula = (text: string) => formula.test(text.trimStart()) || formula.test(text);

/** @returns a text as it was before `csv` quoted it by an apostrophe */
export const unquoted = (text: string): string =>
  text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text;

/** One cell; a text that looks like a formula is quoted by an apostrophe, a number is left alone. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @returns the rows by RFC 4180 */
export const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
