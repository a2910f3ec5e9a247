/** Where a link of a lesson may lead. */
import { normalizeUri } from 'micromark-util-sanitize-uri';

/* A browser drops spaces and control characters from an address and takes `\` for `/`; both are
   percent-encoded here, so that what is matched is what the browser will follow. */
const safe = /^(https:\/\/[^/]|mailto:.|#.|\/(?!\/))/i;

/** @returns the address as HTML writes it, or undefined: https, mailto, or within this site only */
export function addressOf(url: string): string | undefined {
  const address = normalizeUri(url);
  return safe.test(address) || address === '/' ? address : undefined;
}
