/** Questions as a file, whatever its format. */
import type { ExportFormat } from '../../domain/exchange/formats';
import * as gift from '../../domain/exchange/gift/write';
import type { Item } from '../../domain/items/registry';

export interface Wanted {
  items: readonly Item[];
  format: ExportFormat;
  /** What they are called together. */
  title: string;
  now: Date;
}

export async function writeFile({ items }: Wanted): Promise<Uint8Array> {
  return new TextEncoder().encode(gift.write(items));
}
