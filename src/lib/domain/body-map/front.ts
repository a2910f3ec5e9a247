import type { Sketch } from './sketch';

/** The front of the body from the head down: the half that lies on the viewer's right, the person's left. */
export const front: Sketch[] = [
  { middle: true, id: 'forehead', name: 'Forehead', half: '0,-6! 20,-6 30,8 29,28 26,40 0,40!' },
  { id: 'temporal', name: 'temporal region', half: '30,8 50,0 50,44 33,46 26,40 29,28' },
  {
    middle: true,
    id: 'face',
    name: 'Face',
    half: '0,40! 26,40 24,52 20,62 18,76 14,90 8,100.5 0,101.5!'
  },
  {
    id: 'masseter',
    name: 'cheek and jaw (masseter)',
    half: '26,40 33,46 45,44 45,66 32,68 31,77 27,86 19,95 8,100.5 14,90 18,76 20,62 24,52'
  },
  {
    middle: true,
    id: 'anterior-neck',
    name: 'Anterior neck triangle',
    half: '0,101.5! 8,100.5 16,97 14,110 9,122 5,134 0,137!'
  },
  {
    id: 'sternocleidomastoid',
    name: 'sternocleidomastoid region',
    half: '16,97 27,86 26,94 23,104 18,116 14,127 16,134 10,135.5 5,134 9,122 14,110'
  },
  {
    id: 'posterior-triangle',
    name: 'posterior triangle of the neck',
    half: '27,86 33,92 33,112 38,121 52,128 72,139 56,137 42,138.5 28,138 16,134 14,127 18,116 23,104 26,94'
  },
  {
    id: 'clavicular',
    name: 'clavicular region',
    half: '5,134 10,135.5 16,134 28,138 42,138.5 56,137 72,139 73,146 68,146 58,144.5 44,146 30,147 18,145 12,146 6,144'
  },
  {
    middle: true,
    id: 'sternum',
    name: 'Sternum',
    half: '0,137! 5,134 6,144! 12,146 12,175 12,206 10,214 5,226 0,228!'
  },
  {
    id: 'deltoid',
    name: 'deltoid region',
    half: '72,138 84,130 112,150 114,206 104,207 97,199 91,187 84,178 79,176 72,166 70,158 68,146 73,146'
  },
  {
    id: 'pectoral',
    name: 'pectoral region',
    half: '12,146 18,145 30,147 44,146 58,144.5 68,146 70,158 72,166 64,170 60,184 59,198 52,210 36,215 20,214 12,206! 12,175'
  },
  {
    id: 'axilla',
    name: 'axilla',
    half: '64,170 72,166 79,176 80,192 76,204 70,208 64,206 59,198 60,184'
  },
  {
    id: 'anterior-arm',
    name: 'anterior arm (biceps)',
    half: '79,176 84,178 91,187 97,199 104,207 114,206 118,232 122,266 112,268 98,269 84,267 76,264 73,240 70,212 76,204 80,192'
  },
  {
    id: 'lateral-chest',
    name: 'lateral chest (serratus anterior)',
    half: '10,214 12,206! 20,214 36,215 52,210 59,198 64,206 70,208 70,225 66,262 60,262 48,270 39,273 32,262 22,247 12,234 5,226'
  },
  {
    middle: true,
    id: 'upper-abdomen',
    name: 'Upper abdomen',
    half: '0,228! 5,226 12,234 22,247 32,262 39,273 37,292 0,292!'
  },
  {
    id: 'cubital-fossa',
    name: 'cubital fossa',
    half: '76,264 84,267 98,269 112,268 122,266 125,282 120,290 112,300 103,310 95,300 87,292 76,288'
  },
  {
    id: 'abdominal-flank',
    name: 'abdominal flank (obliques)',
    half: '39,273 48,270 60,262 66,262 62,290 68,318 62,328 58,332 48,344 36,357 37,332 38,312 37,292'
  },
  {
    id: 'forearm-flexors',
    name: 'anterior forearm (flexors)',
    half: '76,288 87,292 95,300 103,310 108,330 114,352 119,371 100,376 86,335'
  },
  {
    id: 'brachioradialis',
    name: 'radial forearm (brachioradialis)',
    half: '125,282 140,290 142,320 142,370 119,371 114,352 108,330 103,310 112,300 120,290'
  },
  {
    middle: true,
    id: 'lower-abdomen',
    name: 'Lower abdomen',
    half: '0,292! 37,292 38,312 37,332 36,357 20,373 9,384 5,391 0,393!'
  },
  {
    id: 'hip',
    name: 'lateral hip (tensor fasciae latae)',
    half: '58,332 62,328 68,318 92,326 92,392 62,424 54,400 50,365'
  },
  {
    id: 'femoral-triangle',
    name: 'femoral triangle',
    half: '58,332 48,344 36,357 20,373 9,384 15,402 21,422 27,440 34,420 42,396 50,365'
  },
  {
    id: 'anterior-wrist',
    name: 'anterior wrist',
    half: '100,376 119,371 142,370 146,385 124,390 100,392'
  },
  {
    id: 'palm',
    name: 'palm',
    half: '100.9,392.6 124.6,388.9 142.7,382 149.8,395 147.8,407.5 147.1,413.7 139.6,419.9 131,423.3 122,423.7 105.6,422.3'
  },
  {
    id: 'thumb',
    name: 'thumb',
    half: '142.7,382 164.4,384.6 176.2,433.4 156.4,436.5 147.1,413.7 147.8,407.5 149.8,395'
  },
  {
    id: 'fingers',
    name: 'fingers',
    half: '105.6,422.3 122,423.7 131,423.3 139.6,419.9 147.1,413.7 156.4,436.5 156.5,462.8 113.1,469.7'
  },
  {
    id: 'quadriceps',
    name: 'anterior thigh (quadriceps)',
    half: '50,365 54,400 62,424 92,392 84,480 66,520 56,527 44,524 34,526 22,522 20,505 22,480 27,440 34,420 42,396'
  },
  {
    id: 'adductors',
    name: 'medial thigh (adductors)',
    half: '9,384 15,402 21,422 27,440 22,480 20,505 22,522 2,518 0,470! 0,393! 5,391'
  },
  {
    id: 'knee',
    name: 'knee',
    half: '22,522 34,526 44,524 56,527 66,520 68,566 54,567 33,570 12,567 2,564 2,518'
  },
  {
    id: 'tibialis-anterior',
    name: 'anterior leg (tibialis anterior)',
    half: '33,570 54,567 51,590 50,620 46,655 43,690 41,706 27,706 26,690 28,650 33,610 36,582'
  },
  {
    id: 'fibularis',
    name: 'lateral leg (fibularis)',
    half: '54,567 68,566 72,600 62,680 56,704 41,706 43,690 46,655 50,620 51,590'
  },
  {
    id: 'medial-leg',
    name: 'medial leg',
    half: '2,564 12,567 33,570 36,582 33,610 28,650 26,690 27,706 8,704 2,640'
  },
  {
    id: 'ankle',
    name: 'anterior ankle',
    half: '8,704 27,706 41,706 56,704 58,726 46,730 30,731 10,728'
  },
  {
    id: 'foot-dorsum',
    name: 'dorsum of the foot',
    half: '10,728 30,731 46,730 58,726 70,746 57,755 48,759 41,761 32.5,763 12,762'
  },
  { id: 'toes', name: 'toes', half: '12,762 32.5,763 41,761 48,759 57,755 70,746 74,784 10,784' }
];
