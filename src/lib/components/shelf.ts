/** A list that this device keeps, whatever becomes of the page; tabs share it. */
export function shelf<T>(key: string) {
  /** Where storage is refused, as in some private windows: what is here lives as long as the page. */
  let here: T[] | null = null;

  return {
    read(): T[] {
      if (here) return here;
      try {
        return JSON.parse(localStorage.getItem(key) ?? '[]') as T[];
      } catch {
        return [];
      }
    },
    write(list: T[]): void {
      try {
        localStorage.setItem(key, JSON.stringify(list));
        here = null;
      } catch {
        here = list;
      }
    },
    /** Whether what was written outlives the page. */
    isLasting: () => here === null
  };
}
