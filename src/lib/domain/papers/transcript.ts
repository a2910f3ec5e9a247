/** The transcript: what somebody has done at a school, hours at a distance apart from those in the room. */
import type { Transcript } from './paper';
import {
  distanceOf,
  inHours,
  modeTitles,
  paperTotals,
  sumOf,
  together,
  type HourRow,
  type PaperHours
} from './paper-hours';
import { courseTable, enrolledFacts, quizTable, signature, skillTable } from './parts';
import { inWords, type Part, type Sheet } from './sheet';
import { notApproved, type Mode } from '../hours';

const order: Mode[] = ['in-person', 'clinic', 'synchronous', 'asynchronous'];

export function transcriptSheet(paper: Transcript): Sheet {
  const { hours, courses, attested, skills = [], quizzes = [] } = paper;
  const isEmpty = hours.attested.every(({ ms }) => sumOf(ms) === 0) && hours.transfers.length === 0;
  const parts: Part[] = [
    { is: 'facts', facts: enrolledFacts(paper) },
    { is: 'heading', text: 'Approved hours' }
  ];
  if (isEmpty) parts.push({ is: 'text', text: 'The school has attested no hours.' });
  parts.push({ is: 'facts', facts: sums(paper) });
  if (hours.attested.length > 0)
    parts.push(
      hoursTable('Hours earned at this school, by subject, in clock hours', hours.attested, hours)
    );
  const transfers = hours.transfers.filter((one) => one.attested);
  if (transfers.length > 0) parts.push(transferTable(transfers, hours));
  parts.push(...selfStudy(hours));
  if (courses.length > 0)
    parts.push({ is: 'heading', text: 'Courses completed' }, courseTable(courses));
  if (attested.length > 0)
    parts.push({
      ...{ is: 'table', caption: 'Who attested these hours for the school', foot: [] },
      columns: [
        { title: 'Attested by', width: 4 },
        { title: 'On', width: 3 },
        { title: 'Hours from', width: 3 },
        { title: 'Until', width: 3 }
      ],
      rows: attested.map(({ by, on, from, until }) => [
        by,
        inWords(on),
        inWords(from),
        inWords(until)
      ])
    });
  parts.push({ is: 'text', quiet: true, text: aboutHours(hours.minutesAnHour) });
  // After all that is about hours.
  if (skills.length > 0)
    parts.push({ is: 'heading', text: 'Skills signed off' }, skillTable(skills));
  if (quizzes.length > 0) parts.push({ is: 'heading', text: 'Quizzes passed' }, quizTable(quizzes));
  parts.push(signature(paper.school));
  return { title: 'Transcript', isCertificate: false, isWide: false, parts };
}

/** What papers say of the hours that they print. */
export const aboutHours = (minutesAnHour: number): string =>
  `A clock hour is ${minutesAnHour} minutes of instruction in a period of 60 minutes. Distance is what was ` +
  'taught live online and what was studied online in one’s own time. Hours are added up to the second ' +
  'and then cut to hundredths, so that a sum may differ from its parts by a hundredth or two.';

/** The sums in words, so that nobody must add up columns. */
function sums({ hours, program }: Transcript): [string, string][] {
  const totals = paperTotals(hours);
  const say = (ms: number) => inHours(ms, hours.minutesAnHour);
  const facts: [string, string][] = [
    ['In person and clinic', say(totals.inPerson)],
    ['At a distance', say(totals.distance)]
  ];
  if (totals.transferred !== 0) facts.push(['Transferred', say(totals.transferred)]);
  facts.push(['Approved hours in all', say(totals.approved)]);
  if (program) facts.push(['Required by the program', program.hours.toFixed(2)]);
  return facts;
}

function selfStudy(hours: PaperHours): Part[] {
  const transfers = hours.transfers.filter((one) => !one.attested);
  if (hours.selfStudy.length === 0 && transfers.length === 0) return [];
  const parts: Part[] = [
    { is: 'heading', text: notApproved },
    {
      ...{ is: 'text', quiet: true },
      text: 'The school has not attested these. They are no part of the hours above.'
    }
  ];
  if (hours.selfStudy.length > 0)
    parts.push(hoursTable('Self-study by subject, in clock hours', hours.selfStudy, hours));
  if (transfers.length > 0) parts.push(transferTable(transfers, hours));
  return parts;
}

function hoursTable(
  caption: string,
  rows: readonly HourRow[],
  { minutesAnHour, attested }: PaperHours
): Part {
  const say = (ms: number) => inHours(ms, minutesAnHour);
  const hasRequired = rows === attested && rows.some(({ required }) => required !== null);
  const cells = (ms: HourRow['ms']) => [
    ...order.map((mode) => say(ms[mode])),
    say(distanceOf(ms)),
    say(sumOf(ms))
  ];
  const required = rows.reduce((sum, row) => sum + (row.required ?? 0), 0);
  const asked = (hours: number | null) =>
    hasRequired ? [hours === null ? '' : hours.toFixed(2)] : [];
  return {
    ...{ is: 'table', caption },
    columns: [
      { title: 'Subject', width: 5.6 },
      ...order.map((mode) => ({ title: modeTitles[mode], width: 2.1, isNumber: true })),
      { title: 'Distance in all', width: 2.1, isNumber: true },
      { title: 'Total', width: 2.2, isNumber: true },
      ...(hasRequired ? [{ title: 'Required', width: 2.2, isNumber: true }] : [])
    ],
    rows: rows.map(({ title, ms, required }) => [title, ...cells(ms), ...asked(required)]),
    foot: [['Total', ...cells(together(rows)), ...asked(required)]]
  };
}

function transferTable(rows: PaperHours['transfers'], { minutesAnHour }: PaperHours): Part {
  const total = rows.reduce((sum, { ms }) => sum + ms, 0);
  return {
    ...{ is: 'table', caption: 'Hours transferred from other schools, in clock hours' },
    columns: [
      { title: 'School', width: 5 },
      { title: 'By document', width: 4.5 },
      { title: 'Subject', width: 4 },
      { title: 'Mode', width: 3 },
      { title: 'Hours', width: 2.2, isNumber: true }
    ],
    rows: rows.map(({ from, document, title, mode, ms }) => [
      ...[from, document, title, modeTitles[mode]],
      inHours(ms, minutesAnHour)
    ]),
    foot: [['Total', '', '', '', inHours(total, minutesAnHour)]]
  };
}
