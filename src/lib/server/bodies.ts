/** How large the body of a request may be. The server itself would let every route take a file. */
import { mostBytes } from '../domain/exchange/limits';
import { mostBytes as mostOfPicture } from '../domain/images/image';
import { mostBytes as mostOfText } from '../domain/lesson/text';
import { mostBytes as mostOfRoster } from '../domain/roster/read';
import { usualBody } from './problem';

/** Route ids that take more than others. */
const larger: ReadonlyMap<string, number> = new Map([
  ['/api/v1/schools/[school]/imports', mostBytes],
  ['/api/v1/schools/[school]/imports/preview', mostBytes],
  ['/api/v1/schools/[school]/images', mostOfPicture],
  ['/api/v1/schools/[school]/roster', mostOfRoster],
  ['/api/v1/schools/[school]/roster/preview', mostOfRoster],
  ['/(school)/schools/[school]/(staff)/roster', 2 * mostOfRoster],
  ['/api/v1/schools/[school]/lessons/[lesson]/text', mostOfText],
  ['/api/v1/schools/[school]/lessons/[lesson]/preview', mostOfText],
  ['/(teach)/teach/[school]/lessons/[lesson]/edit', 2 * mostOfText]
]);

/** @returns the most bytes that the body of a request to a route may have */
export const mostOf = (route: string | null): number => larger.get(route ?? '') ?? usualBody;

/**
 * @param tooLarge what whoever reads the body is given in its place where it is larger
 * @returns the request with a body that ends there; as it was where it says that it is smaller
 */
export function bounded(request: Request, most: number, tooLarge: () => unknown): Request {
  const { body, headers } = request;
  const length = headers.get('content-length');
  if (!body || (length !== null && Number(length) <= most)) return request;
  const reader = body.getReader();
  let size = length === null ? 0 : Number(length);
  const counted = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const read = size > most ? null : await reader.read();
      if (read?.done) return stream.close();
      if (read) size += read.value.byteLength;
      if (read && size <= most) return stream.enqueue(read.value);
      stream.error(tooLarge());
      void drain(reader);
    },
    cancel: (reason) => reader.cancel(reason)
  });
  return new Request(request, { body: counted, duplex: 'half' } as RequestInit);
}

/** Reads to the end, up to what the server itself takes: many who send hear no answer before. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Whoever sent it has gone, or has sent far too much.
  }
}
