/** A process with node:http and nothing else: it sends recorded responses from memory. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `headers` is a flat list of names and values. */
export type Recorded = { headers: string[]; body: Buffer };

process.on('message', (responses: Map<string, Recorded>) => {
  const server = createServer((request, response) => {
    const { headers, body } = responses.get(request.url!) ?? { headers: [], body: '' };
    response.writeHead(headers.length > 0 ? 200 : 404, headers).end(body);
  });
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
});
