/** Requests to addresses that others have named: nowhere but where this installation lets them go. */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from '../domain/network-address';

/** How far requests may go, beside the public internet by https. */
type Reach = 'public' | 'loopback' | 'private';

/**
 * WEBHOOK_RECEIVERS: `private` lets requests go to this network and machine, by http too;
 * `loopback`, which is so with the embedded database, to this machine alone; else to neither.
 */
export const reach = (): Reach => {
  const said = process.env.WEBHOOK_RECEIVERS;
  return said === 'private' || said === 'loopback' ? said : 'public';
};

/** What came of it: an answer, with its first letters; or why there was none. */
export type Answer =
  { status: number; retryAfter: string | undefined; text: string } | { failed: string };

/** Of an answer no more is read. */
const mostBytes = 4096;

const forbidden = 'The address leads into a private network, where nothing is sent';
const inTheClear = 'The address must begin with https://: over http all could be read on the way';

/**
 * Posts a text as JSON. No redirect is followed.
 * @param options.timeout ms in which all is to be over, looking up the name included
 */
export function post(
  address: string,
  headers: Record<string, string>,
  body: string,
  { timeout = 10_000, lookup = resolve as typeof resolve } = {}
): Promise<Answer> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A number is not looked up.
  const flaw = isIP(host) ? flawOf(host, url) : null;
  if (flaw) return Promise.resolve({ failed: flaw });
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((settle) => {
    const sent = request(url, {
      method: 'POST',
      agent: false, // A connection of one's own, looked up anew.
      rejectUnauthorized: true,
      lookup: guarded(url, lookup),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Palpate-Webhooks/1'
      }
    });
    const end = (answer: Answer) => {
      clearTimeout(timer);
      settle(answer);
      sent.destroy();
    };
    const timer = setTimeout(
      () => end({ failed: `No answer within ${timeout / 1000} seconds` }),
      timeout
    );
    sent.on('error', (error) => end({ failed: reasonOf(error) }));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const done = () => {
        const text = Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
        const retryAfter = response.headers['retry-after'];
        end({ status: response.statusCode!, retryAfter, text });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= mostBytes) done();
      });
      // Cut off after its head, it is an answer all the same.
      response.on('end', done).on('error', done);
    });
    sent.end(body);
  });
}

/** @returns why nothing is sent there; null where it may be */
function flawOf(address: string, { protocol }: URL): string | null {
  if (isPublicAddress(address)) return protocol === 'https:' ? null : inTheClear;
  const isOpen = reach() === 'private' || (reach() === 'loopback' && isLoopback(address));
  return isOpen ? null : forbidden;
}

/**
 * Looks a name up for the connection that is about to be made: what is checked here is where it
 * goes, whatever the name meant a moment ago.
 */
function guarded(url: URL, lookup: typeof resolve): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? notFound(), '', 0);
      const flaw = found.map(({ address }) => flawOf(address, url)).find((one) => one !== null);
      if (flaw) return callback(new Error(flaw), '', 0);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

const notFound = () => Object.assign(new Error('Not found'), { code: 'ENOTFOUND' });

const reasons: Record<string, string> = {
  ENOTFOUND: 'There is no host of this name',
  EAI_AGAIN: 'The name of the host could not be looked up',
  ECONNREFUSED: 'The host takes no connection there',
  ECONNRESET: 'The connection was cut',
  ETIMEDOUT: 'The host could not be reached',
  EHOSTUNREACH: 'The host could not be reached',
  ENETUNREACH: 'The host could not be reached',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the host is signed by itself',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the host is for another name'
};

function reasonOf(error: Error): string {
  // Of several addresses that were tried, the first says it.
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const { code } = first as { code?: string };
  return (code && reasons[code]) || (code ? `It could not be sent: ${code}` : first.message);
}
