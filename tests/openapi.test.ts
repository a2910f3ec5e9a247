import { readdirSync, readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { publicRoutes } from '../src/lib/server/public-routes';
import { openapi } from '../src/lib/server/openapi';

type Operations = Record<string, { security?: unknown[] }>;
const paths = openapi.paths as Record<string, Operations>;

/** `/answers/{id}/undo post`, as the route files have it. */
function routes(): { operation: string; route: string }[] {
  const files = readdirSync('src/routes/api/v1', { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('+server.ts'))
    .flatMap((file) => {
      const folder = `/${file.replace(/\/\+server\.ts$/, '')}`;
      const route = `/api/v1${folder}`;
      const path = folder.replace(/\[(\w+)\]/g, '{$1}');
      const methods = readFileSync(`src/routes/api/v1/${file}`, 'utf8').matchAll(
        /export (?:async )?(?:function|const) (GET|POST|PUT|PATCH|DELETE)\b/g
      );
      return [...methods].map(([, method]) => ({
        operation: `${path} ${method!.toLowerCase()}`,
        route
      }));
    });
}

test('the description is valid OpenAPI', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openapi));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('it describes every operation that exists, and no other', () => {
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${path} ${method}`)
  );
  expect(described.sort()).toEqual(
    routes()
      .map(({ operation }) => operation)
      .sort()
  );
});

test('it says which operations need no account', () => {
  for (const { operation, route } of routes()) {
    const [path, method] = operation.split(' ') as [string, string];
    const isOpen = paths[path]?.[method]?.security?.length === 0;
    expect([operation, isOpen]).toEqual([operation, publicRoutes.has(route)]);
  }
});
