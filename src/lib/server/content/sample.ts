/** A small folder of content without flaw, for tests to spoil. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const first = 'course/01-module/01-first';
export const second = 'course/01-module/02-second';

export const lesson = (prerequisites: string, item: string) => `---
title: A lesson
summary: What it is about.
prerequisites: [${prerequisites}]
objectives:
  - id: know-it
    bloom: remember
    text: Know it.
---

## A heading

Five words stand in here. <Source id="a-source" />

<Check items="${item}" />

A <Term id="a-term">term</Term> is told.

<Callout kind="key" title="A box">

Mind this.

</Callout>
`;

export const questions = (id: string) => `- id: ${id}
  type: choice
  stem: Which?
  objective: know-it
  area: "1"
  sources: [a-source]
  explanation: So it is.
  options:
    - id: a
      text: The key
      correct: true
      feedback: Right.
    - id: b
      text: Another
      misconception: M01
      feedback: Not so.
    - id: c
      text: A third
      feedback: Nor this.
`;

export const files: Record<string, string> = {
  'sources.yaml': 'a-source:\n  title: A source\n  kind: study\n',
  'glossary.yaml': 'a-term:\n  term: term\n  definition: A word.\n',
  'misconceptions.yaml': 'M01:\n  belief: This.\n  instead: That.\n',
  'claims.yaml': `S0-1:
  source: a-source
  claim: It is so.
  verdict: corrected
  says: It is otherwise.
  evidence: [a-source]
  taught: ['first#a-heading']
`,
  'outlines/exam.yaml': `title: Exam
source: a-source
weightsFrom: 2018
areas:
  "1": { title: One, weight: 100 }
`,
  'course/course.yaml': `title: Course
summary: A course.
outline: exam
modules:
  module:
    title: Module
    summary: A module.
`,
  [`${first}/lesson.mdx`]: lesson('', 'first-item'),
  [`${first}/questions.yaml`]: questions('first-item'),
  [`${second}/lesson.mdx`]: lesson('first', 'second-item'),
  [`${second}/questions.yaml`]: questions('second-item')
};

/** Writes the files into a folder, which is made. */
export function writeSample(folder: string): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
