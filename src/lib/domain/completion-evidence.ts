/** By what a course was completed: kept with the completion, so that it can be shown years later. */
import type { Rule } from './completion-rule';

/**
 * `earned`: the rule was met. `granted`: staff have entered it, with their reason. `withdrawn`:
 * staff have taken it back, with theirs; the rule does not give it again.
 */
export const completionKinds = ['earned', 'granted', 'withdrawn'] as const;
export type CompletionKind = (typeof completionKinds)[number];

/** Ids are those of the logs: whoever doubts it can look there. */
export interface Evidence {
  /** When the student began the course; null where that decided nothing. */
  begunAt: string | null;
  lessons: {
    lesson: string;
    finishedAt: string;
    /** By question the first answer to it. */
    checks: Record<string, string>;
  }[];
  /** Lessons and topics of the rule that nobody could study at that time. */
  excused: string[];
  quizzes: { quiz: string; attempt: string; score: number }[];
  /** Of each question of a topic the newest answer, and the recall that followed on that day. */
  topics: { topic: string; day: number; questions: number; recall: number; answers: string[] }[];
  skills: { skill: string; signOff: string }[];
  hours: CreditedHours | null;
}

/** Hours for which a school has given its word. */
export interface CreditedHours {
  hours: number;
  /** What an hour was at that time. */
  minutesPerHour: number;
  /** Ids, in their order. */
  attestations: string[];
}

/** @returns whether hours are as many as are asked: they are kept in minutes, and a sum of thirds must not fail by a billionth */
export const reaches = (hours: number, asked: number): boolean => hours * 60 >= asked * 60 - 1e-6;

/**
 * @param evidence `hours` are those of then; `questions` of a topic those that were asked
 * @returns whether the evidence shows that all of the rule was met
 */
export function proves(rule: Rule, evidence: Evidence): boolean {
  const excused = new Set(evidence.excused);
  const lessons = new Set(evidence.lessons.map(({ lesson }) => lesson));
  return rule.every((asked) => {
    switch (asked.kind) {
      case 'lessons':
        return asked.lessons.every((id) => lessons.has(id) || excused.has(id));
      case 'quiz':
        return evidence.quizzes.some(
          ({ quiz, score }) => quiz === asked.quiz && score >= asked.share
        );
      case 'recall': {
        const shown = evidence.topics.find(({ topic }) => topic === asked.topic);
        if (!shown) return excused.has(asked.topic);
        const enough = shown.answers.length >= Math.min(asked.answers, shown.questions);
        return enough && shown.recall >= asked.share;
      }
      case 'skill':
        return evidence.skills.some(({ skill }) => skill === asked.skill);
      case 'hours':
        return reaches(evidence.hours?.hours ?? 0, asked.hours);
    }
  });
}
