import { expect, test } from 'vitest';
import { bounded, mostOf } from './bodies';
import { usualBody } from './problem';

const tooLarge = () => new Error('Too large');
const request = (chunks: number[], headers: Record<string, string> = {}) =>
  new Request('http://localhost/', {
    method: 'POST',
    headers,
    body: new ReadableStream({
      start(stream) {
        for (const size of chunks) stream.enqueue(new Uint8Array(size));
        stream.close();
      }
    }),
    duplex: 'half'
  } as RequestInit);

test('a body that says that it is small enough is left as it is', () => {
  const small = request([10], { 'content-length': '10' });
  expect(bounded(small, 10, tooLarge)).toBe(small);
  const empty = new Request('http://localhost/');
  expect(bounded(empty, 10, tooLarge)).toBe(empty);
});

test('one that does not say how large it is, is counted', async () => {
  const fits = bounded(request([6, 4]), 10, tooLarge);
  expect((await fits.arrayBuffer()).byteLength).toBe(10);
  await expect(bounded(request([6, 5]), 10, tooLarge).text()).rejects.toThrow('Too large');
});

test('one that says that it is larger ends where it may', async () => {
  const large = bounded(request([11], { 'content-length': '11' }), 10, tooLarge);
  await expect(large.formData()).rejects.toThrow('Too large');
});

test('only routes that take files take large ones', () => {
  expect(mostOf('/api/v1/schools/[school]/imports/preview')).toBeGreaterThan(usualBody);
  expect(mostOf('/api/v1/answers')).toBe(usualBody);
  expect(mostOf(null)).toBe(usualBody);
});
