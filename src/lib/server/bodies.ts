/** How large the body of a request may be. The server itself would let every route take a file. */
import { mostBytes } from '../domain/exchange/limits';
import { mostBytes as mostOfPicture } from '../domain/images/image';
import { mostBytes as mostOfText } from '../domain/lesson/text';
import { usualBody } from './problem';

/** Route ids that take more than others. */
const larger: ReadonlyMap<string, number> = new Map([
  ['/api/v1/schools/[school]/imports', mostBytes],
  ['/api/v1/schools/[school]/imports/preview', mostBytes],
  ['/api/v1/schools/[school]/images', mostOfPicture],
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
  if (length !== null) {
    // Read to its end: many who send hear no answer before.
    body.pipeTo(new WritableStream()).catch(() => {});
    const refused = new ReadableStream({ start: (stream) => stream.error(tooLarge()) });
    return new Request(request, { body: refused, duplex: 'half' } as RequestInit);
  }
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, stream) {
      size += chunk.byteLength;
      if (size > most) stream.error(tooLarge());
      else stream.enqueue(chunk);
    }
  });
  return new Request(request, { body: body.pipeThrough(counted), duplex: 'half' } as RequestInit);
}
