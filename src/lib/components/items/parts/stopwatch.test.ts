import { expect, test } from 'vitest';
import { Stopwatch } from './stopwatch';

test('counts only between start and stop, however often each is called', () => {
  let time = 100;
  const watch = new Stopwatch(() => time);
  const pass = (ms: number) => (time += ms);

  pass(50);
  expect(watch.elapsed).toBe(0);
  watch.start();
  pass(30.4);
  watch.start();
  expect(watch.elapsed).toBe(30);
  watch.stop();
  pass(1000);
  watch.stop();
  expect(watch.elapsed).toBe(30);
  watch.start();
  pass(10);
  expect(watch.elapsed).toBe(40);
});
