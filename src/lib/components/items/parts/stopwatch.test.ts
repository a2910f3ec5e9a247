import { afterEach, expect, test, vi } from 'vitest';
import { Stopwatch, whileSeen } from './stopwatch';

afterEach(() => vi.unstubAllGlobals());

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

test('time counts only while the question is on the screen of a window that has the focus', () => {
  let time = 0;
  const watch = new Stopwatch(() => time);
  const pageOf = { hidden: false, focused: true };
  const page = Object.assign(new EventTarget(), { hasFocus: () => pageOf.focused });
  Object.defineProperty(page, 'hidden', { get: () => pageOf.hidden });
  const here = new EventTarget();
  let see = (_: boolean) => {};
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', here.addEventListener.bind(here));
  vi.stubGlobal('removeEventListener', here.removeEventListener.bind(here));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
        see = (isIntersecting) => tell([{ isIntersecting }]);
      }
      observe() {}
      disconnect() {}
    }
  );
  const passing = (ms: number) => {
    const before = watch.elapsed;
    time += ms;
    return watch.elapsed - before;
  };

  const stop = whileSeen(watch)({} as Element);
  expect(passing(100)).toBe(0);
  see(true);
  expect(passing(100)).toBe(100);
  pageOf.focused = false;
  here.dispatchEvent(new Event('blur'));
  expect(passing(100)).toBe(0);
  pageOf.focused = true;
  here.dispatchEvent(new Event('focus'));
  expect(passing(100)).toBe(100);
  pageOf.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  expect(passing(100)).toBe(0);
  pageOf.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  see(false);
  expect(passing(100)).toBe(0);
  stop();
  here.dispatchEvent(new Event('focus'));
  expect(passing(100)).toBe(0);
});
