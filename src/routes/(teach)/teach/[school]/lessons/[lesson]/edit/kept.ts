/** Texts that this device keeps until the server has them: one of each lesson and account. */
import type { Kept } from './writing.svelte';
import { shelf } from '$lib/components/shelf';

interface Entry extends Kept {
  account: string;
  lesson: string;
}

export function keptText(account: string, lesson: string) {
  const { read, write, isLasting } = shelf<Entry>('palpate.lessons');
  const isThis = (entry: Entry) => entry.account === account && entry.lesson === lesson;
  return {
    read: (): Kept | null =>
      typeof localStorage === 'undefined' ? null : (read().find(isThis) ?? null),
    write(kept: Kept | null) {
      const others = read().filter((entry) => !isThis(entry));
      write(kept ? [...others, { account, lesson, ...kept }] : others);
    },
    isLasting
  };
}
