import { loadFigures } from '$lib/components/figures/load';
import { loadTypes } from '$lib/components/items/load';
import { loadComponents } from '$lib/components/lesson/load';

export async function load({ data }) {
  const { components, figures, checks } = data.preview;
  const [parts, drawings] = await Promise.all([
    loadComponents(components),
    loadFigures(figures),
    loadTypes(checks)
  ]);
  return { ...data, parts, drawings };
}
