import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { mostBytes } from '../lib/domain/exchange/limits';
import { readPages, sendPage } from './pages';
import { prepare, printLogins } from './prepare';
import { fail, portError } from './setup.js';

/** How long requests in flight may take after a signal to stop. */
const grace = 10_000;

/**
 * Prepares the database, serves the built app and stays until a signal.
 * @param port checked to be free by the caller
 * @param host the address to listen on; all when undefined
 */
export async function serve(port: number, host: string | undefined): Promise<void> {
  const { logins, stop } = await prepare();
  const origin = (process.env.ORIGIN ||= `http://localhost:${port}`);
  // Of any body; each route has a limit of its own.
  process.env.BODY_SIZE_LIMIT ||= String(mostBytes);
  const server = createServer(await listener(origin));
  server.keepAliveTimeout = 125_000; // longer than a proxy's, so that the proxy closes first
  await listen(server, port, host).catch(async (error) => {
    await stop();
    fail(portError(port, error));
  });
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      console.log('Stopping …');
      await finish(server);
      const endings: Promise<void>[] = [];
      // The app closes its pool, and adds what is to be waited for: jobs that run.
      process.emit('sveltekit:shutdown' as 'message', endings, undefined);
      await Promise.all(endings);
      await stop().catch((error) => console.error(error.message));
      process.exit(0);
    });
  }

  // Last, because whoever reads it may send a signal at once.
  printLogins(logins);
  console.log(`\nPalpate is ready at ${origin}`);
}

/** Every response carries the security headers; prerendered pages come from memory. */
async function listener(origin: string): Promise<RequestListener> {
  const headers = securityHeaders(origin);
  const pages = await readPages('build/prerendered', headers);
  const { handler } = await import(pathToFileURL(resolve('build/handler.js')).href);
  return (request, response) => {
    if (sendPage(pages, request, response)) return;
    for (const [name, value] of headers) response.setHeader(name, value);
    admitOneClick(request, origin);
    handler(request, response, () => response.writeHead(404).end('Not found'));
  };
}

/**
 * A mail program that unsubscribes by one click (RFC 8058) posts a form from nowhere, which the app
 * refuses. There the token in the address alone decides: it is let in, without any cookie.
 */
function admitOneClick(request: IncomingMessage, origin: string): void {
  const isOneClick = request.method === 'POST' && request.url?.startsWith('/unsubscribe/');
  const own = new URL(origin).origin;
  if (!isOneClick || request.headers.origin === own) return;
  request.headers.origin = own;
  request.headers.accept = 'text/html'; // its answer has the status of what came of it
  delete request.headers.cookie;
}

function securityHeaders(origin: string): [string, string][] {
  const headers: [string, string][] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'], // addresses may hold a token: tell them to nobody else
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()']
  ];
  if (origin.startsWith('https:')) {
    headers.push(['Strict-Transport-Security', 'max-age=31536000']);
  }
  return headers;
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** Takes no more requests, lets those in flight end, and cuts what takes too long. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await Promise.race([closed, sleep(grace)]);
  clearInterval(idle);
  server.closeAllConnections();
}
