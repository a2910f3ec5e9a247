import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { publicRoutes } from '../src/lib/server/public-routes';

/** Every address of the site, by the id that SvelteKit gives its route. */
const routes = new Set(
  readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\+(page\.svelte|server\.ts)$/.test(file))
    .map((file) => `/${dirname(file)}`)
);

test('what is listed as public exists', () => {
  expect([...publicRoutes].filter((id) => !routes.has(id))).toEqual([]);
});

test('pages in (public) are listed, and no others', () => {
  const pages = [...routes].filter((id) => id.startsWith('/('));
  const inGroup = pages.filter((id) => /^\/\(public\)(\/|$)/.test(id)).sort();
  expect(pages.filter((id) => publicRoutes.has(id)).sort()).toEqual(inGroup);
});
