import { loadTypes } from '$lib/components/items/load';

export async function load({ data }) {
  await loadTypes([data.prompt]);
  return data;
}
