import { createContext } from 'svelte';
import type { Answer, Verdict } from '$lib/domain/answer';
import type { Prompt } from '$lib/domain/items/registry';
import type { Signed } from '$lib/domain/sign-off';
import type { Drawing } from '../figures/load';

export type Prompted = { item: string } & Prompt;

/** What the components of a lesson need of the page that shows it. */
export interface LessonContext {
  checks: Prompted[];
  /** Of each case the items that follow without a choice. */
  cases: Record<string, string[]>;
  /** Of the figures that the prose names. */
  drawings: Record<string, Drawing>;
  /** Pictures of the school that wrote the lesson; what ships has none. */
  images?: Record<string, { src: string; width: number; height: number }>;
  sources: { id: string; title: string }[];
  terms: Record<string, { term: string; definition: string; pronunciation?: string }>;
  /** Whether the reader has a school to report a question to; known once an answer was sent. */
  reportable: boolean;
  /** Who of the reader's school has signed a question off. */
  signedBy: (item: string) => Signed | null | undefined;
  /** `showing` is the id of the answer, made anew at each showing. */
  submit: (item: string, showing: string, answer: Answer) => Promise<Verdict>;
}

export const [getLesson, setLesson] = createContext<LessonContext>();
