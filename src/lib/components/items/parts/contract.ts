/** What a page, a question and the component of an item's type promise each other. */
import type { Snippet } from 'svelte';
import type { Answer, GradedAnswer, Verdict } from '$lib/domain/answer';
import type { Mark } from '$lib/domain/items/item';
import type { Prompt, Response, TypeName } from '$lib/domain/items/registry';
import type { Signed } from '$lib/domain/sign-off';

export interface TypeProps<Name extends TypeName> {
  prompt: Prompt<Name>;
  /** What is left out is not answered: `{}` is the empty answer of every type. */
  response: Partial<Response<Name>>;
  /** Null until the answer is graded. */
  marks: Mark[] | null;
  /** One showing has one order of options; the next has another. */
  showing: string;
  /** Prefix of ids and input names, unique on the page. */
  name: string;
}

/** The same for whoever does not know the type. */
export interface ItemProps extends Omit<TypeProps<TypeName>, 'response'> {
  response: Record<string, unknown>;
}

/** What each type's component exports. */
export interface TypeControls {
  /** Takes a key that means nothing to the question itself; true if it meant something here. */
  press(key: string): boolean;
  /** What is still to answer, as a sentence; '' when nothing is. */
  missing(): string;
  /** For the help panel: keys, and what they do. */
  keys(): [keys: string, meaning: string][];
}

export interface QuestionProps {
  /** Id of the item. */
  item: string;
  prompt: Prompt;
  /** Who has signed it off; without that it awaits review. */
  signed?: Signed | null;
  /** Whether the scene of its case stands above already. */
  sceneTold?: boolean;
  /**
   * Names this one showing: it decides the order of options, and a new one starts afresh. It is
   * also what a submission's id belongs to: trying again after an error is the same answer.
   */
  showing: string;
  /** Whether shortcuts work anywhere on the page, or only while focus is in the question. */
  keys: 'page' | 'focus';
  submit: (answer: Answer) => Promise<Verdict>;
  /** Adds Continue after grading. */
  onnext?: (verdict: GradedAnswer) => void;
  /** Whether it can be reported once it is answered; `showing` is then the id of the answer. */
  reportable?: boolean;
  /** Adds Undo. */
  onundo?: () => void;
  extras?: Extras;
}

/** What a page adds to a question: things to do with it, and to say to its verdict. */
export interface Extras {
  /** Takes a key that means nothing here; true if it meant something there. */
  press(key: string): boolean;
  keys: [keys: string, meaning: string][];
  tools: Snippet;
  /** Stands below the verdict; null until there is one. */
  told: Snippet<[GradedAnswer | null]>;
}
