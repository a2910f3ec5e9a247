import type { Region } from '$lib/domain/body-map';

/** What both ways of choosing share: pointing at the figure, and the list beside it. */
export interface Picking {
  choices: Region[];
  isOn: (id: string) => boolean;
  toggle: (id: string) => void;
}
