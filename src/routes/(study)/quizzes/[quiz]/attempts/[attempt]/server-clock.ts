/** The server's clock as this device knows it: its own may be wrong. */
export class ServerClock {
  /** What to add to the device's clock, and how far that may be wrong, in ms. */
  #skew: number;
  #doubt = Infinity;

  /** @param said the server's time, heard now and said nobody knows how long ago */
  constructor(said: string) {
    this.#skew = Date.parse(said) - Date.now();
  }

  now = () => Date.now() + this.#skew;

  /** Learns from a reply; the quickest says it best. @param sentAt, heardAt by the device's clock */
  hear(said: string, sentAt: number, heardAt: number) {
    const doubt = heardAt - sentAt;
    if (doubt >= this.#doubt) return;
    this.#doubt = doubt;
    this.#skew = Date.parse(said) - (sentAt + doubt / 2);
  }
}
