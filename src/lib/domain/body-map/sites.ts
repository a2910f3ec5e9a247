/**
 * Where deep or sustained pressure may harm: the six of the curriculum. That broad, flat and light
 * contact usually stays possible is for the lesson to say, with its source.
 */
export interface Site {
  id: string;
  name: string;
  regions: string[];
  /** What lies there near the surface, and who says so: our curriculum, or any textbook of anatomy. */
  atRisk: { name: string; basis: 'curriculum' | 'anatomy' }[];
}

const anatomy = (...names: string[]) => names.map((name) => ({ name, basis: 'anatomy' as const }));
const both = (id: string) => [`right-${id}`, `left-${id}`];

export const sites: Site[] = [
  {
    id: 'anterior-neck',
    name: 'Anterior neck',
    regions: ['anterior-neck'],
    atRisk: [
      { name: 'carotid artery', basis: 'curriculum' },
      ...anatomy('internal jugular vein', 'vagus nerve', 'larynx and trachea', 'thyroid gland')
    ]
  },
  {
    id: 'axilla',
    name: 'Axilla',
    regions: both('axilla'),
    atRisk: anatomy('axillary artery and vein', 'brachial plexus', 'axillary lymph nodes')
  },
  {
    id: 'cubital-fossa',
    name: 'Cubital fossa',
    regions: both('cubital-fossa'),
    atRisk: anatomy('brachial artery', 'median nerve', 'median cubital vein')
  },
  {
    id: 'femoral-triangle',
    name: 'Femoral triangle',
    regions: both('femoral-triangle'),
    atRisk: anatomy('femoral nerve', 'femoral artery and vein', 'inguinal lymph nodes')
  },
  {
    id: 'popliteal-fossa',
    name: 'Popliteal fossa',
    regions: both('popliteal-fossa'),
    atRisk: anatomy('popliteal artery and vein', 'tibial nerve', 'common fibular nerve')
  },
  {
    id: 'kidneys',
    name: 'Kidneys',
    regions: both('costovertebral'),
    atRisk: anatomy('kidneys, partly below the cover of the ribs')
  }
];
