/** What a map points out, numbered, and where its numbers stand. */
import { centreOf, regionOf, type Region, type View } from '$lib/domain/body-map';
import { sites, type Site } from '$lib/domain/body-map/sites';
import type { Point } from '$lib/domain/shape';

export type Tone = 'pen' | 'clinical' | 'spa' | 'good' | 'bad' | 'warn';
export interface Mark {
  region: string;
  label?: string;
  tone?: Tone;
}
export interface Sign {
  number: number;
  name: string;
  tone: Tone;
  regions: Region[];
  site?: Site;
}

const known = (ids: string[]) => ids.map(regionOf).filter((region) => region !== undefined);

/** The sites of the overlay first, then the marks; a region that does not exist is left out. */
export function signsOf(marks: Mark[], overlay: 'endangerment' | undefined): Sign[] {
  const told = (overlay ? sites : []).map((site) => ({
    name: site.name,
    tone: 'bad' as Tone,
    regions: known(site.regions),
    site
  }));
  const asked = marks.map(({ region, label, tone = 'pen' }) => {
    const regions = known([region]);
    return { name: label ?? regions[0]?.name ?? region, tone, regions };
  });
  return [...told, ...asked]
    .filter(({ regions }) => regions.length > 0)
    .map((sign, place) => ({ ...sign, number: place + 1 }));
}

export interface Label {
  sign: Sign;
  from: Point;
  to: Point;
}

const apart = 25;
/** Where there is free paper beside the figure: by the neck, outside the arm, inside the hand, by the legs. */
const freePaper = (y: number) => (y < 118 ? 72 : y < 355 ? 152 : y < 470 ? 92 : 104);

/** A number on the paper for each sign of a view, one below the other where they would meet. */
export function labelsOf(signs: Sign[], view: View): Label[] {
  const anchored = signs.flatMap((sign) => {
    const centres = sign.regions.filter((region) => region.view === view).map(centreOf);
    const from = centres.find(({ x }) => x >= 0) ?? centres[0];
    return from ? [{ sign, from }] : [];
  });
  const labels: Label[] = [];
  for (const { sign, from } of anchored.sort((a, b) => a.from.y - b.from.y)) {
    const side = from.x < -1 ? -1 : 1;
    const to = { x: side * freePaper(from.y), y: from.y };
    for (const { to: other } of labels)
      if (Math.abs(other.x - to.x) < apart && to.y - other.y < apart) to.y = other.y + apart;
    labels.push({ sign, from, to });
  }
  return labels;
}
