import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describe } from './log';

test('an error of the database is logged without the values', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(SECRET) already exists.'
  });
  const error = new DrizzleQueryError('insert into accounts values ($1)', ['SECRET'], cause);
  const described = describe(error);
  expect(described).toMatchObject({
    message: 'duplicate key',
    code: '23505',
    statement: 'insert into accounts values ($1)'
  });
  expect(JSON.stringify(described)).toContain('log.test.ts');
  expect(JSON.stringify([described, describe(cause)])).not.toContain('SECRET');
});

test('what is thrown need not be an error', () => {
  expect(describe('no')).toBe('no');
});
