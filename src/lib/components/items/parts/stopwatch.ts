/** How long someone has looked at a question: not while it is scrolled away, or the page is left. */

export class Stopwatch {
  #before = 0;
  #since: number | null = null;
  #now: () => number;

  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  start() {
    this.#since ??= this.#now();
  }

  stop() {
    this.#before = this.#elapsed();
    this.#since = null;
  }

  /** Whole milliseconds. */
  get elapsed() {
    return Math.round(this.#elapsed());
  }

  #elapsed() {
    return this.#before + (this.#since === null ? 0 : this.#now() - this.#since);
  }
}

const turns = ['focus', 'blur'];

/** An attachment: lets `watch` run while the element can be seen. */
export const whileSeen = (watch: Stopwatch) => (element: Element) => {
  let onScreen = false;
  // A window that is left behind another is not hidden, but has no focus.
  const update = () =>
    onScreen && !document.hidden && document.hasFocus() ? watch.start() : watch.stop();
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)!.isIntersecting;
    update();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', update);
  for (const name of turns) addEventListener(name, update);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', update);
    for (const name of turns) removeEventListener(name, update);
  };
};
