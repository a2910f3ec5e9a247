/** A rule of completion as a form has it: all as text, rows that may be empty. */
import { usualAnswers, type Rule } from './completion-rule';

export interface RuleDraft {
  /** The newest version that the form was made from. */
  after: string;
  lessons: string[];
  checks: boolean;
  quizzes: { quiz: string; share: string }[];
  topics: { topic: string; share: string; answers: string }[];
  skills: string[];
  hours: string;
  /** A date; empty: at once. */
  from: string;
  reason: string;
}

/** Percent of a share, as a form shows it. */
const percentOf = (share: number) => String(Math.round(share * 1000) / 10);
/** The share that a form says in percent; not a number where it says none. */
export const shareOf = (percent: string): number =>
  percent.trim() === '' ? NaN : Number(percent.trim().replace(',', '.').replace(/ *%$/, '')) / 100;

/** @returns the form of a rule; without one that of all lessons of a course */
export function draftOf(rule: Rule | null, allLessons: string[], after: number): RuleDraft {
  const of = <K extends Rule[number]['kind']>(kind: K) =>
    (rule ?? []).filter(
      (asked): asked is Extract<Rule[number], { kind: K }> => asked.kind === kind
    );
  const [lessons] = of('lessons');
  return {
    after: String(after),
    lessons: lessons ? [...lessons.lessons] : rule ? [] : allLessons,
    checks: lessons?.checks ?? true,
    quizzes: of('quiz').map(({ quiz, share }) => ({ quiz, share: percentOf(share) })),
    topics: of('recall').map(({ topic, share, answers }) => ({
      topic,
      ...{ share: percentOf(share), answers: String(answers) }
    })),
    skills: of('skill').map(({ skill }) => skill),
    hours: of('hours').map(({ hours }) => String(hours))[0] ?? '',
    from: '',
    reason: ''
  };
}

/** @returns what a form was filled with */
export function readDraft(form: FormData): RuleDraft {
  const all = (name: string) => form.getAll(name).map(String);
  const one = (name: string) => String(form.get(name) ?? '');
  const quizShares = all('quizShare');
  const [topicShares, topicAnswers] = [all('topicShare'), all('topicAnswers')];
  return {
    after: one('after'),
    lessons: all('lesson'),
    checks: form.get('checks') !== null,
    quizzes: all('quiz').flatMap((quiz, i) =>
      quiz === '' ? [] : [{ quiz, share: quizShares[i] ?? '' }]
    ),
    topics: all('topic').flatMap((topic, i) =>
      topic === ''
        ? []
        : [{ topic, share: topicShares[i] ?? '', answers: topicAnswers[i] ?? String(usualAnswers) }]
    ),
    skills: all('skill'),
    hours: one('hours').trim(),
    from: one('from'),
    reason: one('reason')
  };
}

/** @returns what the rule is by the form, unchecked, and of each part the field that it is from */
export function partsOf(draft: RuleDraft): { rule: unknown[]; fields: string[] } {
  const parts: [unknown, string][] = [];
  const { lessons, checks, quizzes, topics, skills, hours } = draft;
  if (lessons.length > 0) parts.push([{ kind: 'lessons', lessons, checks }, 'lessons']);
  quizzes.forEach(({ quiz, share }, i) =>
    parts.push([{ kind: 'quiz', quiz, share: shareOf(share) }, `quiz-${i}`])
  );
  topics.forEach(({ topic, share, answers }, i) =>
    parts.push([
      { kind: 'recall', topic, share: shareOf(share), answers: Number(answers || NaN) },
      `topic-${i}`
    ])
  );
  for (const skill of skills) parts.push([{ kind: 'skill', skill }, 'skills']);
  if (hours !== '') parts.push([{ kind: 'hours', hours: Number(hours) }, 'hours']);
  return { rule: parts.map(([asked]) => asked), fields: parts.map(([, field]) => field) };
}

/** @returns complaints about the rule, `rule.2.share`, by the field that each is about */
export function complaintsOf(
  errors: Readonly<Record<string, string>>,
  fields: readonly string[]
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, error]) => {
      const at = /^rule\.(\d+)/.exec(path)?.[1];
      return [at === undefined ? path : (fields[Number(at)] ?? 'rule'), error];
    })
  );
}
