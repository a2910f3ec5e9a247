import { createHmac, timingSafeEqual } from 'node:crypto';

// body: the bytes as they came, before any parsing
export function isGenuine(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': time } = headers;
  if (!(Math.abs(Date.now() / 1000 - time) < 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const own = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest();
  return headers['webhook-signature'].split(' ').some((signature) => {
    const theirs = Buffer.from(signature.slice('v1,'.length), 'base64');
    return theirs.length === own.length && timingSafeEqual(theirs, own);
  });
}
