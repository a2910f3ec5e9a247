/** How the tables of students say what they say. */
import type { Reason } from '$lib/domain/at-risk';
import type { Share } from '$lib/domain/interval';
import { inPercent } from '$lib/domain/readiness';

/** Made once: making a format is a thousand times dearer than using it. */
const whole = new Intl.NumberFormat();
const tenths = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1
});

export const inTenths = (hours: number) => tenths.format(hours);

export const countStudents = (count: number) =>
  `${whole.format(count)} ${count === 1 ? 'student' : 'students'}`;

/** `64–78%`. */
export const boundsOf = (figure: Share) => {
  const { low, high } = inPercent(figure);
  return `${low}–${high}%`;
};
export const percentOf = (figure: Share) => `${inPercent(figure).share}%`;
export const wholePercent = (share: number) => `${Math.round(share * 100)}%`;

/** Where something can be done about a reason. */
export function placeOf(reason: Reason, student: { id: string; name: string }, slug: string) {
  const teach = `/teach/${slug}`;
  switch (reason.kind) {
    case 'late':
      return `${teach}/assignments/${reason.assignment}`;
    case 'hours':
      return `${teach}/hours/students/${student.id}`;
    case 'readiness':
      return `${teach}/students/readiness?${new URLSearchParams({ name: student.name })}`;
    case 'overdue':
    case 'fading':
      return `${teach}/progress`;
    case 'idle':
      return `/schools/${slug}/members/${student.id}`;
  }
}
