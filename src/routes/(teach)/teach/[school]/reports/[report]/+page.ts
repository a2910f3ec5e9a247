import { loadTypes } from '$lib/components/items/load';

export async function load({ data }) {
  await loadTypes([data.report.seen.prompt, data.current.prompt]);
  return data;
}
