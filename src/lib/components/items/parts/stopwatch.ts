/** How long someone has looked at a question: not while it is scrolled away or its tab hidden. */

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

/** An attachment: lets `watch` run while the element can be seen. */
export const whileSeen = (watch: Stopwatch) => (element: Element) => {
  let onScreen = false;
  const update = () => (onScreen && !document.hidden ? watch.start() : watch.stop());
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)!.isIntersecting;
    update();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', update);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', update);
  };
};
