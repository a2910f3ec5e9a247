/** The certificate: that somebody has completed a course, or the program. */
import type { Certificate } from './paper';
import { byRule, signature } from './parts';
import { inWords, type Part, type Sheet } from './sheet';

/** @returns what was completed, by name */
export const completed = ({ of, program }: Certificate): string =>
  of.kind === 'course' ? of.course.title : (program?.name ?? 'the program');

/** @returns the date on which it was completed */
export const completedOn = ({ of }: Certificate): string =>
  of.kind === 'course' ? of.course.on : of.on;

export function certificateSheet(paper: Certificate): Sheet {
  const { of, school, holder } = paper;
  const parts: Part[] = [
    { is: 'text', text: `${school.name} certifies that` },
    { is: 'heading', text: holder.name },
    { is: 'text', text: `has completed ${of.kind === 'course' ? 'the course' : 'the program'}` },
    { is: 'heading', text: completed(paper) },
    { is: 'text', text: `on ${inWords(completedOn(paper))}` },
    {
      ...{ is: 'text', quiet: true },
      text:
        of.kind === 'course'
          ? `${byRule(of.course.rule)}. A course completed is not a number of approved hours.`
          : `With ${of.hours.toFixed(2)} clock hours, attested by the school.`
    },
    signature(school)
  ];
  return { title: 'Certificate of completion', isCertificate: true, isWide: false, parts };
}
