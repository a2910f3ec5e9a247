import { expect, test } from 'vitest';
import { freshDatabase } from './database';

test('each test has a migrated database of its own', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
  try {
    const tables = await one.db.$client`
      select 1 from information_schema.tables where table_schema = 'public'`;
    expect(tables.length).toBeGreaterThan(0);
    await one.db.$client`create table mine (n int)`;
    await expect(two.db.$client`select * from mine`).rejects.toMatchObject({ code: '42P01' });
  } finally {
    await one.close();
    await two.close();
  }
});
