import type { View } from '$lib/domain/body-map';

/** A place of the figure to choose, as it stands: what its looks say, a list beside it says in words. */
export interface Spot {
  id: string;
  number: number;
  view: View;
  path: string;
  x: number;
  y: number;
  state: 'open' | 'chosen' | 'right' | 'partly' | 'wrong' | 'missed' | 'passed';
}
