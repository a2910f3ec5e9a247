/** The verification letter: that somebody is, or was, a student here. */
import type { Letter } from './paper';
import { inHours, paperTotals } from './paper-hours';
import { signature } from './parts';
import { inWords, type Sheet } from './sheet';

/** @param issued the date */
export function letterSheet(paper: Letter, issued: string): Sheet {
  const { school, holder, to } = paper;
  const number = holder.number ? ` (student number ${holder.number})` : '';
  return {
    ...{ title: 'Verification of enrollment', isCertificate: false, isWide: false },
    parts: [
      { is: 'text', text: inWords(issued) },
      { is: 'text', text: `${to ?? 'To whom it may concern'}:` },
      {
        is: 'text',
        text: `${school.name} confirms that ${holder.name}${number} ${enrolment(paper)}`
      },
      { is: 'text', text: hoursSentence(paper) },
      {
        ...{ is: 'text' },
        text: 'This letter says how our records stood on the day on which it was issued.'
      },
      signature(school)
    ]
  };
}

function enrolment({ enrolled, program }: Letter): string {
  const { from, until, standing } = enrolled;
  const course = program ? ` in the program “${program.name}”` : '';
  switch (standing) {
    case 'active':
      return `has been enrolled${course} since ${inWords(from)}.`;
    case 'on leave':
      return `has been enrolled${course} since ${inWords(from)} and is on a leave of absence.`;
    case 'withdrawn':
      return `was enrolled${course} from ${inWords(from)} and withdrew on ${inWords(until!)}.`;
    case 'left':
      return `was enrolled${course} from ${inWords(from)} until ${inWords(until!)}.`;
  }
}

function hoursSentence({ hours, program }: Letter): string {
  const { approved, distance, transferred } = paperTotals(hours);
  const say = (ms: number) => inHours(ms, hours.minutesAnHour);
  if (approved === 0) return 'The school has attested no clock hours so far.';
  const of = program ? ` of the ${program.hours.toFixed(2)} that the program asks for` : '';
  const moved = transferred === 0 ? '' : `, and ${say(transferred)} transferred from other schools`;
  return (
    `Our records show ${say(approved)} approved clock hours${of}, ` +
    `${say(distance)} of them at a distance${moved}.`
  );
}
