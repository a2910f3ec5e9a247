/** Parts that several papers share. */
import type { StatementOnPaper } from '../amendment';
import type {
  CourseDone,
  Enrolled,
  Letterhead,
  QuizPassed,
  SkillSigned,
  Transcript
} from './paper';
import { inWords, type Part } from './sheet';

/** Who it is about, and how they stand at the school. */
export function enrolledFacts({
  holder,
  enrolled,
  program
}: Pick<Transcript, 'holder' | 'enrolled' | 'program'>): [string, string][] {
  const facts: [string, string][] = [['Student', holder.name]];
  if (holder.number) facts.push(['Student number', holder.number]);
  facts.push(['Program', program?.name ?? 'None']);
  facts.push(['Enrolled', inWords(enrolled.from)]);
  if (enrolled.until) facts.push([endOf(enrolled), inWords(enrolled.until)]);
  facts.push(['Standing', standingWords[enrolled.standing]]);
  return facts;
}

const endOf = ({ standing }: Enrolled) => (standing === 'withdrawn' ? 'Withdrawn' : 'Until');

export const standingWords: Record<Enrolled['standing'], string> = {
  active: 'Enrolled',
  'on leave': 'Enrolled, on leave of absence',
  withdrawn: 'Withdrawn',
  left: 'No longer enrolled'
};

export const courseTable = (courses: readonly CourseDone[]): Part => ({
  ...{ is: 'table', caption: 'By course, with the rule that was met', foot: [] },
  columns: [
    { title: 'Course', width: 6 },
    { title: 'Completed', width: 3 },
    { title: 'By', width: 3.5 }
  ],
  rows: courses.map(({ title, on, rule }) => [title, inWords(on), byRule(rule)])
});

export const skillTable = (skills: readonly SkillSigned[]): Part => ({
  ...{ is: 'table', caption: 'By skill, shown in person to an instructor', foot: [] },
  columns: [
    { title: 'Skill', width: 6 },
    { title: 'Shown on', width: 3 },
    { title: 'Signed off by', width: 3.5 }
  ],
  rows: skills.map(({ title, on, by }) => [title, inWords(on), by])
});

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;

export const quizTable = (quizzes: readonly QuizPassed[]): Part => ({
  ...{ is: 'table', caption: 'By quiz, with the best mark of all attempts that passed', foot: [] },
  columns: [
    { title: 'Quiz', width: 6 },
    { title: 'Handed in', width: 3 },
    { title: 'Best mark', width: 1.7, isNumber: true },
    { title: 'To pass', width: 1.8, isNumber: true }
  ],
  rows: quizzes.map(({ title, on, share, asked }) => [
    ...[title, inWords(on)],
    ...[percent(share), percent(asked)]
  ])
});

export const byRule = (rule: number | null): string =>
  rule === null ? 'Entered by the school' : `Completion rule, version ${rule}`;

/** A line to sign on, above the name of whoever signs. */
export const signature = ({ signer, signerTitle }: Letterhead): Part => ({
  ...{ is: 'signature', name: signer || 'Authorized signature', title: signerTitle }
});

/** What students say to what they asked to amend in vain; nothing where nobody says anything. */
export const statementParts = (statements: readonly StatementOnPaper[] = []): Part[] =>
  statements.length === 0
    ? []
    : [
        {
          is: 'heading',
          text: statements.length === 1 ? 'Statement of the student' : 'Statements of students'
        },
        {
          ...{ is: 'text', quiet: true },
          text: 'The student asked the school to amend what is named below, and the school refused. The law has this statement go out with it (34 CFR 99.21).'
        },
        ...statements.flatMap(({ about, text, on }): Part[] => [
          {
            is: 'facts',
            facts: [
              ['About', about],
              ['Written on', inWords(on)]
            ]
          },
          { is: 'text', text: `“${text}”` }
        ])
      ];
