import type { Sketch } from './sketch';

/** The back of the body from the head down: the half that lies on the viewer's right, the person's right. */
export const back: Sketch[] = [
  { middle: true, id: 'crown', name: 'Crown of the head', half: '0,-6! 50,-6! 50,42 20,40 0,40!' },
  {
    middle: true,
    id: 'occiput',
    name: 'Occiput',
    half: '0,40! 20,40 50,42 50,68 34,70 31,84 14,90 0,91!'
  },
  {
    middle: true,
    id: 'suboccipital',
    name: 'Suboccipital region',
    half: '0,91! 14,90 31,84 33,96 28,104 14,107 0,107!'
  },
  {
    middle: true,
    id: 'posterior-neck',
    name: 'Posterior neck',
    half: '0,107! 14,107 28,104 29,114 22,122 10,131 0,134!'
  },
  {
    id: 'upper-trapezius',
    name: 'upper trapezius',
    half: '28,104 36,106 60,126 82,136 76,148 60,153 44,158 29,163 14,158 8,152 10,131 22,122 29,114'
  },
  {
    id: 'posterior-deltoid',
    name: 'posterior deltoid',
    half: '76,148 82,134 112,146 116,206 104,207 97,200 90,186 82,176 68,166 70,150'
  },
  {
    middle: true,
    id: 'thoracic-spine',
    name: 'Thoracic spine',
    half: '0,134! 10,131 8,152 7,180 8,214 8,256 0,256!'
  },
  {
    id: 'interscapular',
    name: 'interscapular region (rhomboids)',
    half: '8,152 14,158 29,163 26,180 28,202 32,212 20,214 8,214 7,180'
  },
  {
    id: 'scapular',
    name: 'scapular region (infraspinatus)',
    half: '29,163 44,158 60,153 70,150 68,166 62,184 58,192 50,204 43,213 38,217 32,212 28,202 26,180'
  },
  {
    id: 'posterior-axilla',
    name: 'posterior axillary fold (teres major)',
    half: '68,166 82,176 80,192 76,204 70,208 62,212 50,204 58,192 62,184'
  },
  {
    id: 'triceps',
    name: 'posterior arm (triceps)',
    half: '82,176 90,186 97,200 104,207 116,206 120,240 124,267 112,270 100,268 86,268 76,264 72,240 70,208 76,204 80,192'
  },
  {
    id: 'latissimus-dorsi',
    name: 'latissimus dorsi',
    half: '8,214 20,214 32,212 38,217 43,213 50,204 62,212 70,208 70,240 66,262 60,262 48,273 34,268 20,256 16,246 8,236'
  },
  {
    middle: true,
    id: 'lumbar-spine',
    name: 'Lumbar spine',
    half: '0,256! 8,256 8,290 8,325 0,325!'
  },
  {
    id: 'lumbar-erector',
    name: 'lumbar erector spinae',
    half: '8,236 16,246 20,256 18,274 19,292 18,310 14,324 8,325 8,290 8,256'
  },
  {
    id: 'costovertebral',
    name: 'costovertebral (kidney) area',
    half: '20,256 34,268 48,273 47,286 40,296 28,298 19,292 18,274'
  },
  {
    id: 'elbow',
    name: 'elbow (olecranon)',
    half: '76,264 86,268 100,268 112,270 124,267 128,292 114,296 100,298 86,296 76,290'
  },
  {
    id: 'flank',
    name: 'flank (quadratus lumborum)',
    half: '48,273 60,262 66,262 62,290 68,318 58,321 48,319 34,324 20,334 14,324 18,310 19,292 28,298 40,296 47,286'
  },
  {
    id: 'posterior-forearm',
    name: 'posterior forearm (extensors)',
    half: '76,290 86,296 100,298 114,296 128,292 144,320 142,370 119,371 100,376 86,335'
  },
  {
    middle: true,
    id: 'sacrum',
    name: 'Sacrum',
    half: '0,325! 8,325 14,324 20,334 14,348 6,360 0,368!'
  },
  {
    id: 'lateral-hip',
    name: 'lateral hip (gluteus medius)',
    half: '58,321 68,318 92,326 92,412 60,398 57,372 56,345'
  },
  {
    id: 'gluteal',
    name: 'gluteal region',
    half: '20,334 34,324 48,319 58,321 56,345 57,372 60,398 44,405 28,408 14,405 5,396 0,391! 0,380 0,368! 6,360 14,348'
  },
  {
    id: 'posterior-wrist',
    name: 'posterior wrist',
    half: '100,376 119,371 142,370 146,385 124,390 100,392'
  },
  {
    id: 'hand-dorsum',
    name: 'dorsum of the hand',
    half: '100.9,392.6 124.6,388.9 142.7,382 149.8,395 147.8,407.5 147.1,413.7 139.3,417.9 130.7,421.3 121.7,421.7 105.2,420.3'
  },
  {
    id: 'dorsal-fingers',
    name: 'dorsal side of the fingers',
    half: '142.7,382 164.4,384.6 176.2,433.4 156.4,436.5 156.5,462.8 113.1,469.7 105.2,420.3 121.7,421.7 130.7,421.3 139.3,417.9 147.1,413.7 147.8,407.5 149.8,395'
  },
  {
    id: 'hamstrings',
    name: 'posterior thigh (hamstrings)',
    half: '5,396 14,405 28,408 44,405 60,398 58,430 54,470 50,505 48,522 33,516 17,522 16,500 14,470 10,440 6,415'
  },
  {
    id: 'medial-thigh',
    name: 'medial thigh',
    half: '5,396 6,415 10,440 14,470 16,500 17,522 14,542 2,544 0,470! 0,393!'
  },
  {
    id: 'lateral-thigh',
    name: 'lateral thigh (iliotibial tract)',
    half: '60,398 92,412 84,470 68,545 50,543 48,522 50,505 54,470 58,430'
  },
  {
    id: 'popliteal-fossa',
    name: 'popliteal fossa',
    half: '17,522 33,516 48,522 50,543 47,560 33,568 18,560 14,542'
  },
  {
    id: 'medial-calf',
    name: 'medial calf (gastrocnemius)',
    half: '2,544 14,542 18,560 33,568! 33,596 33,624! 28,635 22,640! 15,634 2,622'
  },
  {
    id: 'lateral-calf',
    name: 'lateral calf (gastrocnemius)',
    half: '33,568! 47,560 50,543 68,545 72,612 56,616! 51,628 45,634 38,632 33,624! 33,596'
  },
  {
    id: 'soleus',
    name: 'lower calf (soleus)',
    half: '2,622 15,634 22,640! 28,635 33,624! 38,632 45,634 51,628 56,616! 72,612 66,663 44,668 33,669 24,668 4,663'
  },
  {
    id: 'achilles',
    name: 'Achilles tendon and ankle',
    half: '4,663 24,668 33,669 44,668 66,663 58,706 56,730 44,734 24,734 8,730'
  },
  {
    id: 'heel',
    name: 'heel (plantar attachment)',
    half: '8,730 24,734 44,734 56,730 66,750 60,772 10,772'
  }
];
