/** The drawings that a lesson may name; `lib/components/figures/` holds one file for each. */
export const figureNames = [
  'comparison',
  'continuum',
  'heat-ranges',
  'pressure-scale',
  'range-of-motion',
  'red-flags',
  'soap-flow',
  'treatment-plan'
] as const;
