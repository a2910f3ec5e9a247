import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';

/** One encoding of a page, with its headers as node:http writes them fastest: a flat list. */
type Variant = { body: Buffer; etag: string; headers: string[]; unchanged: string[] };
type Page = { br?: Variant; gzip?: Variant; plain: Variant };

/** Prerendered pages by the path of their address. */
export type Pages = Map<string, Page>;

/**
 * Reads prerendered pages into memory: file servers look at the disk at each request, and a
 * lesson is the page most often read.
 * @param folder holds `*.html`, with `.br` and `.gz` beside
 * @param common headers that every response carries
 */
export async function readPages(folder: string, common: [string, string][]): Promise<Pages> {
  const pages: Pages = new Map();
  if (!existsSync(folder)) return pages;
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const read = async (suffix: string, encoding?: string) =>
      existsSync(join(folder, file + suffix))
        ? variant(await readFile(join(folder, file + suffix)), common, encoding)
        : undefined;
    const plain = (await read(''))!;
    const page = { plain, br: await read('.br', 'br'), gzip: await read('.gz', 'gzip') };
    pages.set(address(file), page);
  }
  return pages;
}

/**
 * Answers a request for a prerendered page.
 * @returns whether it was one; if not, nothing was sent
 */
export function sendPage(pages: Pages, request: IncomingMessage, response: ServerResponse) {
  const { method, url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  const query = url.indexOf('?');
  const page = pages.get(query < 0 ? url : url.slice(0, query));
  if (!page) return false;

  const { body, etag, headers, unchanged } = choose(page, request.headers['accept-encoding']);
  const known = request.headers['if-none-match'];
  if (known && (known === '*' || known.includes(etag))) {
    response.writeHead(304, unchanged).end();
  } else {
    response.writeHead(200, headers).end(method === 'HEAD' ? undefined : body);
  }
  return true;
}

/** `/` for index.html, `/a/b` for a/b.html, `/a/` for a/index.html. */
function address(file: string): string {
  const path = file
    .split(sep)
    .join('/')
    .replace(/\.html$/, '');
  return `/${path}`.replace(/\/index$/, '/');
}

function variant(body: Buffer, common: [string, string][], encoding?: string): Variant {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const unchanged = [
    ...common.flat(),
    ...['ETag', etag, 'Cache-Control', 'public, max-age=0, must-revalidate'],
    ...['Vary', 'Accept-Encoding']
  ];
  const headers = [
    ...unchanged,
    ...['Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(body.length)],
    ...(encoding ? ['Content-Encoding', encoding] : [])
  ];
  return { body, etag, headers, unchanged };
}

/** The smallest encoding that the browser takes; `q=0` refuses one. */
function choose(page: Page, accepted = ''): Variant {
  if (page.br && /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted)) return page.br;
  if (page.gzip && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted)) return page.gzip;
  return page.plain;
}
