import { randomUUID } from 'node:crypto';
import {
  error,
  isRedirect,
  redirect,
  type Handle,
  type HandleServerError,
  type RequestEvent,
  type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { logPending, settleExpired } from './lib/server/attempt-ends';
import { bounded, mostOf } from './lib/server/bodies';
import { flush } from './lib/server/completion-queue';
import { db } from './lib/server/db/pool';
import * as guard from './lib/server/guard';
import { publicRoutes } from './lib/server/public-routes';
import * as jobs from './lib/server/jobs';
import { log } from './lib/server/log';
import { observe } from './lib/server/metrics';
import { problem } from './lib/server/problem';
import * as session from './lib/server/session';
import { tasks } from './lib/server/tasks/registry';

/** How often attempts are ended whose learners went away, in ms. */
const settling = 30_000;

/** Any process may do it, and two at once do no harm. */
async function settle(): Promise<void> {
  try {
    await settleExpired(db, new Date());
    await logPending(db, new Date());
  } catch (error) {
    log.error({ err: error }, 'attempts could not be settled');
  }
}

export const init: ServerInit = async () => {
  if (building) return;
  const timer = setInterval(() => void settle(), settling);
  const worker = await jobs.start(process.env.DATABASE_URL!, tasks);
  process.on('sveltekit:shutdown', (endings: unknown) => {
    clearInterval(timer);
    const stopped = flush(db).then(() => worker.stop());
    if (Array.isArray(endings)) endings.push(stopped);
  });
};

/** Notes how long each route took, whatever came of it. */
const measure: Handle = async ({ event, resolve }) => {
  const start = performance.now();
  let status = 500;
  try {
    const response = await resolve(event);
    status = response.status;
    return response;
  } catch (thrown) {
    if (isRedirect(thrown)) status = thrown.status;
    throw thrown;
  } finally {
    const seconds = (performance.now() - start) / 1000;
    observe(event.request.method, event.route.id ?? 'none', status, seconds);
  }
};

/** Whoever reads more of a body than its route takes gets an error. */
const bound: Handle = ({ event, resolve }) => {
  event.request = bounded(event.request, mostOf(event.route.id), tooLarge);
  return resolve(event);
};

function tooLarge(): unknown {
  try {
    error(413, 'This is more than can be sent at once');
  } catch (thrown) {
    return thrown;
  }
}

/** Lets in who is signed in, and everybody where it is public. */
const admit: Handle = async ({ event, resolve }) => {
  const { pathname } = event.url;
  const isApi = pathname.startsWith('/api/');
  if (isApi && event.route.id === null)
    return problem(404, 'Not found', `Nothing is at ${pathname}`);

  await recognise(event);
  const isOpen = event.route.id === null || publicRoutes.has(event.route.id);
  if (!event.locals.account && !isOpen) {
    if (!isApi) redirect(303, guard.loginPath(event));
    return problem(
      401,
      'Not signed in',
      'POST /api/v1/session gives a token: send it as "Authorization: Bearer …"',
      {},
      { 'www-authenticate': 'Bearer' }
    );
  }
  const response = await resolve(event);
  return isApi ? asProblem(response) : response;
};

export const handle = sequence(measure, bound, admit);

/** Puts who is signed in where routes find it. A request without a token costs no query. */
async function recognise(event: RequestEvent): Promise<void> {
  const { token, from } = guard.readToken(event);
  const found = token ? await session.validate(db, token, new Date()) : null;
  event.locals.account = found?.account ?? null;
  event.locals.actor = found?.actor ?? null;
  event.locals.session = found?.session ?? null;
  if (!token || from !== 'cookie') return;
  if (!found) guard.forgetCookie(event);
  else if (found.session.fresh) {
    event.cookies.set(session.cookieName, token, session.cookieOptions());
  }
}

/** Errors that the framework or a guard answers get the form that all errors of the API have. */
async function asProblem(response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status < 400 || type.startsWith('application/problem+json')) return response;
  const said = type.startsWith('application/json') ? await response.json() : {};
  const title = titles[response.status] ?? 'Error';
  const allow = response.headers.get('allow');
  const { message = allow ? `This address takes ${allow}` : title, ...extra } = said as {
    message?: string;
  };
  const detail = message === title ? undefined : message;
  return problem(response.status, title, detail, extra, allow ? { allow } : {});
}

const titles: Record<number, string> = {
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  500: 'Internal error'
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status < 500) return { message };
  const id = randomUUID();
  const { method } = event.request;
  log.error({ err: error, id, method, route: event.route.id }, 'A request failed');
  return { message: 'Something went wrong on our side. Please try again.', id };
};
