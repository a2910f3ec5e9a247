/** The few values that Anki keeps as protocol buffers (protobuf.dev/programming-guides/encoding). */

export interface Message {
  /** The last value of a field of numbers, by number of the field; 0 where it is left out. */
  number: (field: number) => number;
  /** The last value of a field of texts; '' where it is left out. */
  text: (field: number) => string;
}

/** @returns what can be read of a message; what follows a flaw counts as left out */
export function readMessage(bytes: Uint8Array): Message {
  const numbers = new Map<number, number>();
  const texts = new Map<number, Uint8Array>();
  let at = 0;
  /** Beyond 53 bits it is not exact, which no value that is asked for is. */
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return NaN;
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) numbers.set(field, varint());
    else if (kind === 2) {
      const length = varint();
      texts.set(field, bytes.subarray(at, at + length));
      at += length;
    } else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else break;
  }
  return {
    number: (field) => numbers.get(field) ?? 0,
    text: (field) => new TextDecoder().decode(texts.get(field))
  };
}
