import type { Signed } from '$lib/domain/sign-off';
import type { LessonContext } from './context';

/** What the page of a lesson tells of it. */
export interface ReadLesson extends Pick<LessonContext, 'checks' | 'cases' | 'terms'> {
  id: string;
  title: string;
  summary: string;
  course: { title: string };
  /** Title of its module. */
  module: string;
  minutes: number;
  /** How many questions it has for reviews. */
  items: number;
  objectives: { id: string; text: string }[];
  /** In the order of the prose, which numbers them by it. */
  sources: {
    id: string;
    title: string;
    authors?: string;
    year?: number;
    publisher?: string;
    url?: string;
  }[];
  previous: { id: string; title: string } | null;
  next: { id: string; title: string } | null;
}

/** Where whoever reads it stands. */
export interface Reader {
  account: string | null;
  /** Whether the account belongs to a school. */
  member: boolean;
  completedAt: string | null;
  items: Record<string, { version: number; signed: Signed | null }>;
}
