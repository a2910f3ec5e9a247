/** Motions of which two standards give different values, in degrees, and a goniometer for each. */
export interface Motion {
  joint: string;
  motion: string;
  aaos: number;
  ama: number;
  /** The AMA gives a least value rather than a mean. */
  least: boolean;
}

export const motions: Motion[] = [
  { joint: 'Shoulder', motion: 'extension', aaos: 60, ama: 50, least: true },
  { joint: 'Shoulder', motion: 'internal rotation', aaos: 70, ama: 80, least: true },
  { joint: 'Shoulder', motion: 'external rotation', aaos: 90, ama: 60, least: true },
  { joint: 'Elbow', motion: 'flexion', aaos: 150, ama: 140, least: true },
  { joint: 'Thoracolumbar spine', motion: 'flexion', aaos: 80, ama: 60, least: false },
  { joint: 'Thoracolumbar spine', motion: 'rotation', aaos: 45, ama: 30, least: false }
];

/** The pivot, in a box of 130 by 72. Zero lies to the right; angles turn against the clock. */
export const pivot = { x: 65, y: 66 };

const round = (value: number) => Math.round(value * 10) / 10;

export function pointAt(degrees: number, radius: number) {
  const angle = (degrees * Math.PI) / 180;
  return {
    x: round(pivot.x + radius * Math.cos(angle)),
    y: round(pivot.y - radius * Math.sin(angle))
  };
}

const text = ({ x, y }: { x: number; y: number }) => `${x} ${y}`;

/** A half circle with a tick each ten degrees, longer at 0, 30, 60 and so on. */
export const protractor = Array.from({ length: 19 }, (_, i) => {
  const inner = i % 3 === 0 ? 53 : 57;
  return `M${text(pointAt(i * 10, 60))}L${text(pointAt(i * 10, inner))}`;
}).join('');

export const rim = `M${text(pointAt(0, 60))}A60 60 0 0 0 ${text(pointAt(180, 60))}`;

/** The arm at an angle, and the arc that it has gone from zero. */
export const arm = (degrees: number, length: number) =>
  `M${text(pivot)}L${text(pointAt(degrees, length))}`;
export const arc = (degrees: number, radius: number) =>
  `M${text(pointAt(0, radius))}A${radius} ${radius} 0 0 0 ${text(pointAt(degrees, radius))}`;
