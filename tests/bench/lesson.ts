/** A lesson page beside the least that could send it, and beside itself without script. */
import { get } from 'node:http';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../../src/bin/chromium.js';
import type { Recorded } from './bare';
import { start, type Child } from './children';
import { median, type Row } from './figures';
import type { Loaded } from './load';

const path = '/courses/clinical-and-spa/two-intentions';
const withoutScript = '/without-script';
const clients = 8;
const each = 1500;
const rounds = 5;
const loads = 7;
const slowdown = 4;

/** @param port where the app listens; @param load the process that sends */
export async function lessonRows(port: number, load: Child): Promise<Row[]> {
  const browser = await chromium.launch({ executablePath: await findChromium() });
  const bare = start('bare.ts');
  try {
    const { scripts, assets } = await resources(browser, port);
    const page = await fetchRaw(port, path);
    const responses = new Map([
      [path, page],
      [withoutScript, stripped(page)],
      ...(await Promise.all(
        assets.map(async (asset) => [asset, await fetchRaw(port, asset)] as const)
      ))
    ]);
    const sent = await Promise.all(scripts.map((script) => fetchRaw(port, script)));
    const scriptBytes = sent.reduce((sum, { body }) => sum + body.length, 0);
    const barePort = await bare.ask<number>(responses);

    const rates: { ours: number; bare: number }[] = [];
    for (let i = 0; i < rounds; i++)
      rates.push({ bare: await rate(load, barePort), ours: await rate(load, port) });
    const paints: { ours: number; bare: number }[] = [];
    for (let i = 0; i < loads; i++)
      paints.push({
        ours: await paint(browser, port, path),
        bare: await paint(browser, barePort, withoutScript)
      });

    const mid = (pairs: typeof rates, side: 'ours' | 'bare') => median(pairs.map((p) => p[side]));
    return [
      {
        name: 'Lesson, 8 clients',
        measured: `${Math.round(mid(rates, 'ours'))}/s, bare node:http ${Math.round(mid(rates, 'bare'))}/s`,
        ratio: median(rates.map((r) => r.ours / r.bare)),
        target: { atLeast: 0.25 }
      },
      {
        name: 'Lesson, JavaScript sent',
        measured: `${scripts.length} files, compressed`,
        ratio: scriptBytes / 1000,
        unit: 'kB',
        target: { atMost: 60 }
      },
      {
        name: `Lesson, largest paint at ${slowdown} × slowdown`,
        measured: `${Math.round(mid(paints, 'ours'))} ms, without script ${Math.round(mid(paints, 'bare'))} ms`,
        ratio: mid(paints, 'ours') / mid(paints, 'bare'),
        target: { atMost: 1.5 }
      }
    ];
  } finally {
    await bare.stop();
    await browser.close();
  }
}

/** Which scripts the page loads, and which styles and fonts it needs even without them. */
async function resources(browser: Browser, port: number) {
  const page = await browser.newPage();
  const paths: Record<string, Set<string>> = {};
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    (paths[request.resourceType()] ??= new Set()).add(pathname);
  });
  await page.goto(`http://localhost:${port}${path}`, { waitUntil: 'networkidle' });
  await page.close();
  const { script = [], stylesheet = [], font = [] } = paths;
  return { scripts: [...script], assets: [...stylesheet, ...font] };
}

/** A response as it travels, not decoded. */
function fetchRaw(port: number, path: string): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br' };
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.rawHeaders, body: Buffer.concat(chunks) })
      );
    }).on('error', reject);
  });
}

/** The same page without scripts and what is loaded ahead for them. */
function stripped({ headers, body }: Recorded): Recorded {
  const html = brotliDecompressSync(body)
    .toString()
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<link\b[^>]*rel="modulepreload"[^>]*>/g, '');
  const compressed = brotliCompressSync(html);
  const length = headers.findIndex((name) => name.toLowerCase() === 'content-length');
  return {
    headers: headers.with(length + 1, String(compressed.length)),
    body: compressed
  };
}

async function rate(load: Child, port: number): Promise<number> {
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n`;
  const lanes = Array.from({ length: clients }, () => [request]);
  const { seconds, latencies } = await load.ask<Loaded>({
    port,
    lanes,
    times: each,
    expect: 'HTTP/1.1 200'
  });
  return latencies.length / seconds;
}

/** @returns milliseconds to the largest contentful paint of a first visit */
async function paint(browser: Browser, port: number, path: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`http://localhost:${port}${path}`, { waitUntil: 'networkidle' });
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
            type: 'largest-contentful-paint',
            buffered: true
          })
        )
    );
  } finally {
    await context.close();
  }
}
