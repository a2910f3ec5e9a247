/** Migrations and the schema say the same: else the next one made would bring what is there already. */
import { readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, test } from 'vitest';

const journal = JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as {
  entries: { idx: number; tag: string }[];
};
const files = import.meta.glob<object>('../src/lib/server/db/schema/*.ts', { eager: true });

test('the newest migration leads to the schema', async () => {
  const { idx } = journal.entries.at(-1)!;
  const name = `drizzle/meta/${String(idx).padStart(4, '0')}_snapshot.json`;
  const stands = JSON.parse(readFileSync(name, 'utf8'));
  const schema = Object.assign({}, ...Object.values(files));
  expect(await generateMigration(stands, generateDrizzleJson(schema, stands.id))).toEqual([]);
});

test('each has its text', () => {
  for (const { tag } of journal.entries)
    expect(readFileSync(`drizzle/${tag}.sql`, 'utf8')).toMatch(/\S/);
});
