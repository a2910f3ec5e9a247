import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPages, sendPage } from './pages';

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palpate-pages-'));
  await mkdir(join(folder, 'courses'));
  for (const name of ['index', 'courses', 'courses/one']) {
    await writeFile(join(folder, `${name}.html`), `<h1>${name}</h1>`);
    await writeFile(join(folder, `${name}.html.br`), brotliCompressSync(`<h1>${name}</h1>`));
    await writeFile(join(folder, `${name}.html.gz`), gzipSync(`<h1>${name}</h1>`));
  }
  const pages = await readPages(folder, [['X-Frame-Options', 'DENY']]);
  server = createServer((request, response) => {
    if (!sendPage(pages, request, response)) response.writeHead(404).end('next');
  }).listen(0);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** A plain request: fetch would decode the body and hide its encoding. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status?: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request({ port, path, headers, method }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      })
        .on('error', reject)
        .end();
    }
  );
}

test.each([
  ['/', 'index'],
  ['/?from=mail', 'index'],
  ['/courses', 'courses'],
  ['/courses/one', 'courses/one']
])('%s is served from memory', async (path, name) => {
  const { status, headers, body } = await get(path);
  expect(status).toBe(200);
  expect(body.toString()).toBe(`<h1>${name}</h1>`);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-frame-options': 'DENY',
    vary: 'Accept-Encoding'
  });
});

test('the encoding is one that the browser accepts', async () => {
  const br = await get('/', { 'accept-encoding': 'gzip, deflate, br' });
  expect(br.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(br.body).toString()).toBe('<h1>index</h1>');
  const gzip = await get('/', { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe('<h1>index</h1>');
  const plain = await get('/', { 'accept-encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
});

test('a known page is not sent again', async () => {
  const { headers } = await get('/', { 'accept-encoding': 'br' });
  const again = { 'accept-encoding': 'br', 'if-none-match': `W/${headers.etag}` };
  const { status, body } = await get('/', again);
  expect(status).toBe(304);
  expect(body).toHaveLength(0);
  expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
});

test('HEAD sends the length and no body', async () => {
  const { headers, body } = await get('/', {}, 'HEAD');
  expect(headers['content-length']).toBe('14');
  expect(body).toHaveLength(0);
});

test('everything else is left to the app', async () => {
  expect((await get('/unknown')).status).toBe(404);
  expect((await get('/courses/')).status).toBe(404);
  expect((await get('/', {}, 'POST')).status).toBe(404);
});
